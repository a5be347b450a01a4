"""Map and table of municipalities: one row, one tile.

In a quarter most towns are too small to be printed alone. Then the map shows the last printed year, and
the year stands beside the quarter in the table: the page says which is which.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.reference.territory import VOIVODESHIPS
from core.reference.tilemap import TILES, VOIVODESHIP_LABELS, tile_lines
from core.regional.enums import Level, Missing
from core.regional.queries import Printed, Reading
from web.indicators.words import period_name, short_period
from web.regional.areas import Area, Territory
from web.regional.readings import Classes, map_values, shown
from web.shell.charts import Caption, tile_map

if TYPE_CHECKING:
    from web.regional.board import Chosen

Year = Callable[[], Printed | None]
NOT_HERE = {Missing.NOT_IN_CATALOGUE, Missing.NO_RELEASE}


def municipalities_of(
    chosen: Chosen, places: Territory, now: Printed, before: Printed, year: Year
) -> dict[str, Any]:
    """Rows and map for the area; no rows where the catalogue prints no municipality for the period.

    `year` reads the last printed year, and is asked only when the period hides most towns.
    """
    towns = places.within(chosen.area)
    if not towns or _read(chosen, now, towns[0]).missing in NOT_HERE:
        return {"rows": []}
    hidden = _hidden(chosen, now, towns)
    beside, mapped = before, now
    is_year = False
    if chosen.period.kind == "quarter" and 2 * hidden > len(towns):
        whole = year()
        # Of a small town the year prints one total only: for other figures it hides as much.
        if whole is not None and 2 * _hidden(chosen, whole, towns) < hidden:
            beside, mapped, is_year = whole, whole, True
    rows = [_row(chosen, now, beside, town) for town in towns]
    rows += [
        _row(chosen, now, beside, area)
        for area in places.clusters(chosen.area)
        if _read(chosen, now, area).known is not None
    ]
    return {
        "rows": rows,
        "reasons": sorted({(row["value"].text, row["value"].note) for row in rows if row["value"].note}),
        "map": _map(chosen, mapped, towns),
        "map_period": period_name(mapped.period),
        "year_beside": is_year,
        "year_url": chosen.address(okres=mapped.period.code) if is_year else "",
        "now_name": short_period(now.period),
        "beside_name": short_period(beside.period),
        "has_beside": beside.released,
    }


def _hidden(chosen: Chosen, printed: Printed, towns: list[Area]) -> int:
    """How many towns have no number."""
    return sum(_read(chosen, printed, town).known is None for town in towns)


def _read(chosen: Chosen, printed: Printed, area: Area) -> Reading:
    return printed.read(chosen.figure, area.level, area.code)


def _row(chosen: Chosen, now: Printed, beside: Printed, area: Area) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": area.name,
        "url": chosen.address(obszar=area.code) if area.level != Level.CLUSTER else "",
        "voivodeship": VOIVODESHIPS.get(area.voivodeship, ""),
        "value": shown(chosen.figure, _read(chosen, now, area)),
        "beside": shown(chosen.figure, _read(chosen, beside, area)),
        "current": area == chosen.area,
    }


def _map(chosen: Chosen, printed: Printed, towns: list[Area]) -> SafeString:
    """Tiles coloured by class, withheld ones hatched; the table beside it has the same rows."""
    placed = [town for town in towns if town.code in TILES]
    rows = [(town.code, town.name, _read(chosen, printed, town)) for town in placed]
    classes = Classes.over(chosen.figure, [reading for _code, _name, reading in rows])
    return tile_map(
        {town.code: TILES[town.code] for town in placed},
        map_values(chosen.figure, rows, classes),
        classes.names(),
        title=_("%(figure)s, %(period)s")
        % {"figure": chosen.figure.name, "period": period_name(printed.period)},
        description=_("Mapa schematyczna: jeden kafelek to jedna gmina lub jeden powiat."),
        hatch=_("ukryte, by nie dało się rozpoznać rodziny"),
        absent=_("brak danych"),
        lines={town.code: tile_lines(town.code) for town in placed},
        captions=[
            Caption(VOIVODESHIPS[code], place.x, place.y, place.anchor)
            for code, place in VOIVODESHIP_LABELS.items()
            if chosen.area.level == Level.MACROREGION
        ],
    )
