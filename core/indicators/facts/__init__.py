"""Counting a town's records: a few set-based statements for any number of periods.

Nothing is carried over from an earlier run, so computing a month again, or twenty months at once, gives
the same facts as computing each in its turn. Rules of counting:

- a family is a case whose agreement was given; it is served in every period that it touches;
- stock(t+1) = stock(t) + new - closed, because all three look at the same two days of a case;
- a service is in the basket while it is published and its organisation is a partner;
- periods of records are half-open (`ends_on` is the first day without), days of papers are inclusive;
- a count looks at what happened before the period's end only, so that it does not depend on today.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from core.indicators.facts.families import FAMILIES
from core.indicators.facts.funding import FUNDING
from core.indicators.facts.institutions import INSTITUTIONS
from core.indicators.facts.periods import INSERT
from core.indicators.facts.stamps import changed_since
from core.indicators.facts.work import WORK
from core.indicators.rules import Period
from core.reference.grounds import Sector

__all__ = ["STATEMENTS", "changed_since", "recount"]

_DELETE: Final = """
DELETE FROM indicators_indicatorfact f
 USING unnest(%(kinds)s::text[], %(firsts)s::date[]) AS p(kind, first)
 WHERE f.period_kind = p.kind AND f.period_start = p.first
"""
STATEMENTS: Final = tuple(INSERT + counts for counts in (FAMILIES, WORK, INSTITUTIONS, FUNDING))


def recount(periods: Sequence[Period]) -> int:
    """Replace the facts of the periods by a fresh count of the records; how many rows there are now.

    Runs in the schema of the town; call it inside a transaction.
    """
    if not periods:
        return 0
    places: dict[str, Any] = {
        "kinds": [period.kind for period in periods],
        "firsts": [period.start for period in periods],
        "stops": [period.end for period in periods],
        "sectors": len(Sector.values),
    }
    rows = 0
    with connection.cursor() as cursor:
        cursor.execute(_DELETE, places)
        for statement in STATEMENTS:
            cursor.execute(statement, places)
            rows += cursor.rowcount
    return rows
