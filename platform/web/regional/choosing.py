"""What the address of a dashboard asks for, made sound: an unknown value becomes the usual one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from core.indicators.definitions import Definition, Figure, figures
from core.indicators.rules import MONTHS_IN, Period, parsed_period
from core.regional.queries import Calendar
from web.regional.areas import Area, Territory

# Lengths of time from the longest, and how many of each make a time series.
KINDS = tuple(sorted(MONTHS_IN, key=lambda kind: -MONTHS_IN[kind]))
SPAN = {"year": 5, "half": 6, "quarter": 8, "month": 13}
PARAMETERS = ("okres", "wskaznik", "obszar", "podzial", "sort")
_USUAL_FIGURE = {"month": "12-w-toku"}
_DOWN = "malejaco"
_UP = "rosnaco"


@dataclass(frozen=True)
class Order:
    """By which column a table is sorted, and which way."""

    table: str
    column: int
    down: bool

    @property
    def code(self) -> str:
        """How an address names it."""
        return f"{self.table}-{self.column}-{_DOWN if self.down else _UP}"


@dataclass(frozen=True)
class Chosen:
    """What a dashboard shows."""

    period: Period
    definition: Definition
    figure: Figure
    area: Area
    dimension: str
    order: Order | None = None

    def address(self, **changes: str) -> str:
        """The same view with something else chosen."""
        values = {
            "okres": self.period.code,
            "wskaznik": self.figure.key,
            "obszar": self.area.code,
            "podzial": self.dimension,
            "sort": self.order.code if self.order else "",
            **changes,
        }
        return "?" + urlencode({key: value for key, value in values.items() if value})


def period_from(asked: Mapping[str, str], calendar: Calendar) -> Period | None:
    """The period asked for, or the newest quarter, or the newest month; None when nothing is printed."""
    wanted = parsed_period(asked.get("okres", ""))
    if wanted is not None and calendar.holds(wanted):
        return wanted
    return next((found[0] for kind in ("quarter", "month") if (found := calendar.periods(kind))), None)


def chosen_from(asked: Mapping[str, str], period: Period, places: Territory) -> Chosen:
    """Read the rest of the address."""
    catalogue = figures()
    usual = _USUAL_FIGURE.get(period.kind, "12")
    definition, figure = catalogue.get(asked.get("wskaznik", "")) or catalogue[usual]
    dimension = asked.get("podzial", "")
    if dimension not in figure.breakdowns:
        dimension = str(figure.breakdowns[0]) if figure.breakdowns else ""
    area = places.named(asked["obszar"]) if asked.get("obszar") else places.usual
    return Chosen(period, definition, figure, area, dimension, _order(asked.get("sort", "")))


def _order(text: str) -> Order | None:
    table, _, rest = text.partition("-")
    column, _, way = rest.partition("-")
    if table.isalpha() and column.isdigit() and len(column) == 1 and way in {_UP, _DOWN}:
        return Order(table, int(column), way == _DOWN)
    return None


def periods_by_kind(calendar: Calendar) -> dict[str, Sequence[Period]]:
    """All printed periods, newest first, the longest kind first."""
    return {kind: calendar.periods(kind) for kind in KINDS}
