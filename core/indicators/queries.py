"""Reading a town's own exact figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.indicators.definitions import Figure
from core.indicators.enums import Measure, Unit
from core.indicators.models import ComputedPeriod, IndicatorFact
from core.indicators.rules import Known, Period, ratio_of
from core.shared.actor import Actor
from core.shared.enums import STAFF
from core.shared.errors import NotVisibleError

Counts = Mapping[tuple[str, str, str], int]
# Partners' delegates and families see none: a small exact number may tell of one family.
READERS = STAFF


@dataclass(frozen=True)
class OwnFigures:
    """Exact counts of one computed period; a missing key is zero."""

    period: Period
    counts: Counts

    def count(self, measure: str, dimension: str = "", member: str = "") -> int:
        return self.counts.get((measure, dimension, member), 0)

    def value(self, figure: Figure) -> Known | None:
        """The figure's exact value; None where there is nothing to divide by ("x" in reports)."""
        if figure.unit is Unit.DAYS:
            median = self.counts.get((Measure.FIRST_MEETING_MEDIAN, "", ""))
            return None if median is None else Known.exactly(median)
        top = self._sum(figure.top.measure, figure.top.dimension, figure.top.members)
        if figure.bottom is None:
            return Known.exactly(top)
        bottom = self._sum(figure.bottom.measure, figure.bottom.dimension, figure.bottom.members)
        return ratio_of(Known.exactly(top), Known.exactly(bottom), share=figure.unit is Unit.PERCENT)

    def _sum(self, measure: str, dimension: str, members: tuple[str, ...]) -> int:
        return sum(self.count(measure, dimension, member) for member in members)


def require_reader(actor: Actor) -> None:
    """Staff of the town only."""
    if not (actor.is_system or actor.has(*READERS)):
        raise NotVisibleError


def periods_computed(actor: Actor, kind: str) -> list[Period]:
    """Periods of a kind that were counted here, newest first."""
    require_reader(actor)
    starts = (
        ComputedPeriod.objects.filter(period_kind=kind)
        .order_by("-period_start")
        .values_list("period_start", flat=True)
    )
    return [Period(kind, start) for start in starts]


def own_figures(actor: Actor, kind: str, newest: int = 12) -> list[OwnFigures]:
    """Exact figures of the newest computed periods of a kind, newest first; two queries."""
    periods = periods_computed(actor, kind)[:newest]
    counts: dict[object, dict[tuple[str, str, str], int]] = defaultdict(dict)
    rows = (
        IndicatorFact.objects.filter(period_kind=kind, period_start__in=[period.start for period in periods])
        .order_by("period_start", "measure", "dimension", "member")
        .values_list("period_start", "measure", "dimension", "member", "value")
    )
    for start, measure, dimension, member, value in rows:
        counts[start][measure, dimension, member] = value
    return [OwnFigures(period, counts[period.start]) for period in periods]


def is_computed(period: Period) -> bool:
    """Whether the facts of a period were counted."""
    return ComputedPeriod.objects.filter(period_kind=period.kind, period_start=period.start).exists()


def computed_at(period: Period) -> datetime | None:
    """When the facts of a period were last counted; None before they were."""
    found = ComputedPeriod.objects.filter(period_kind=period.kind, period_start=period.start)
    return found.values_list("computed_at", flat=True).first()


def counts_of(period: Period) -> dict[tuple[str, str, str], int]:
    """Exact counts of one period for handing over; no actor, since only operations call it."""
    rows = IndicatorFact.objects.filter(period_kind=period.kind, period_start=period.start)
    return {
        (row.measure, row.dimension, row.member): row.value
        for row in rows.order_by("measure", "dimension", "member")
    }
