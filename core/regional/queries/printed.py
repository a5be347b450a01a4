"""Looking printed cells up: only what a page needs, in one query, within the reader's voivodeships."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from core.indicators.definitions import Figure
from core.indicators.rules import Period, month_of, period_of
from core.regional.enums import Level
from core.regional.models import PublishedCell, Release
from core.regional.queries.calendar import Calendar, calendar
from core.regional.queries.reading import Key, Printed, parts_of, printed_period
from core.regional.queries.scope import Scope, scope_of, towns
from core.regional.rules import Town
from core.shared.actor import Actor


@dataclass(frozen=True)
class Sight:
    """What a reader of the region may see, found out once for everything that is read for a page."""

    scope: Scope
    towns: tuple[Town, ...]
    calendar: Calendar


def sight_of(actor: Actor, known: Calendar | None = None) -> Sight:
    """The reader's own; raises `NotVisibleError` for anybody else."""
    everybody = towns()
    return Sight(scope_of(actor, everybody), tuple(everybody), known or calendar())


_NARROW = (Level.MUNICIPALITY, Level.CLUSTER)
_Cells = dict[Key, tuple[int | None, str]]


@dataclass(frozen=True)
class Ask:
    """Cells to look up: figures in some periods, with what their formulas need.

    `breakdowns` adds whole breakdowns; without `whole` only territories above the municipality and those
    of `areas` are read.
    """

    periods: Sequence[Period]
    figures: Sequence[Figure]
    breakdowns: Collection[str] = ()
    areas: Collection[str] = ()
    whole: bool = False

    def filter(self) -> Q:
        """The rows to read."""
        found: dict[tuple[str, str], tuple[set[date], set[str]]] = {}
        for figure in self.figures:
            for cells in parts_of(figure):
                added = [name for name in self.breakdowns if name in figure.breakdowns]
                for period in self.periods:
                    of = printed_period(cells.measure, period)
                    starts, dimensions = found.setdefault((of.kind, cells.measure), (set(), set()))
                    starts.add(of.start)
                    dimensions.update((cells.dimension, *added))
        wanted = Q(pk__in=[])
        for (kind, measure), (starts, dimensions) in sorted(found.items()):
            wanted |= Q(period_kind=kind, measure=measure, period_start__in=starts, dimension__in=dimensions)
        return wanted if self.whole else wanted & (~Q(level__in=_NARROW) | Q(area__in=self.areas))


def printed(actor: Actor, periods: Sequence[Period], figures: Iterable[Figure]) -> list[Printed]:
    """All printed cells of the figures in the periods, with every breakdown, as far as the region sees.

    In the order of `periods`; a period without a release comes back empty and says so.
    """
    chosen = list(figures)
    breakdowns = {name for figure in chosen for name in figure.breakdowns}
    found = printed_for(sight_of(actor), [Ask(periods, chosen, breakdowns, whole=True)])
    return [found[period] for period in periods]


def printed_for(sight: Sight, asks: Sequence[Ask]) -> dict[Period, Printed]:
    """Printed cells by period, all asks in one query."""
    wanted = Q(pk__in=[])
    for ask in asks:
        wanted |= ask.filter()
    found: dict[Period, _Cells] = {}
    rows = (
        PublishedCell.objects.filter(in_sight(sight.scope) & wanted)
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
    return {
        period: Printed(
            period,
            sight.calendar.holds(period),
            {**found.get(period, {}), **found.get(period_of(period.last_day, "month"), {})},
        )
        for ask in asks
        for period in ask.periods
    }


def in_sight(scope: Scope) -> Q:
    """Cells that a regional centre may read."""
    wanted = Q(voivodeship__in=scope.voivodeships)
    for code in scope.voivodeships:
        wanted |= Q(level=Level.MERGED, area__contains=code)
    if scope.macroregion:
        wanted |= Q(level=Level.MACROREGION)
    return wanted


def release_of(period: Period) -> Release | None:
    """The release that printed a period."""
    return Release.objects.filter(month=month_of(period.last_day)).first()
