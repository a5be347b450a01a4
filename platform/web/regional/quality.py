"""How far the numbers may be trusted: who reported, how much is printed, how far rounding moves a total."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.indicators.dimensions import label_of
from core.indicators.enums import Dimension, Measure, Unit
from core.indicators.rules import Known
from core.regional import queries
from core.regional.enums import Level, Reason
from core.regional.queries import Coverage, Printing
from core.regional.rules import highest, lowest
from web.indicators.words import period_name, range_text
from web.regional.desk import Desk
from web.regional.overview import bars_of
from web.regional.panels import Panel, Row
from web.regional.readings import Shown
from web.regional.release_facts import error_words
from web.shell.templatetags.shell import NBSP, number


def coverage_panel(desk: Desk) -> Panel:
    """Who gave data, by voivodeship, with the names of those that did not."""
    quality = desk.quality
    names = {"": desk.places.whole.name, **{area.code: area.name for area in desk.places.voivodeships}}
    codes = [code for code in quality.coverage if code or len(desk.places.voivodeships) > 1]
    rows = tuple(_covered(names[code], quality.coverage[code]) for code in codes)
    return Panel(
        key="kompletnosc",
        title=_("Kompletność danych, %(period)s") % {"period": period_name(desk.chosen.period)},
        head=_("Obszar"),
        words=(_("Przekazało dane"), _("Brakuje")),
        columns=(_("udział"),),
        rows=rows,
        chart=bars_of([(row.name, row.values[0]) for row in rows], title=_("Kompletność danych")),
        lead=_("Kto nie przekazał danych, tego nie ma w sumach. Brak danych to nie zero."),
        shape="wide",
    )


def _covered(name: str, found: Coverage) -> Row:
    share = len(found.reported) / found.expected if found.expected else 0.0
    said = _("%(reported)s z %(expected)s urzędów") % {
        "reported": len(found.reported),
        "expected": found.expected,
    }
    return Row(name, (_share(share),), words=(said, ", ".join(found.missing) or "–"))


def printing_panel(desk: Desk) -> Panel | None:
    """How many cells of the catalogue have a number, by level, and why the others have none."""
    quality = desk.quality
    if not quality.printing:
        return None
    rows = tuple(_printed(item) for item in quality.printing)
    return Panel(
        key="wydane",
        title=_("Ile liczb katalogu wydano, %(period)s") % {"period": period_name(desk.chosen.period)},
        head=_("Poziom"),
        words=(_("Liczby"), _("Dlaczego ukryte")),
        columns=(_("wydano"),),
        rows=rows,
        chart=bars_of([(row.name, row.values[0]) for row in rows], title=_("Udział wydanych liczb")),
        lead=_("Udział liczymy z liczb tych gmin i powiatów, które przekazały dane."),
        shape="wide",
    )


def _printed(found: Printing) -> Row:
    reasons = [
        f"{Reason(reason).label}: {number(count)}"
        for reason, count in sorted(found.withheld.items(), key=lambda item: -item[1])
        if reason in Reason.values
    ]
    said = _("%(printed)s z %(cells)s") % {"printed": number(found.printed), "cells": number(found.cells)}
    share = found.share
    value = _share(share) if share is not None else Shown("–")
    return Row(str(Level(found.level).label), (value,), words=(said, "; ".join(reasons) or "–"))


def error_panel(desk: Desk) -> Panel | None:
    """By how much rounding may move a total, and what the release measured of itself."""
    quality = desk.quality
    if quality.error is None:
        return None
    mean, most = quality.error
    measured = _("Zmierzone przy wydaniu na liczbach od 10: próg, którego średni błąd nie przekracza.")
    rows = [
        Row(_("Jedna wydana liczba"), (Shown(_("najwyżej 2")),), words=(_("5 znaczy od 3 do 7."),)),
        Row(
            _("Suma województwa lub makroregionu, średnio"),
            (_exact_share(mean),),
            words=(_("Największy możliwy błąd zaokrąglenia; liczby od 10."),),
        ),
        Row(
            _("Suma województwa lub makroregionu, najwyżej"),
            (_exact_share(most),),
            words=(_("Dla najmniejszej z tych sum."),),
        ),
        Row(
            _("Liczby województw, średnio"),
            (Shown(error_words(desk.release, "voivodeships")),),
            words=(measured,),
        ),
        Row(
            _("Liczby makroregionu, średnio"),
            (Shown(error_words(desk.release, "region")),),
            words=(measured,),
        ),
    ]
    return Panel(
        key="blad",
        title=_("Błąd zaokrąglenia, %(period)s") % {"period": period_name(desk.chosen.period)},
        head=_("Czego dotyczy"),
        words=(_("Co to znaczy"),),
        columns=(_("błąd"),),
        rows=tuple(rows),
        lead=_("Zaokrąglamy do pięciu wszystko, także zero. Im większa liczba, tym mniej to waży."),
    )


def revision_panel(desk: Desk) -> Panel | None:
    """A year counted again after corrections: both numbers stand side by side, for ever."""
    year = desk.chosen.period
    found = queries.revised_year(desk.sight, year) if year.kind == "year" else []
    if not found:
        return None
    names = {area.code: area.name for area in desk.places.municipalities}
    inside = desk.chosen.area
    areas = {area.code for area in desk.places.municipalities if area == inside or inside.holds(area)}
    rows = tuple(
        Row(names[item.area], (_vintage(item.first), _vintage(item.again)), words=(_what(item),))
        for item in found
        if item.area in areas
    )
    if not rows:
        return None
    return Panel(
        key="poprawki",
        title=_("Rok po poprawkach, %(period)s") % {"period": period_name(year)},
        head=_("Gmina lub powiat"),
        words=(_("Co liczymy"),),
        columns=(_("wydano najpierw"), _("po poprawkach")),
        rows=rows,
        lead=_(
            "Wydanych liczb nie zmieniamy. W czerwcu liczymy miniony rok jeszcze raz, tylko tam, "
            "gdzie zmieniło się co najmniej pięć rodzin; poprawiona liczba stoi obok pierwszej."
        ),
    )


def _what(item: queries.Revised) -> str:
    name = str(Measure(item.measure).label) if item.measure in Measure.values else item.measure
    name = f"{name[:1].upper()}{name[1:]}"
    if not item.dimension:
        return name
    return f"{name}, {Dimension(item.dimension).label}: {label_of(item.dimension, item.member)}"


def _vintage(cell: tuple[int | None, str]) -> Shown:
    value, reason = cell
    if value is None:
        return Shown(_("ukryte"), str(Reason(reason).label), hatched=True)
    known = Known(value, lowest(value), highest(value))
    return Shown(range_text(Unit.FAMILIES, known), sort=value, known=known, unit=str(Unit.FAMILIES))


def _share(value: float) -> Shown:
    return _as_share(value, 0)


def _exact_share(value: float) -> Shown:
    return _as_share(value, 1)


def _as_share(value: float, digits: int) -> Shown:
    text = f"{number(value * 100, digits)}{NBSP}%"
    return Shown(text, sort=value, known=Known.exactly(value), unit=str(Unit.PERCENT))
