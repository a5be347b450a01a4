"""What a town gives, as the town itself may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.indicators import queries as indicators
from core.indicators.queries import READERS
from core.indicators.rules import Period, is_over, periods_ending_with
from core.regional import catalogue
from core.regional.enums import Level
from core.regional.models import PublishedCell, Release, Submission, TrueCell
from core.regional.queries.scope import require
from core.shared import clock
from core.shared.actor import Actor
from tenants.context import current, current_schema


@dataclass(frozen=True)
class HandedOver:
    """What a town gives for a month, and what became of it.

    `counts` are those under seal, or before handing over what would be given, by period; None when
    the month has not been counted yet.
    """

    month: date
    periods: tuple[Period, ...]
    submission: Submission | None
    release: Release | None
    counts: dict[Period, dict[tuple[str, str, str], int]] | None
    printed: list[PublishedCell]


def handed_over(actor: Actor, month: date) -> HandedOver:
    """The current town's own exact counts for the region and the printed cells that speak of it alone."""
    require(actor, READERS)
    schema = current_schema()
    periods = periods_ending_with(month)
    submission = Submission.objects.filter(schema_name=schema, month=month).first()
    counts = None
    if submission is not None:
        counts = _sealed_counts(schema, periods)
    elif all(indicators.is_computed(period) for period in periods):
        counts = {
            period: {
                key: value
                for key, value in indicators.counts_of(period).items()
                if key[:2] in catalogue.handed_over(period.kind)
            }
            for period in periods
        }
    return HandedOver(
        month=month,
        periods=periods,
        submission=submission,
        release=Release.objects.filter(month=month).first(),
        counts=counts,
        printed=list(
            PublishedCell.objects.filter(
                level=Level.MUNICIPALITY, area=current().teryt, release=month
            ).order_by("period_kind", "measure", "dimension", "member")
        ),
    )


def _sealed_counts(schema: str, periods: Sequence[Period]) -> dict[Period, dict[tuple[str, str, str], int]]:
    found: dict[Period, dict[tuple[str, str, str], int]] = {period: {} for period in periods}
    rows = TrueCell.objects.filter(schema_name=schema, period_start__in=[p.start for p in periods])
    for row in rows.order_by("measure", "dimension", "member"):
        period = Period(row.period_kind, row.period_start)
        if period in found:
            found[period][row.measure, row.dimension, row.member] = row.value
    return found


def can_be_submitted(month: date) -> bool:
    """Whether the current town may still hand a month over or replace what it gave."""
    return is_over(month, clock.today()) and not Release.objects.filter(month=month).exists()
