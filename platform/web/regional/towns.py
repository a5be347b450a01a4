"""Map and table of municipalities: one row, one shape.

In a quarter most towns are too small to be printed alone. Then the map shows the last printed year, and
the year stands beside the quarter in the table: the page says which is which.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.reference import queries as reference
from core.reference.territory import VOIVODESHIPS
from core.reference.tilemap import TILES, VOIVODESHIP_LABELS, tile_lines
from core.regional.enums import Level
from core.regional.queries import Printed
from web.indicators.words import period_name, short_period
from web.regional.areas import Area
from web.regional.desk import NOT_HERE, Desk
from web.regional.panels import Panel, Row
from web.regional.readings import Classes, map_values
from web.shell.charts import Caption, MapValue, Plan, shape_map, tile_map

_POWIAT_DIGITS = 4


def towns_panel(desk: Desk) -> Panel | None:
    """The chosen figure town by town; None where the catalogue prints no municipality for the period."""
    chosen, figure = desk.chosen, desk.chosen.figure
    towns = desk.places.within(chosen.area)
    if not towns or desk.read(desk.now, figure, towns[0]).missing in NOT_HERE:
        return None
    year = year_instead(desk, towns)
    beside = year or desk.before
    clusters = [
        area
        for area in desk.places.clusters(chosen.area)
        if desk.read(desk.now, figure, area).known is not None
    ]
    columns = [desk.now, *([beside] if beside.released else [])]
    shown = year or desk.now
    numbers = {town.code: number for number, town in enumerate(towns)}
    return Panel(
        key="gminy",
        title=_("%(figure)s: gminy i powiaty, %(period)s")
        % {"figure": figure.name, "period": period_name(shown.period)},
        head=_("Gmina lub powiat"),
        words=(_("Województwo"),) if len(desk.places.voivodeships) > 1 else (),
        columns=tuple(short_period(printed.period) for printed in columns),
        rows=tuple(_row(desk, area, columns, numbers.get(area.code)) for area in (*towns, *clusters)),
        chart=draw(desk, shown, towns),
        lead=_year_lead(shown) if year else "",
        shape="map",
        sortable=True,
    )


def year_instead(desk: Desk, towns: Sequence[Area]) -> Printed | None:
    """The last printed year, when the quarter hides most towns and the year hides far fewer."""
    if desk.chosen.period.kind == "year" or desk.year is None:
        return None
    hidden = _hidden(desk, desk.now, towns)
    year = desk.at(desk.year)
    # Of a small town the year prints one total only: for other figures it hides as much.
    if 2 * hidden > len(towns) and 2 * _hidden(desk, year, towns) < hidden:
        return year
    return None


def _year_lead(year: Printed) -> str:
    return _(
        "W tym okresie większość gmin i powiatów ma za mało rodzin, by pokazać je osobno, więc mapa i "
        "ostatnia kolumna tabeli pokazują %(year)s."
    ) % {"year": period_name(year.period)}


def _hidden(desk: Desk, printed: Printed, towns: Sequence[Area]) -> int:
    """How many towns have no number."""
    return sum(desk.read(printed, desk.chosen.figure, town).known is None for town in towns)


def _row(desk: Desk, area: Area, columns: Sequence[Printed], number: int | None) -> Row:
    current = area == desk.chosen.area
    linked = area.level != Level.CLUSTER and not current
    several = len(desk.places.voivodeships) > 1
    return Row(
        name=area.name,
        words=(VOIVODESHIPS.get(area.voivodeship, area.voivodeship),) if several else (),
        values=tuple(desk.words(printed, desk.chosen.figure, area) for printed in columns),
        url=desk.chosen.address(obszar=area.code) if linked else "",
        code=area.code,
        number=number,
        current=current,
    )


def draw(desk: Desk, printed: Printed, towns: Sequence[Area]) -> SafeString:
    """Real boundaries where they have been imported, else one tile a municipality."""
    figure = desk.chosen.figure
    rows = [(town.code, town.name, desk.read(printed, figure, town)) for town in towns]
    classes = Classes.over(figure, [reading for _code, _name, reading in rows])
    values = map_values(figure, rows, classes)
    title = _("%(figure)s, %(period)s") % {"figure": figure.name, "period": period_name(printed.period)}
    hatch = _("ukryte, by nie dało się rozpoznać rodziny")
    plan = plan_of(towns)
    if plan is not None:
        return shape_map(
            plan,
            values,
            classes.names(),
            title=title,
            description=_("Mapa gmin i powiatów. Te same liczby są w tabeli obok."),
            hatch=hatch,
            absent=_("brak danych"),
            ground=_("poza partnerstwami"),
        )
    return _tiles(desk, towns, (values, classes), (title, hatch))


def plan_of(towns: Sequence[Area]) -> Plan | None:
    """Boundaries of the towns with their surroundings; None when some town has none. Two queries."""
    codes = [town.code for town in towns]
    shapes = reference.places_of(codes)
    if not codes or len(shapes) < len(codes):
        return None
    voivodeships = sorted({code[:2] for code in codes})
    around = reference.places_below(voivodeships)
    outlines = [place for code, place in around.items() if code in voivodeships]
    boxes = [place.box for place in outlines or shapes.values()]
    # A town lies inside its powiat: the powiat is drawn first.
    ordered = sorted(codes, key=lambda code: (len(code), code))
    return Plan(
        shapes={code: shapes[code].path for code in ordered},
        ground=[place.path for code, place in around.items() if len(code) == _POWIAT_DIGITS],
        outlines=[place.path for place in outlines],
        box=(
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        ),
    )


def _tiles(
    desk: Desk, towns: Sequence[Area], filled: tuple[dict[str, MapValue], Classes], said: tuple[str, str]
) -> SafeString:
    """The schematic map: a small town is seen as well as a large one."""
    values, classes = filled
    placed = [town for town in towns if town.code in TILES]
    return tile_map(
        {town.code: TILES[town.code] for town in placed},
        values,
        classes.names(),
        title=said[0],
        description=_("Mapa schematyczna: jeden kafelek to jedna gmina lub jeden powiat."),
        hatch=said[1],
        absent=_("brak danych"),
        lines={town.code: tile_lines(town.code) for town in placed},
        captions=[
            Caption(VOIVODESHIPS[code], place.x, place.y, place.anchor)
            for code, place in VOIVODESHIP_LABELS.items()
            if desk.chosen.area.level == Level.MACROREGION
        ],
    )
