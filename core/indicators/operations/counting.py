"""Counting a town's figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from core.audit.operations import record
from core.indicators import facts
from core.indicators.checking import require_sound
from core.indicators.definitions import CATALOGUE_VERSION
from core.indicators.errors import PeriodNotOverError
from core.indicators.models import ComputedPeriod
from core.indicators.permissions import require_counter
from core.indicators.rules import Period, is_over, month_of, months_due, period_of, periods_of, shifted
from core.shared import clock
from core.shared.actor import Actor


@transaction.atomic
def compute(*, actor: Actor, months: Sequence[date], anew: bool = False) -> tuple[Period, ...]:
    """See that the months, and the quarters, half-years and years that end with them, are counted; these
    periods.

    Only what changed is counted: periods not counted yet, and those from the month on in which a record
    differs from what was counted last. `anew` counts everything again, with the same result. Raises
    `PeriodNotOverError` for a month that still runs, `WrongDefinitionError` for a broken catalogue.
    """
    require_counter(actor)
    require_sound()
    today = clock.today()
    for month in months:
        if not is_over(month, today):
            raise PeriodNotOverError(period=period_of(month, "month").code)
    asked = periods_of(months)
    _count(actor, asked, anew=anew)
    return asked


@transaction.atomic
def refresh(*, actor: Actor) -> tuple[Period, ...]:
    """Bring the town's own figures up to date: months that have ended since, and what changed; the periods
    counted. Daily; twice in a row it counts nothing the second time.
    """
    require_counter(actor)
    require_sound()
    newest = (
        ComputedPeriod.objects.filter(period_kind="month")
        .order_by("-period_start")
        .values_list("period_start", flat=True)
        .first()
    )
    due = months_due(newest, shifted(month_of(clock.today()), -1))
    return _count(actor, periods_of(due), anew=False)


def _count(actor: Actor, asked: Sequence[Period], *, anew: bool) -> tuple[Period, ...]:
    """Count what is due of the periods asked for and of those counted earlier."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.indicators'))")
    since = facts.changed_since()
    known = {
        Period(kind, start): catalogue
        for kind, start, catalogue in ComputedPeriod.objects.values_list(
            "period_kind", "period_start", "catalogue"
        )
    }
    stale = {
        period
        for period, catalogue in known.items()
        if anew or catalogue != CATALOGUE_VERSION or (since is not None and period.end > since)
    }
    due = tuple(sorted(stale | (set(asked) - known.keys())))
    if not due:
        return ()
    rows = facts.recount(due)
    now = clock.now()
    ComputedPeriod.objects.bulk_create(
        [
            ComputedPeriod(
                period_kind=p.kind, period_start=p.start, computed_at=now, catalogue=CATALOGUE_VERSION
            )
            for p in due
        ],
        update_conflicts=True,
        unique_fields=["period_kind", "period_start"],
        update_fields=["computed_at", "catalogue"],
    )
    record(actor, "indicators.computed", None, periods=[p.code for p in due], rows=rows)
    return due
