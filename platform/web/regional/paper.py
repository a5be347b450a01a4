"""Dashboards on paper: the same panels, set by Typst into an accessible PDF with their pictures inside."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.documents.operations.printing import render
from core.documents.rules import Document
from core.shared import clock
from web.indicators.words import period_name
from web.regional.boards import BOARDS, Board, panels_of
from web.regional.desk import Desk
from web.regional.panels import Panel
from web.regional.readings import Shown
from web.shell.drawing import dots, hatch
from web.shell.templatetags.shell import day

_WIDTH: Final = 640
_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_DESCRIPTION: Final = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
_LEGEND: Final = '<ul class="kp-legend">'
_ENTRY: Final = re.compile(r"<li>(<svg.*?</svg>)(.*?)</li>", re.DOTALL)
_HATCH: Final = re.compile(r"url\(#([\w-]+)-(?:hatch|dots)\)")
_FIXED: Final = re.compile(r'width="100%" height="([\d.]+)"')
# Pixels of the page's picture from which on it would fill most of a sheet.
_TALL: Final = 420
_SVG: Final = 'xmlns="http://www.w3.org/2000/svg" font-family="Source Sans 3"'
# Boards of the report, in its order; the comparison of towns and the quality close it.
REPORT: Final = ("przeglad", "rodziny", "partnerzy", "koszyk", "zgodnosc", "wyniki", "porownanie", "jakosc")


def paper_of_panel(board: Board, panel: Panel, desk: Desk) -> Document:
    """One panel as a PDF."""
    data = {**_data(desk, panel.title, [_section(str(board.name), "", [panel])]), "short": True}
    return render("regional_report", data, _dated(desk))


def paper_of_region(desks: Sequence[tuple[Board, Desk]]) -> Document:
    """The report of a period: every board that has numbers, all of one release."""
    sections = []
    for board, desk in desks:
        panels = panels_of(board, desk)
        if panels:
            sections.append(_section(str(board.name), str(board.lead), panels))
    desk = desks[0][1]
    title = _("Raport z regionu, %(period)s") % {"period": period_name(desk.chosen.period)}
    return render("regional_report", _data(desk, title, sections), _dated(desk))


def boards_of_report() -> list[Board]:
    """Boards that a report has."""
    return [BOARDS[slug] for slug in REPORT]


def _dated(desk: Desk) -> date:
    """The day of the release: the same numbers make the same bytes on whatever day they are printed."""
    return clock.day_of(desk.release.released_at)


def _data(desk: Desk, title: str, sections: list[dict[str, Any]]) -> dict[str, Any]:
    coverage = desk.coverage
    facts = [
        {"label": _("Obszar"), "value": desk.chosen.area.name},
        {
            "label": _("Dane przekazało"),
            "value": _("%(reported)s z %(expected)s urzędów")
            % {"reported": len(coverage.reported), "expected": coverage.expected},
        },
        {"label": _("Wydano"), "value": day(desk.release.released_at)},
        {"label": _("Suma kontrolna wydania"), "value": desk.release.digest[:16]},
    ]
    return {
        "number": f"{desk.chosen.period.code} {desk.chosen.area.code}",
        "lead": str(desk.places.whole.name),
        "language": get_language() or "pl",
        "title": title,
        "subtitle": desk.chosen.area.name,
        "facts": facts,
        "reading": {"title": _("Jak czytać te liczby"), "lines": how_to_read()},
        "sections": sections,
        "short": False,
        "labels": {"page": _("strona"), "why": _("Dlaczego nie ma liczby"), "contents": _("Spis treści")},
    }


def how_to_read() -> list[str]:
    """What everybody must know who reads printed numbers without the page around them."""
    return [
        _("Każda liczba stoi za przedziałem: „8–12” znaczy, że prawdziwa liczba leży gdzieś od 8 do 12."),
        _("Zaokrąglamy do pięciu wszystko, także zero: 5 znaczy od 3 do 7, a 0 znaczy od 0 do 2."),
        _("Na wykresach ciemny pas to najmniejsza, a jasny największa możliwa liczba."),
        _("„Ukryte”: liczba istnieje, ale mogłaby coś powiedzieć o konkretnej rodzinie."),
        _("„Brak danych”: urząd nie przekazał danych za ten okres. To nie jest zero."),
        _("„Za mało danych”: udziału, średniej ani mediany nie liczymy z mniej niż dziesięciu zdarzeń."),
        _("Udziały, średnie i mediany liczymy wyłącznie z liczb wydanych."),
    ]


def _section(name: str, lead: str, panels: Sequence[Panel]) -> dict[str, Any]:
    return {"name": name, "lead": lead, "panels": [_panel(panel) for panel in panels]}


def _panel(panel: Panel) -> dict[str, Any]:
    return {
        "title": panel.title,
        "lead": panel.lead,
        "picture": _picture(str(panel.chart)) if panel.chart else None,
        "head": [panel.head, *panel.words, *panel.columns],
        "words": len(panel.words),
        "rows": [
            {"name": row.name, "words": list(row.words), "values": [_value(value) for value in row.values]}
            for row in panel.rows
        ],
        "reasons": [{"text": text, "note": note} for text, note in panel.reasons],
    }


def _value(shown: Shown) -> dict[str, Any]:
    return {"text": shown.text, "hatched": shown.hatched}


def _picture(chart: str) -> dict[str, Any]:
    """The page's picture as a file of its own: what the page's styles said is said in it."""
    start = chart.index("<svg")
    drawn, _sep, legend = chart[start:].partition(_LEGEND)
    end = drawn.rindex("</svg>") + len("</svg>")
    title, description = _TITLE.search(drawn), _DESCRIPTION.search(drawn)
    said = [html.unescape(found[1]) for found in (title, description) if found]
    return {
        "svg": _alone(drawn[:end]),
        "alt": ". ".join(said),
        "tall": _height(drawn) > _TALL,
        "legend": [
            {"svg": _swatch(swatch), "text": html.unescape(text)} for swatch, text in _ENTRY.findall(legend)
        ],
    }


def _height(svg: str) -> float:
    """Of a picture as wide as its place; 0 of one that keeps its proportions."""
    found = _FIXED.search(svg)
    return float(found[1]) if found else 0.0


def _alone(svg: str) -> str:
    height = _FIXED.search(svg)
    if height:
        size = f'width="{_WIDTH}" height="{height[1]}" viewBox="0 0 {_WIDTH} {height[1]}"'
        svg = svg.replace(height[0], size, 1)
    return _styled(svg.replace("<svg ", f"<svg {_SVG} ", 1))


def _styled(svg: str) -> str:
    return re.sub(r'class="kp-chart__muted[^"]*"', 'fill="#51606e"', svg)


def _swatch(svg: str) -> str:
    """An entry of the legend; its hatch is drawn in the picture, which is another file."""
    found = _HATCH.search(svg)
    drawn = svg.replace("<svg ", f'<svg {_SVG} width="26" height="18" ', 1)
    if found:
        drawn = drawn.replace("><", f">{hatch(found[1])}{dots(found[1])}<", 1)
    return drawn
