"""The dashboard's contents: everything is read from printed cells and laid out here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.indicators.definitions import Definition, Figure, figures
from core.indicators.dimensions import MEMBERS, MULTI_LABEL, label_of
from core.indicators.enums import Dimension, Unit
from core.indicators.rules import Known, Period, parsed_period
from core.regional import queries
from core.regional.enums import Level, Missing
from core.regional.queries import Printed, Reading
from core.shared.actor import Actor
from web.indicators.pictures import sparkline
from web.indicators.words import change_text, period_name, rounded_text, short_period
from web.regional.areas import Area, Territory, territory_of
from web.regional.municipalities import NOT_HERE, municipalities_of
from web.regional.readings import Shown, shown
from web.shell.charts import Bar, Point, Series, bar_chart, line_chart

KINDS = ("year", "quarter", "month")
SPAN = {"year": 5, "quarter": 8, "month": 13}
KEY_FIGURES = ("12", "12-w-toku", "12-nowe", "12-zakonczone", "2", "8", "18", "19", "23", "24")
_DEFAULT_FIGURE = {"year": "12", "quarter": "12", "month": "12-w-toku"}
MOST_TILES = 8


@dataclass(frozen=True)
class Chosen:
    """What the address asks for, made sound: an unknown value becomes the usual one."""

    period: Period
    definition: Definition
    figure: Figure
    area: Area
    dimension: str

    def address(self, **changes: str) -> str:
        """The same view with something else chosen."""
        values = {
            "okres": self.period.code,
            "wskaznik": self.figure.key,
            "obszar": self.area.code,
            "podzial": self.dimension,
            **changes,
        }
        return "?" + urlencode({key: value for key, value in values.items() if value})


def periods_by_kind() -> dict[str, list[Period]]:
    """All printed periods, newest first."""
    return {kind: queries.periods_released(kind) for kind in KINDS}


def territory(actor: Actor) -> Territory:
    """What the actor's regional centre sees."""
    return territory_of(queries.scope_of(actor), queries.towns())


def chosen_from(asked: dict[str, str], periods: dict[str, list[Period]], places: Territory) -> Chosen | None:
    """Read the address; None when nothing has been printed yet."""
    wanted = parsed_period(asked.get("okres", ""))
    known = [period for found in periods.values() for period in found]
    usual = next(iter(periods["quarter"] or periods["month"]), None)
    period = wanted if wanted in known else usual
    if period is None:
        return None
    catalogue = figures()
    key = asked.get("wskaznik", "")
    definition, figure = catalogue.get(key) or catalogue[_DEFAULT_FIGURE[period.kind]]
    dimension = asked.get("podzial", "")
    if dimension not in figure.breakdowns:
        dimension = str(figure.breakdowns[0]) if figure.breakdowns else ""
    return Chosen(period, definition, figure, places.named(asked.get("obszar", "")), dimension)


