"""Key figures with their trend, the chosen figure by territory and over time, and one breakdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.indicators.definitions import Figure, figures
from core.indicators.dimensions import MEMBERS, MULTI_LABEL, label_of
from core.indicators.enums import Dimension, Unit
from core.indicators.rules import Known
from core.regional.enums import Level
from core.regional.queries import Printed, Reading
from web.indicators.pictures import sparkline
from web.indicators.words import change_text, period_name, rounded_text, short_period
from web.regional.areas import Area
from web.regional.desk import NOT_HERE, Desk
from web.regional.panels import Panel, Row
from web.regional.readings import MEASURED, Shown, shown
from web.shell.charts import Bar, Point, Series, bar_chart, line_chart

KEY_FIGURES = ("12", "12-w-toku", "12-nowe", "12-zakonczone", "2", "8", "18", "19", "23", "24")
MOST_TILES = 8
_COLUMNS = 4
_LEAST_TOP = 10


@dataclass(frozen=True)
class Tile:
    """A key figure as a card."""

    label: str
    url: str
    current: bool
    value: str
    has_value: bool
    range: str
    change: str
    line: SafeString


def key_figures(desk: Desk) -> list[Figure]:
    """Key figures that the catalogue prints for this length of time."""
    found = []
    for key in KEY_FIGURES:
        figure = figures()[key][1] if key in figures() else None
        if figure is None or desk.read(desk.now, figure, desk.chosen.area).missing in NOT_HERE:
            continue
        if desk.chosen.period.kind == "month" and not figure.is_count:
            continue  # a month's share stands for too wide a range to lead the page
        found.append(figure)
    return found[:MOST_TILES]


def tiles(desk: Desk) -> list[Tile]:
    """The cards at the head of the page."""
    return [_tile(desk, figure) for figure in key_figures(desk)]


def _tile(desk: Desk, figure: Figure) -> Tile:
    reading = desk.read(desk.now, figure, desk.chosen.area)
    now, before = reading.known, desk.read(desk.before, figure, desk.chosen.area).known
    words = shown(figure, reading)
    line = [desk.read(printed, figure, desk.chosen.area).known for printed in desk.released]
    return Tile(
        label=str(figure.name),
        url=desk.chosen.address(wskaznik=figure.key, podzial="", sort=""),
        current=figure.key == desk.chosen.figure.key,
        value=words.text,
        has_value=now is not None,
        range=rounded_text(figure.unit, now) if now else words.note,
        change=change_text(figure.unit, now, before, desk.periods[1]) if now and before else "",
        line=sparkline([known.value if known else None for known in line]),
    )


def key_panel(desk: Desk) -> Panel | None:
    """The same cards as a table, with the periods before."""
    rows = key_figures(desk)
    columns = [*desk.released[-_COLUMNS:]][::-1]
    if not rows or not columns:
        return None
    return Panel(
        key="kluczowe",
        title=_("Najważniejsze liczby: %(area)s") % {"area": desk.chosen.area.name},
        head=_("Wskaźnik"),
        columns=tuple(short_period(printed.period) for printed in columns),
        rows=tuple(
            Row(
                str(figure.name),
                tuple(desk.words(printed, figure, desk.chosen.area) for printed in columns),
                url=desk.chosen.address(wskaznik=figure.key, podzial="", sort=""),
            )
            for figure in rows
        ),
    )


def territories_panel(desk: Desk) -> Panel:
    """The chosen figure in the whole and its voivodeships; a town's view compares it with them."""
    figure = desk.chosen.figure
    columns = [desk.now, *([desk.before] if desk.before.released else [])]
    rows = tuple(
        Row(
            area.name,
            tuple(desk.words(printed, figure, area) for printed in columns),
            url="" if area == desk.chosen.area else desk.chosen.address(obszar=area.code),
            current=area == desk.chosen.area,
        )
        for area in desk.places.wide
    )
    return Panel(
        key="wojewodztwa",
        title=_("%(figure)s: województwa, %(period)s")
        % {"figure": figure.name, "period": period_name(desk.now.period)},
        head=_("Obszar"),
        columns=tuple(short_period(printed.period) for printed in columns),
        rows=rows,
        chart=bars_of(
            [(row.name, row.values[0]) for row in rows],
            title=_("%(figure)s, województwa") % {"figure": figure.name},
        ),
        shape="wide",
    )


