"""A town's place among towns like it: a span, its middle and the town itself; no list, no ranks, no names."""

from __future__ import annotations

from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.indicators.definitions import Figure
from core.indicators.queries import own_figures
from core.indicators.rules import Known
from core.regional import queries
from core.regional.enums import Missing
from core.regional.queries.peers import Alike, Peers, peers
from core.shared.actor import Actor
from web.indicators.presenters import own_text
from web.indicators.words import period_name, range_text
from web.shell.components import Cell, Column, Row, Table

_LOWER, _MIDDLE, _UPPER = 0.25, 0.5, 0.75
_WIDTH: Final = 640
_HEIGHT: Final = 64
_EDGE: Final = 16


def place_of(actor: Actor, figure: Figure, kind: str) -> dict[str, Any] | None:
    """What the page shows of the newest printed period; months are never printed for single towns."""
    kinds = (kind, "year") if kind != "month" else ("quarter", "year")
    for wanted in dict.fromkeys(kinds):
        period = next(iter(queries.periods_released(wanted)), None)
        if period is None:
            continue
        found = peers(actor, figure, period)
        if found.own.missing is not Missing.NOT_IN_CATALOGUE:
            return _shown(actor, figure, found)
    return None


def _shown(actor: Actor, figure: Figure, found: Peers) -> dict[str, Any]:
    exact = next((own for own in own_figures(actor, found.period.kind) if own.period == found.period), None)
    known = exact.value(figure) if exact else None
    context: dict[str, Any] = {
        "period": period_name(found.period),
        "circle": _circle(found),
        "enough": found.enough,
        "printed": len(found.values),
        "towns": found.towns,
    }
    if found.enough:
        context["table"] = _table(figure, found, own_text(figure, exact) if exact else "–")
        context["picture"] = _picture(found, known)
    return context


def _circle(found: Peers) -> str:
    if found.alike is Alike.TYPE_AND_SIZE:
        return _("gminy i powiaty tego samego rodzaju i podobnej wielkości")
    if found.alike is Alike.TYPE:
        return _("gminy i powiaty tego samego rodzaju")
    return _("wszystkie gminy i powiaty")


def _table(figure: Figure, found: Peers, exact: str) -> Table:
    rows = [
        (_("Najniższa wartość"), range_text(figure.unit, found.at(0))),
        (_("Jedna czwarta urzędów ma tyle albo mniej"), range_text(figure.unit, found.at(_LOWER))),
        (_("Wartość środkowa"), range_text(figure.unit, found.at(_MIDDLE))),
        (_("Jedna czwarta urzędów ma tyle albo więcej"), range_text(figure.unit, found.at(_UPPER))),
        (_("Najwyższa wartość"), range_text(figure.unit, found.at(1))),
        (_("U nas, liczba dokładna"), exact),
        (
            _("U nas, jak widzi region"),
            range_text(figure.unit, found.own.known) if found.own.known else _("ukryte"),
        ),
    ]
    return Table(
        _("Miejsce wśród podobnych"),
        [Column(_("Co")), Column(_("Wartość"), numeric=True)],
        [Row([Cell(name), Cell(value)]) for name, value in rows],
        caption_hidden=True,
    )


def _picture(found: Peers, own: Known | None) -> SafeString:
    """A line from the lowest to the highest, a box for the middle half, a bar for the middle value and a
    dot for the town; the table beside it says the same in words.
    """
    ends = [found.at(0).low, found.at(1).high or found.at(1).value, *([own.value] if own else [])]
    low, high = min(ends), max(ends)
    width = (high - low) or 1

    def x(value: float) -> float:
        return round(_EDGE + (value - low) / width * (_WIDTH - 2 * _EDGE), 1)

    middle = format_html(
        '<line class="kp-span__all" x1="{}" y1="32" x2="{}" y2="32"/>'
        '<rect class="kp-span__half" x="{}" y="20" width="{}" height="24"/>'
        '<line class="kp-span__middle" x1="{}" y1="14" x2="{}" y2="50"/>',
        x(found.at(0).value),
        x(found.at(1).value),
        x(found.at(_LOWER).value),
        max(x(found.at(_UPPER).value) - x(found.at(_LOWER).value), 2),
        x(found.at(_MIDDLE).value),
        x(found.at(_MIDDLE).value),
    )
    dot = format_html('<circle class="kp-span__own" cx="{}" cy="32" r="7"/>', x(own.value)) if own else ""
    return format_html(
        '<svg class="kp-span" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        _WIDTH,
        _HEIGHT,
        _("Kropka to my, kreska to wartość środkowa, pole to środkowa połowa urzędów."),
        middle,
        dot,
    )
