"""What a printed period says: a number with its range, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.indicators.definitions import Cells, Figure
from core.indicators.dimensions import members_of
from core.indicators.enums import Measure, Unit
from core.indicators.rules import Known, Period, median_of_bands, period_of, ratio_of, score_of, total_of
from core.regional import catalogue, rules
from core.regional.enums import Level, Missing, Reason

Key = tuple[str, str, str, str, str, str]


@dataclass(frozen=True)
class Reading:
    """A figure as a reader may see it: a number with its range, or why there is none."""

    known: Known | None
    missing: Reason | Missing | None = None


@dataclass(frozen=True)
class Printed:
    """Printed cells of one period; figures are worked out from them and from nothing else."""

    period: Period
    released: bool
    cells: dict[Key, tuple[int | None, str]] = field(repr=False)

    def read(self, figure: Figure, level: str, area: str, dimension: str = "", member: str = "") -> Reading:
        """The figure for an area; for counts also for one member of a breakdown."""
        if not self.released:
            return Reading(None, Missing.NO_RELEASE)
        if figure.bands and not dimension:
            return self._median(figure, level, area)
        if figure.weights and not dimension:
            return self._score(figure, level, area)
        top = self._count(_part(figure.top, dimension, member), level, area)
        if figure.bottom is None or top.known is None:
            return top
        below = "" if figure.of_whole else dimension
        bottom = self._count(_part(figure.bottom, below, member), level, area)
        if bottom.known is None:
            return bottom
        return self._ratio(figure, level, top.known, bottom.known)

    def _ratio(self, figure: Figure, level: str, top: Known, bottom: Known) -> Reading:
        """A share or mean of printed numbers; for one town its numerator must be large enough too."""
        of_town = level in {Level.MUNICIPALITY, Level.CLUSTER}
        base = min(top.value, bottom.value) if of_town else bottom.value
        if base < rules.SMALLEST_BASE:
            return Reading(None, Missing.SMALL_BASE)
        return Reading(ratio_of(top, bottom, share=figure.unit is Unit.PERCENT))

    def _median(self, figure: Figure, level: str, area: str) -> Reading:
        cells = figure.top
        bands = self._each(cells.measure, cells.dimension, members_of(cells.dimension), level, area)
        if isinstance(bands, Reading):
            return bands
        return Reading(median_of_bands(bands, figure.bands))

    def _score(self, figure: Figure, level: str, area: str) -> Reading:
        cells = figure.top
        answers = self._each(cells.measure, cells.dimension, cells.members, level, area)
        if isinstance(answers, Reading):
            return answers
        return Reading(score_of(answers, figure.weights))

    def _each(
        self, measure: str, dimension: str, members: Sequence[str], level: str, area: str
    ) -> list[Known] | Reading:
        """Printed numbers of the members, or why no mean or median can rest on them."""
        found = []
        for member in members:
            reading = self._count(Cells(measure, dimension, (member,)), level, area)
            if reading.known is None:
                return reading
            found.append(reading.known)
        if total_of(found).value < rules.SMALLEST_BASE:
            return Reading(None, Missing.SMALL_BASE)
        return found

    def _count(self, cells: Cells, level: str, area: str) -> Reading:
        period = self._period_of(cells.measure)
        found = []
        for member in cells.members:
            key = (period.kind, level, area, cells.measure, cells.dimension, member)
            if key not in self.cells:
                printable = catalogue.has_table(cells.measure, cells.dimension, level, period.kind)
                return Reading(None, Missing.NOT_PRINTED if printable else Missing.NOT_IN_CATALOGUE)
            value, reason = self.cells[key]
            if value is None:
                return Reading(None, Reason(reason))
            found.append(Known(value, rules.lowest(value), rules.highest(value)))
        return Reading(total_of(found))

    def _period_of(self, measure: str) -> Period:
        return printed_period(measure, self.period)

    def areas(self, level: str) -> list[str]:
        """Codes of the territories of a level that have any cell here."""
        return sorted({key[2] for key in self.cells if key[1] == level})


def _part(cells: Cells, dimension: str, member: str) -> Cells:
    """One member of a breakdown of what is added up, or all of it."""
    return Cells(cells.split or cells.measure, dimension, (member,)) if dimension else cells


def is_in_catalogue(figure: Figure, level: str, period: Period, dimension: str = "") -> bool:
    """Whether a figure, or a breakdown of it, is printed for areas of a level and periods of that length."""
    cells = (_part(figure.top, dimension, ""),) if dimension else figure.cells
    return all(
        catalogue.has_table(each.measure, each.dimension, level, printed_period(each.measure, period).kind)
        for each in cells
    )


def parts_of(figure: Figure) -> tuple[Cells, ...]:
    """Everything that a figure and its breakdowns look up."""
    splits = [Cells(cells.split) for cells in figure.cells if cells.split]
    return (*figure.cells, *splits)


def printed_period(measure: str, period: Period) -> Period:
    """Families in progress are printed for months only: a quarter's stock is its last month's."""
    if measure == Measure.FAMILIES_ACTIVE and period.kind != "month":
        return period_of(period.last_day, "month")
    return period
