"""Printed numbers as a region may read them; figures are worked out from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from core.indicators.definitions import Cells, Figure
from core.indicators.dimensions import members_of
from core.indicators.enums import Measure, Unit
from core.indicators.rules import (
    Known,
    Period,
    median_of_bands,
    month_of,
    period_of,
    ratio_of,
    score_of,
    total_of,
)
from core.regional import catalogue, rules
from core.regional.enums import Level, Missing, Reason
from core.regional.models import PublishedCell, Release
from core.regional.queries.scope import scope_of
from core.shared.actor import Actor

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
        return _printed_period(measure, self.period)


def _part(cells: Cells, dimension: str, member: str) -> Cells:
    """One member of a breakdown of what is added up, or all of it."""
    return Cells(cells.split or cells.measure, dimension, (member,)) if dimension else cells


def _printed_period(measure: str, period: Period) -> Period:
    """Families in progress are printed for months only: a quarter's stock is its last month's."""
    if measure == Measure.FAMILIES_ACTIVE and period.kind != "month":
        return period_of(period.last_day, "month")
    return period


def printed(actor: Actor, periods: Sequence[Period], figures: Iterable[Figure]) -> list[Printed]:
    """Printed cells of the periods that the figures need and the actor's region may see; one query.

    In the order of `periods`; a period without a release comes back empty and says so.
    """
    scope = scope_of(actor)
    wanted = Q(voivodeship__in=scope.voivodeships)
    for code in scope.voivodeships:
        wanted |= Q(level=Level.MERGED, area__contains=code)
    if scope.macroregion:
        wanted |= Q(level=Level.MACROREGION)
    return _read(periods, figures, wanted)


def _read(periods: Sequence[Period], figures: Iterable[Figure], wanted: Q) -> list[Printed]:
    asked_for = [cells for figure in figures for cells in figure.cells]
    measures = {cells.measure for cells in asked_for} | {cells.split for cells in asked_for if cells.split}
    asked: dict[str, tuple[set[str], set[date]]] = {}
    for measure in measures:
        for period in periods:
            found_in = _printed_period(measure, period)
            of_kind = asked.setdefault(found_in.kind, (set(), set()))
            of_kind[0].add(measure)
            of_kind[1].add(found_in.start)
    time = Q(pk__in=[])
    for kind, (names, starts) in asked.items():
        time |= Q(period_kind=kind, measure__in=names, period_start__in=starts)
    found: dict[Period, dict[Key, tuple[int | None, str]]] = {}
    rows = (
        PublishedCell.objects.filter(wanted & time)
        .order_by()
        .values_list(
            "period_kind",
            "period_start",
            "level",
            "area",
            "measure",
            "dimension",
            "member",
            "value",
            "reason",
        )
    )
    for kind, start, level, area, measure, dimension, member, value, reason in rows:
        cells = found.setdefault(Period(kind, start), {})
        cells[kind, level, area, measure, dimension, member] = (value, reason)
    released = set(
        Release.objects.filter(month__in=[month_of(p.last_day) for p in periods]).values_list(
            "month", flat=True
        )
    )
    return [
        Printed(
            period,
            month_of(period.last_day) in released,
            {**found.get(period, {}), **found.get(period_of(period.last_day, "month"), {})},
        )
        for period in periods
    ]


def periods_released(kind: str) -> list[Period]:
    """Periods of a kind that have been printed, newest first."""
    months = Release.objects.order_by("-month").values_list("month", flat=True)
    found = (period_of(month, kind) for month in months)
    return [period for period, month in zip(found, months, strict=True) if month_of(period.last_day) == month]


def release_of(period: Period) -> Release | None:
    """The release that printed a period."""
    return Release.objects.filter(month=month_of(period.last_day)).first()
