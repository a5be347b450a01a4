"""Towns beside towns of their kind and size: how values lie in a group, never who is first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.indicators.enums import Unit
from core.indicators.rules import Known
from core.reference.enums import UnitType
from core.reference.kinds import SIZES, size_of, type_of
from core.reference.territory import VOIVODESHIPS
from core.regional.queries import Printed
from web.indicators.words import period_name, value_text
from web.regional.areas import Area
from web.regional.desk import NOT_HERE, Desk
from web.regional.panels import Panel, Row
from web.regional.readings import Shown, shown
from web.regional.towns import year_instead
from web.shell.charts import Mark, Spread, spread_chart

# A middle of fewer towns would be one of them.
_FEWEST = 3
_Grouping = Callable[[str], object]


def by_type_panel(desk: Desk) -> Panel | None:
    """Groups by what a municipality is."""
    names = {item: str(item.label) for item in UnitType}
    return _groups(desk, "rodzaj", _("według rodzaju gminy"), names, type_of)


def by_size_panel(desk: Desk) -> Panel | None:
    """Groups by size class."""
    names = {item: str(name) for item, name in SIZES.items()}
    return _groups(desk, "wielkosc", _("według wielkości"), names, size_of)


def _compared(desk: Desk) -> tuple[Printed, list[Area]] | None:
    """Towns of the area and the period in which most of them are printed."""
    towns = desk.places.within(desk.chosen.area)
    if not towns or desk.read(desk.now, desk.chosen.figure, towns[0]).missing in NOT_HERE:
        return None
    return year_instead(desk, towns) or desk.now, towns


def _groups(desk: Desk, key: str, how: str, names: Mapping[Any, str], group_of: _Grouping) -> Panel | None:
    compared = _compared(desk)
    if compared is None:
        return None
    printed, towns = compared
    spreads, rows = [], []
    for group, name in names.items():
        inside = [town for town in towns if group_of(town.code) == group]
        if not inside:
            continue
        known = [
            reading.known
            for town in inside
            if (reading := desk.read(printed, desk.chosen.figure, town)).known is not None
        ]
        spreads.append(_spread(desk, name, len(inside), known))
        rows.append(Row(name, _summary(desk, len(inside), known)))
    figure = desk.chosen.figure
    values = {"figure": figure.name, "how": how, "period": period_name(printed.period)}
    return Panel(
        key=key,
        title=_("%(figure)s %(how)s, %(period)s") % values,
        head=_("Grupa"),
        columns=(_("gmin"), _("z liczbą"), _("najmniej"), _("środek"), _("najwięcej")),
        rows=tuple(rows),
        chart=_drawn(spreads, _("%(figure)s %(how)s") % values),
        lead=_(
            "Porównujemy gminy podobne do siebie i nie układamy ich w ranking. „Środek” to mediana grupy; "
            "podajemy ją od trzech gmin z liczbą."
        ),
        shape="wide",
    )


def _spread(desk: Desk, name: str, number: int, known: Sequence[Known]) -> Spread:
    scale = 100 if desk.chosen.figure.unit == Unit.PERCENT else 1
    marks = [
        Mark(item.low * scale, (item.high if item.high is not None else item.value) * scale) for item in known
    ]
    middle = _middle(known)
    text = ngettext("%(known)s z %(number)s gminy", "%(known)s z %(number)s gmin", number) % {
        "known": len(known),
        "number": number,
    }
    return Spread(name, text, marks, None if middle is None else middle * scale)


def _middle(known: Sequence[Known]) -> float | None:
    return median(item.value for item in known) if len(known) >= _FEWEST else None


def _summary(desk: Desk, number: int, known: Sequence[Known]) -> tuple[Shown, ...]:
    unit = desk.chosen.figure.unit
    middle = _middle(known)
    figures: list[float | None] = [None, None, None]
    if known:
        figures = [min(item.value for item in known), middle, max(item.value for item in known)]
    return (
        _plain(str(number), number),
        _plain(str(len(known)), len(known)),
        *(
            Shown("–") if value is None else _plain(value_text(unit, value), value, str(unit))
            for value in figures
        ),
    )


def _plain(text: str, value: float, unit: str = "") -> Shown:
    return Shown(text, sort=value, known=Known.exactly(value), unit=unit)


def _drawn(spreads: Sequence[Spread], title: str) -> SafeString:
    return spread_chart(
        spreads,
        title=title,
        description=_(
            "Każdy pas to jedna gmina: przedział, w którym leży jej liczba. Gdzie pasy się nakładają, jest "
            "ciemniej. Pionowa kreska to środek grupy."
        ),
    )


def members_panel(desk: Desk) -> Panel | None:
    """Who is in which group: names from A to Z with their values, sorted only when somebody asks."""
    compared = _compared(desk)
    if compared is None:
        return None
    printed, towns = compared
    figure = desk.chosen.figure
    several = len(desk.places.voivodeships) > 1
    return Panel(
        key="lista",
        title=_("Gminy i powiaty, %(period)s") % {"period": period_name(printed.period)},
        head=_("Gmina lub powiat"),
        words=(
            _("Rodzaj"),
            _("Wielkość"),
            *((_("Województwo"),) if several else ()),
        ),
        columns=(str(figure.name),),
        rows=tuple(
            Row(
                town.name,
                (shown(figure, desk.read(printed, figure, town)),),
                words=(
                    str(type_of(town.code).label),
                    str(SIZES[size_of(town.code)]),
                    *((VOIVODESHIPS.get(town.voivodeship, ""),) if several else ()),
                ),
                url=desk.chosen.address(obszar=town.code, sort=""),
                current=town == desk.chosen.area,
            )
            for town in towns
        ),
        sortable=True,
    )