class Board:
    """Figures of one view; two queries, whatever is shown."""

    def __init__(self, actor: Actor, places: Territory, chosen: Chosen) -> None:
        self.actor, self.places, self.chosen = actor, places, chosen
        span = SPAN[chosen.period.kind]
        self.periods = [chosen.period.before(step) for step in range(span)]
        shown_figures = [figures()[key][1] for key in KEY_FIGURES]
        self.printed = queries.printed(actor, self.periods, [*shown_figures, chosen.figure])

    @property
    def now(self) -> Printed:
        return self.printed[0]

    def last_year(self) -> Printed | None:
        """The chosen figure in the last printed year."""
        year = next(iter(queries.periods_released("year")), None)
        return queries.printed(self.actor, [year], [self.chosen.figure])[0] if year else None

    def context(self) -> dict[str, Any]:
        """Everything the template lays out."""
        chosen = self.chosen
        return {
            "chosen": chosen,
            "period_name": period_name(chosen.period),
            "tiles": self.tiles(),
            "figure_name": chosen.figure.name,
            "headline": self.headline(),
            **municipalities_of(chosen, self.places, self.now, self.printed[1], self.last_year),
            "before_name": short_period(self.periods[1]),
            "has_before": self.printed[1].released,
            "voivodeship_rows": self.voivodeship_rows(),
            "trend": self.trend(),
            "trend_rows": self.trend_rows(),
            "breakdown": self.breakdown(),
            "multi_label": chosen.dimension in MULTI_LABEL,
            "breakdown_links": self.breakdown_links(),
            "elsewhere": self.other_periods(),
        }

    def tiles(self) -> list[dict[str, Any]]:
        """Key figures of the area that the catalogue prints for this length of time."""
        found: list[dict[str, Any]] = []
        for key in KEY_FIGURES:
            figure = figures()[key][1]
            readings = [self.read(printed, figure, self.chosen.area) for printed in self.printed]
            now = readings[0]
            if now.missing in NOT_HERE:
                continue
            if self.chosen.period.kind == "month" and not figure.is_count:
                continue  # a month's share stands for too wide a range to lead the page
            found.append(self._tile(figure, readings))
        return found[:MOST_TILES]

    def _tile(self, figure: Figure, readings: Sequence[Reading]) -> dict[str, Any]:
        now, before = readings[0].known, readings[1].known
        words = shown(figure, readings[0])
        line = [
            reading.known.value if reading.known else None
            for printed, reading in reversed(list(zip(self.printed, readings, strict=True)))
            if printed.released
        ]
        return {
            "label": figure.name,
            "url": self.chosen.address(wskaznik=figure.key, podzial=""),
            "current": figure.key == self.chosen.figure.key,
            "value": words.text,
            "has_value": now is not None,
            "range": rounded_text(figure.unit, now) if now else words.note,
            "change": change_text(figure.unit, now, before, self.periods[1]) if now and before else "",
            "line": sparkline(line),
        }

    def read(self, printed: Printed, figure: Figure, area: Area, member: str = "") -> Reading:
        dimension = self.chosen.dimension if member else ""
        return printed.read(figure, area.level, area.code, dimension, member)

    def headline(self) -> Shown:
        """The chosen figure for the chosen area."""
        return shown(self.chosen.figure, self.read(self.now, self.chosen.figure, self.chosen.area))

    def voivodeship_rows(self) -> list[dict[str, Any]]:
        """The whole and its voivodeships; a town's view compares it with them."""
        areas = [self.places.whole, *(v for v in self.places.voivodeships if v != self.places.whole)]
        return [
            {
                "name": area.name,
                "url": self.chosen.address(obszar=area.code),
                "value": shown(self.chosen.figure, self.read(self.now, self.chosen.figure, area)),
                "before": shown(self.chosen.figure, self.read(self.printed[1], self.chosen.figure, area)),
                "current": area == self.chosen.area,
            }
            for area in areas
        ]

    def _trend_areas(self) -> list[Area]:
        area = self.chosen.area
        return list(self.places.voivodeships) if area.level == Level.MACROREGION else [area]

    def trend(self) -> SafeString:
        """Lines over the last periods, each with the band of its ranges."""
        series = [
            Series(
                area.name,
                [
                    self._point(printed, self.read(printed, self.chosen.figure, area).known)
                    for printed in reversed(self.printed)
                    if printed.released
                ],
            )
            for area in self._trend_areas()
        ]
        points = [point for line in series for point in line.points if point.low is not None]
        if len({point.label for point in points}) < 2:  # noqa: PLR2004  a line needs two points
            return SafeString()
        return line_chart(
            series,
            title=_("Zmiana w czasie: %(figure)s") % {"figure": self.chosen.figure.name},
            description=_("Pas wokół linii to przedział, w którym leży prawdziwa liczba."),
        )

    def _point(self, printed: Printed, known: Known | None) -> Point:
        label = short_period(printed.period)
        if known is None:
            return Point(label, None)
        scale = 100 if self.chosen.figure.unit == Unit.PERCENT else 1
        high = None if known.high is None else known.high * scale
        return Point(label, known.low * scale, high)

    def trend_rows(self) -> list[dict[str, Any]]:
        """The same as the lines, as a table."""
        return [
            {
                "period": period_name(printed.period),
                "values": [
                    shown(self.chosen.figure, self.read(printed, self.chosen.figure, area))
                    for area in self._trend_areas()
                ],
            }
            for printed in self.printed
            if printed.released
        ]

    @property
    def trend_names(self) -> list[str]:
        return [area.name for area in self._trend_areas()]

    def breakdown(self) -> dict[str, Any] | None:
        """One-way breakdown of the chosen area, if the catalogue prints it."""
        dimension = self.chosen.dimension
        if not dimension:
            return None
        rows = []
        for member in MEMBERS[dimension]:
            reading = self.read(self.now, self.chosen.figure, self.chosen.area, member)
            if reading.missing in NOT_HERE:
                return None
            rows.append((label_of(dimension, member), reading))
        counts = dimension == Dimension.DAYS
        ordered = rows if counts else sorted(rows, key=_by_value)
        words = [(name, shown(self.chosen.figure, reading, counts=counts)) for name, reading in ordered]
        bars = [
            Bar(name, word.text, known.low if known else None, known.high if known else None)
            for (name, word), known in zip(words, (reading.known for _, reading in ordered), strict=True)
        ]
        return {
            "title": Dimension(dimension).label,
            "chart": bar_chart(
                bars,
                title=_("%(figure)s według: %(dimension)s")
                % {"figure": self.chosen.figure.name, "dimension": Dimension(dimension).label},
                description=_("Ciemny pas to najmniejsza, jasny największa możliwa liczba."),
            ),
            "rows": words,
            "withheld": next((word.note for _, word in words if word.hatched), ""),
        }

    def breakdown_links(self) -> list[dict[str, Any]]:
        """Other breakdowns of the figure."""
        return [
            {
                "label": Dimension(dimension).label,
                "url": self.chosen.address(podzial=str(dimension)) + "#podzial",
                "current": dimension == self.chosen.dimension,
            }
            for dimension in self.chosen.figure.breakdowns
        ]

    def other_periods(self) -> str:
        """Where to look when the catalogue does not print the figure for this length of time."""
        reading = self.read(self.now, self.chosen.figure, self.places.whole)
        if reading.missing is not Missing.NOT_IN_CATALOGUE:
            return ""
        quarter = next(iter(queries.periods_released("quarter")), None)
        return self.chosen.address(okres=quarter.code) if quarter else ""


def _by_value(row: tuple[str, Reading]) -> float:
    return -row[1].known.value if row[1].known else 0.0
