"""What a town's figures cost: seconds of processors, of this process and of its server, not of a clock."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from core.indicators.operations import compute, refresh
from core.indicators.rules import months_between
from core.shared import clock
from tests.support import people
from tests.support.figures import TODAY, deal_families

TOWNS = 54
ALL_TOWNS_WITHIN = 40.0
YEAR = list(months_between(date(2025, 10, 1), date(2026, 9, 1)))
_TICKS = os.sysconf("SC_CLK_TCK")


def seconds() -> float:
    """Used so far by this process and by its server process, where that runs on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not path.exists():
        pytest.skip("the database runs on another machine")
    fields = path.read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / _TICKS


@pytest.mark.slow
def test_all_forty_of_a_year_for_every_town(in_town: str) -> None:
    """A town of sixty families, twelve months with their quarters, half-years and the year."""
    with clock.standing_at(TODAY):
        deal_families(60)
        compute(actor=people.system(), months=YEAR[:1])
        before = seconds()
        compute(actor=people.system(), months=YEAR, anew=True)
        whole = seconds() - before
        before = seconds()
        assert refresh(actor=people.system()) == ()
        nothing = seconds() - before
    print(f"a town: {whole:.2f} s, unchanged {nothing:.2f} s; {TOWNS} towns: {whole * TOWNS:.0f} s")  # noqa: T201
    assert whole * TOWNS < ALL_TOWNS_WITHIN
    assert nothing < whole / 2
