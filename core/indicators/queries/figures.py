"""Reading a town's own exact figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.indicators.definitions import Cells, Figure, figure_on
from core.indicators.dimensions import ENTERED, MEASURED_BY, is_counted
from core.indicators.enums import FigureStatus, Unit
from core.indicators.models import ComputedPeriod, ContextFigure, IndicatorFact
from core.indicators.rules import Known, Period, difference_of, ratio_of, score_of
from core.shared.actor import Actor
from core.shared.enums import STAFF
from core.shared.errors import NotVisibleError

Counts = Mapping[tuple[str, str, str], int]
# Partners' delegates and families see none: a small exact number may tell of one family.
READERS = STAFF


@dataclass(frozen=True)
class OwnFigures:
    """Exact counts of one computed period; a missing key is zero, of a number that is entered no data.

    `refused` are entered numbers that do not apply to the town.
    """

    period: Period
    counts: Counts
    refused: frozenset[str] = frozenset()

    def count(self, measure: str, dimension: str = "", member: str = "") -> int:
        return self.counts.get((measure, dimension, member), 0)

    def value(self, figure: Figure, dimension: str = "", member: str = "") -> Known | None:
        """The figure's exact value, as a whole or for one member of a breakdown, by the definition that
        was valid on the period's last day; None where there is none (see `sign`).
        """
        own = figure_on(figure, self.period.last_day)
        if self._is_missing(own):
            return None
        if own.bands and dimension != own.top.dimension:
            median = self.counts.get((own.median, dimension, member))
            return None if median is None else Known.exactly(median)
        top = self._known(own.top, dimension, member)
        if own.is_count or own.bands or (own.weights and dimension):
            return top
        if own.weights:
            answers = [self.count(own.top.measure, own.top.dimension, each) for each in own.top.members]
            return score_of([Known.exactly(each) for each in answers], own.weights)
        if own.minus is not None:
            top = difference_of(top, self._known(own.minus, dimension, member))
        if own.bottom is None:
            return top
        part = "" if own.of_whole else dimension
        bottom = self._known(own.bottom, part, member if part else "")
        return ratio_of(top, bottom, share=own.unit is Unit.PERCENT)

    def base(self, figure: Figure) -> int | None:
        """How many a ratio, mean or median rests on (n); None for plain counts."""
        own = figure_on(figure, self.period.last_day)
        if own.bottom is not None:
            return int(self._known(own.bottom, "", "").value)
        if own.bands:
            return self.count(own.top.measure)
        if own.weights:
            return sum(self.count(own.top.measure, own.top.dimension, each) for each in own.top.members)
        return None

    def sign(self, figure: Figure) -> FigureStatus:
        """Why a figure has no value: nobody entered it, or there is nothing to divide by."""
        own = figure_on(figure, self.period.last_day)
        missing = [cells.measure for cells in own.cells if self._lacks(cells.measure)]
        if missing and not self.refused.issuperset(missing):
            return FigureStatus.NO_DATA
        return FigureStatus.NOT_APPLICABLE

    def _is_missing(self, figure: Figure) -> bool:
        return any(self._lacks(cells.measure) for cells in figure.cells)

    def _lacks(self, measure: str) -> bool:
        return measure in ENTERED and (measure, "", "") not in self.counts

    def _known(self, cells: Cells, dimension: str, member: str) -> Known:
        """What is added up; of a breakdown along which nothing is counted, the whole."""
        if dimension:
            measure = cells.split or cells.measure
            if is_counted(measure, dimension):
                return Known.exactly(self.count(measure, dimension, member))
            return Known.exactly(self._sum(cells))
        return Known.exactly(self._sum(cells))

    def _sum(self, cells: Cells) -> int:
        return sum(self.count(cells.measure, cells.dimension, member) for member in cells.members)


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
    """Exact figures of the newest computed periods of a kind, newest first; three queries."""
    periods = periods_computed(actor, kind)[:newest]
    counts: dict[object, dict[tuple[str, str, str], int]] = defaultdict(dict)
    rows = (
        IndicatorFact.objects.filter(period_kind=kind, period_start__in=[period.start for period in periods])
        .order_by("period_start", "measure", "dimension", "member")
        .values_list("period_start", "measure", "dimension", "member", "value")
    )
    for start, measure, dimension, member, value in rows:
        counts[start][measure, dimension, member] = value
    refused: dict[object, set[str]] = defaultdict(set)
    signs = ContextFigure.objects.filter(
        period_kind=kind,
        period_start__in=[period.start for period in periods],
        status=FigureStatus.NOT_APPLICABLE,
    )
    for start, what in signs.order_by("period_start").values_list("period_start", "kind"):
        refused[start].update(MEASURED_BY[what])
    return [OwnFigures(period, counts[period.start], frozenset(refused[period.start])) for period in periods]


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
