"""Counting a town's figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from core.audit.operations import record
from core.indicators import facts
from core.indicators.definitions import CATALOGUE_VERSION
from core.indicators.errors import PeriodNotOverError
from core.indicators.models import ComputedPeriod
from core.indicators.permissions import require_counter
from core.indicators.rules import Period, is_over, period_of, periods_of
from core.shared import clock
from core.shared.actor import Actor


@transaction.atomic
def compute(*, actor: Actor, months: Sequence[date]) -> tuple[Period, ...]:
    """Count the months, and the quarters and years that end with them; the periods counted.

    Idempotent: counting again replaces. Raises `PeriodNotOverError` for a month that still runs.
    """
    require_counter(actor)
    today = clock.today()
    for month in months:
        if not is_over(month, today):
            raise PeriodNotOverError(period=period_of(month, "month").code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.indicators'))")
    periods = periods_of(months)
    rows = facts.recount(periods)
    now = clock.now()
    ComputedPeriod.objects.bulk_create(
        [
            ComputedPeriod(
                period_kind=p.kind, period_start=p.start, computed_at=now, catalogue=CATALOGUE_VERSION
            )
            for p in periods
        ],
        update_conflicts=True,
        unique_fields=["period_kind", "period_start"],
        update_fields=["computed_at", "catalogue"],
    )
    record(actor, "indicators.computed", None, periods=[p.code for p in periods], rows=rows)
    return periods