def trend_panel(desk: Desk, figure: Figure | None = None) -> Panel | None:
    """A figure over the last periods, each value with the band of its range; None for a single period."""
    figure = figure or desk.chosen.figure
    areas = _trend_areas(desk)
    series = [
        Series(
            area.name,
            [_point(figure, printed, desk.read(printed, figure, area).known) for printed in desk.released],
        )
        for area in areas
    ]
    known = {point.label for line in series for point in line.points if point.low is not None}
    if len(known) < 2:  # noqa: PLR2004  a line needs two points
        return None
    return Panel(
        key=f"czas{figure.key.replace('-', '')}" if figure != desk.chosen.figure else "czas",
        title=_("%(figure)s: zmiana w czasie") % {"figure": figure.name},
        head=_("Okres"),
        columns=tuple(area.short for area in areas),
        rows=tuple(
            Row(period_name(printed.period), tuple(desk.words(printed, figure, area) for area in areas))
            for printed in reversed(desk.released)
        ),
        chart=line_chart(
            series,
            title=_("Zmiana w czasie: %(figure)s") % {"figure": figure.name},
            description=_("Pas wokół linii to przedział, w którym leży prawdziwa liczba."),
        ),
        lead=_("Pas wokół linii to przedział, w którym leży prawdziwa liczba."),
        shape="folded",
    )


def _trend_areas(desk: Desk) -> list[Area]:
    area = desk.chosen.area
    if area.level != Level.MACROREGION:
        return [area]
    return [each for each in desk.areas if each != area]


def _point(figure: Figure, printed: Printed, known: Known | None) -> Point:
    label = short_period(printed.period)
    if known is None:
        return Point(label, None)
    scale = 100 if figure.unit == Unit.PERCENT else 1
    return Point(label, known.low * scale, None if known.high is None else known.high * scale)


def is_broken_down(desk: Desk, figure: Figure, dimension: str, area: Area) -> bool:
    """Whether the catalogue prints this breakdown of an area for the chosen time."""
    first = next(iter(MEMBERS[dimension]), "")
    return desk.read(desk.now, figure, area, dimension, first).missing not in NOT_HERE


def breakdown_panel(desk: Desk, figure: Figure, dimension: str) -> Panel | None:
    """A one-way breakdown of the chosen area beside the areas above it; None where it is not printed."""
    area = desk.chosen.area
    members = list(MEMBERS[dimension])
    if not members or not is_broken_down(desk, figure, dimension, area):
        return None
    # Parts of a median or of a mean are counted; parts of a share are shares.
    counts = bool(figure.bands or figure.weights)
    readings = {member: desk.read(desk.now, figure, area, dimension, member) for member in members}
    if dimension not in _IN_ORDER:
        members.sort(key=lambda member: _descending(readings[member]))
    others = [each for each in desk.areas if each != area]
    areas = [area, *(each for each in others if is_broken_down(desk, figure, dimension, each))]
    rows = tuple(
        Row(
            label_of(dimension, member),
            tuple(
                shown(figure, desk.read(desk.now, figure, each, dimension, member), counts=counts)
                for each in areas
            ),
        )
        for member in members
    )
    name = Dimension(dimension).label
    title = _("%(figure)s według: %(dimension)s") % {"figure": figure.name, "dimension": name}
    return Panel(
        key=f"podzial{figure.key.replace('-', '')}{dimension}".replace("_", ""),
        title=title,
        head=str(name),
        columns=tuple(each.short for each in areas),
        rows=rows,
        chart=bars_of([(row.name, row.values[0]) for row in rows], title=title),
        lead=_("Rodzina może mieć kilka powodów, więc liczby nie sumują się do liczby rodzin.")
        if dimension in MULTI_LABEL
        else "",
        shape="beside",
    )


_IN_ORDER = {
    Dimension.DAYS,
    Dimension.AGE,
    Dimension.MONTHS,
    Dimension.CHANGE,
    Dimension.INFLUENCE,
    Dimension.ISCED,
}


def _descending(reading: Reading) -> float:
    return -reading.known.value if reading.known else 0.0


def bars_of(rows: Sequence[tuple[str, Shown]], *, title: str) -> SafeString:
    """Bars of a table's first column; a share ends at 100 %, and a few of something do not fill the scale."""
    share = any(value.unit == Unit.PERCENT for _name, value in rows)
    counted = not any(value.unit in MEASURED for _name, value in rows)
    return bar_chart(
        [
            Bar(
                name,
                value.text,
                value.known.low if value.known else None,
                value.known.high if value.known else None,
            )
            for name, value in rows
        ],
        title=title,
        description=_("Ciemny pas to najmniejsza, jasny największa możliwa liczba."),
        top=1.0 if share else None,
        least_top=_LEAST_TOP if counted else 0,
    )
