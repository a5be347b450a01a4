"""What a town gives, as the town itself may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.indicators import queries as indicators
from core.indicators.queries import READERS
from core.indicators.rules import Period, periods_ending_with
from core.regional import catalogue, rules
from core.regional.enums import Level
from core.regional.models import PublishedCell, Release, Submission, TrueCell
from core.regional.queries.scope import require
from core.shared.actor import Actor
from tenants.context import current, current_schema

Counts = dict[Period, dict[tuple[str, str, str], int]]


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
        counts = {period: _counts_to_give(period) for period in periods}
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


def submissions_of(actor: Actor, months: Iterable[date]) -> dict[date, Submission]:
    """When and by whom the town of the moment handed months over."""
    require(actor, READERS)
    found = Submission.objects.filter(schema_name=current_schema(), month__in=list(months))
    return {row.month: row for row in found}


@dataclass(frozen=True)
class Preview:
    """What would leave for a month if it left now; no counts before the month was counted."""

    month: date
    counts: Counts | None
    counted_at: datetime | None

    @property
    def digest(self) -> str:
        """Hash of the counts: who confirms them has seen these and no others."""
        return rules.digest_of(
            sorted(
                [period.kind, period.start.isoformat(), *key, value]
                for period, counts in (self.counts or {}).items()
                for key, value in counts.items()
            )
        )


def preview(actor: Actor, month: date) -> Preview:
    """The current town's own exact counts that would be handed over, as they were last counted."""
    require(actor, READERS)
    periods = periods_ending_with(month)
    moments = [indicators.computed_at(period) for period in periods]
    if None in moments:
        return Preview(month, None, None)
    counts = {period: _counts_to_give(period) for period in periods}
    return Preview(month, counts, min(moment for moment in moments if moment))


def changed_since(actor: Actor, found: HandedOver) -> list[tuple[Period, tuple[str, str, str], int, int]]:
    """Where the town's records say something else today than what it handed over: (then, now).

    Empty before a month was handed over. What was released stays: these are the corrections to come.
    """
    now = preview(actor, found.month).counts
    if found.submission is None or found.counts is None or now is None:
        return []
    return [
        (period, key, given.get(key, 0), today.get(key, 0))
        for period, given in found.counts.items()
        if (today := now.get(period)) is not None
        for key in sorted({*given, *today})
        if given.get(key, 0) != today.get(key, 0)
    ]


def _counts_to_give(period: Period) -> dict[tuple[str, str, str], int]:
    wanted = catalogue.handed_over(period.kind)
    return {key: value for key, value in indicators.counts_of(period).items() if key[:2] in wanted}


def _sealed_counts(schema: str, periods: Sequence[Period]) -> dict[Period, dict[tuple[str, str, str], int]]:
    found: dict[Period, dict[tuple[str, str, str], int]] = {period: {} for period in periods}
    rows = TrueCell.objects.filter(schema_name=schema, period_start__in=[p.start for p in periods])
    for row in rows.order_by("measure", "dimension", "member"):
        period = Period(row.period_kind, row.period_start)
        if period in found:
            found[period][row.measure, row.dimension, row.member] = row.value
    return found
