"""What a dashboard reads: all its numbers in one query, whatever it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from core.indicators.definitions import Figure, figures
from core.indicators.rules import Period
from core.regional import queries
from core.regional.enums import Level, Missing
from core.regional.queries import Ask, Coverage, Printed, Quality, Reading, Sight
from web.regional.areas import Area, Territory
from web.regional.choosing import SPAN, Chosen
from web.regional.readings import Shown, shown

if TYPE_CHECKING:
    from core.regional.models import Release

NOT_HERE = {Missing.NOT_IN_CATALOGUE, Missing.NO_RELEASE}


@dataclass(frozen=True)
class Need:
    """Which figures a dashboard shows: over time, by breakdowns now, and town by town."""

    figures: Sequence[Figure] = ()
    breakdowns: Sequence[tuple[str, str]] = ()
    towns: Sequence[Figure] = ()


@dataclass
class Desk:
    """The numbers of one view."""

    sight: Sight
    places: Territory
    chosen: Chosen
    release: Release
    need: Need
    periods: list[Period] = field(init=False)
    year: Period | None = field(init=False)
    _printed: dict[Period, Printed] = field(init=False)

    def __post_init__(self) -> None:
        """Look everything up at once."""
        now = self.chosen.period
        self.periods = [now.before(step) for step in range(SPAN[now.kind])]
        self.year = next(iter(self.sight.calendar.periods("year")), None)
        own = [self.chosen.area.code] if not self.chosen.area.is_wide else []
        catalogue = figures()
        asks = [Ask(self.periods, self.need.figures, areas=own)]
        for key, dimension in self.need.breakdowns:
            if key in catalogue:
                asks.append(Ask([now], [catalogue[key][1]], [dimension], own))
        if self.need.towns:
            compared = [now, self.periods[1], *([self.year] if self.year else [])]
            asks.append(Ask(compared, self.need.towns, whole=True))
        self._printed = queries.printed_for(self.sight, asks)

    def at(self, period: Period) -> Printed:
        """What is printed of a period."""
        return self._printed[period]

    @cached_property
    def quality(self) -> Quality:
        """What the release of the period says of itself."""
        return queries.quality_of(self.sight, self.release, self.chosen.period)

    @cached_property
    def coverage(self) -> Coverage:
        """Who gave data in the chosen territory; for a town, in its voivodeship."""
        found = queries.coverage_of(self.sight, self.release)
        return found.get(self.chosen.area.voivodeship) or found[""]

    @property
    def now(self) -> Printed:
        return self.at(self.chosen.period)

    @property
    def before(self) -> Printed:
        return self.at(self.periods[1])

    @property
    def released(self) -> list[Printed]:
        """Printed periods of the time series, oldest first."""
        found = (self.at(period) for period in reversed(self.periods))
        return [printed for printed in found if printed.released]

    def read(
        self, printed: Printed, figure: Figure, area: Area, dimension: str = "", member: str = ""
    ) -> Reading:
        """A figure of an area."""
        return printed.read(figure, area.level, area.code, dimension, member)

    def words(self, printed: Printed, figure: Figure, area: Area) -> Shown:
        """The same in words."""
        return shown(figure, self.read(printed, figure, area))

    @property
    def areas(self) -> list[Area]:
        """Territories to set side by side: the chosen one first, then those above the municipality."""
        wide = [area for area in self.places.wide if self.has_cells(area)]
        own = self.chosen.area
        return wide if own.is_wide else [own, *wide]

    def has_cells(self, area: Area) -> bool:
        """A voivodeship that is printed together with another one stands in the row of both."""
        if area.level != Level.VOIVODESHIP:
            return True
        return not any(area.code in merged.parts for merged in self.places.merged)
