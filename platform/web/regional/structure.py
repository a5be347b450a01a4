"""Dashboards by subject: figures side by side in every territory, breakdowns, and what the basket lacks."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.indicators.definitions import Figure, figures
from core.indicators.dimensions import MEMBERS, label_of
from core.indicators.enums import Dimension, Unit
from web.indicators.words import period_name
from web.regional.desk import NOT_HERE, Desk
from web.regional.overview import bars_of
from web.regional.panels import Panel, Row
from web.regional.readings import shown


def figures_of(numbers: Iterable[int]) -> list[Figure]:
    """All figures of some indicators, in the order of the catalogue."""
    wanted = set(numbers)
    return [figure for item, figure in figures().values() if item.number in wanted]


def figures_panel(desk: Desk, numbers: Iterable[int]) -> Panel | None:
    """Figures in rows, territories in columns; figures that the period does not print are left out."""
    areas = desk.areas
    found = [
        figure
        for figure in figures_of(numbers)
        if not all(desk.read(desk.now, figure, area).missing in NOT_HERE for area in areas)
    ]
    if not found:
        return None
    rows = tuple(
        Row(
            str(figure.name),
            tuple(desk.words(desk.now, figure, area) for area in areas),
            url="/" + desk.chosen.address(wskaznik=figure.key, podzial="", sort=""),
        )
        for figure in found
    )
    shares = [
        (row.name, row.values[0])
        for figure, row in zip(found, rows, strict=True)
        if figure.unit == Unit.PERCENT
    ]
    title = _("Wskaźniki, %(period)s") % {"period": period_name(desk.now.period)}
    return Panel(
        key="wskazniki",
        title=title,
        head=_("Wskaźnik"),
        columns=tuple(area.short for area in areas),
        rows=rows,
        chart=bars_of(shares, title=_("%(area)s: udziały") % {"area": areas[0].name}) if shares else "",
        shape="beside" if shares else "",
    )


def gaps_panel(desk: Desk) -> Panel | None:
    """Categories of services by territory: where the printed number is nought there may be none at all."""
    found = figures().get("8")
    if found is None:
        return None
    figure = found[1]
    areas = desk.areas
    if desk.read(
        desk.now, figure, areas[0], Dimension.CATEGORY, next(iter(MEMBERS[Dimension.CATEGORY]))
    ).missing:
        return None
    rows = []
    for member in MEMBERS[Dimension.CATEGORY]:
        values = tuple(
            shown(figure, desk.read(desk.now, figure, area, Dimension.CATEGORY, member)) for area in areas
        )
        if any(value.known is not None and value.known.value == 0 for value in values):
            rows.append(Row(label_of(Dimension.CATEGORY, member), values))
    return Panel(
        key="braki",
        title=_("Luki w koszyku, %(period)s") % {"period": period_name(desk.now.period)},
        head=_("Kategoria usługi"),
        columns=tuple(area.short for area in areas),
        rows=tuple(rows),
        lead=_("Kategorie, w których choć jeden obszar ma najwyżej dwie usługi.")
        if rows
        else _("W żadnej kategorii i w żadnym obszarze nie brakuje usług."),
    )
