"""The gap list: what the basket lacks, and what would fill it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.families.queries import SEES_FIGURES
from core.matching.enums import Cause
from core.matching.queries import gaps as queries
from web.basket import tabs
from web.matching.presenters import category_label
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Row, Table, Tile

if TYPE_CHECKING:
    from core.matching.queries.gaps import Gap, GapList, HalfYear
    from kooperacje.http import AppRequest

# What a partnership can do about each cause.
_FILLERS: dict[str, Callable[[], str]] = {
    Cause.NO_SERVICE: lambda: _("Zaproś partnera, który poprowadzi taką usługę, albo poproś o nową kartę."),
    Cause.NO_PLACE: lambda: _("Porozmawiaj z partnerami o dodatkowych miejscach albo drugiej grupie."),
    Cause.TOO_LONG: lambda: _("Poszukaj drugiego partnera albo ustal kolejność dla spraw pilnych."),
    Cause.NOT_ELIGIBLE: lambda: _("Sprawdź z partnerami, czy warunki usług mogą być szersze."),
    Cause.REFUSED_BY_PARTNER: lambda: _("Omów odmowy na spotkaniu partnerstwa i uzgodnij zasady."),
    Cause.REFUSED_BY_FAMILY: lambda: _("Zapytaj rodziny, jaka forma byłaby dla nich do przyjęcia."),
}


@page_for(*SEES_FIGURES)
@require_safe
def gap_list(request: AppRequest) -> HttpResponse:
    """Open gaps by category and cause, and the trend by half-years; no family is named."""
    actor = signed_in(request)
    found = queries.gap_list(actor)
    context = {
        "sections": tabs.sections(actor, "gaps"),
        "found": found,
        "tiles": _tiles(found),
        "table": _table(found.gaps),
        "trend": _trend(found.trend),
    }
    return render(request, "matching/gaps.html", context)


def _tiles(found: GapList) -> list[Tile]:
    last = found.trend[-1]
    worst = max(Cause.values, key=lambda cause: found.causes[cause])
    tiles = [Tile(str(found.total), _("potrzeby bez usługi dziś"))]
    if found.total:
        tiles.append(
            Tile(str(found.causes[worst]), _("najczęstszy powód: %(cause)s") % {"cause": Cause(worst).label})
        )
    if last.percent is not None:
        share = _("%(percent)d %% z %(recorded)d potrzeb") % {
            "percent": last.percent,
            "recorded": last.recorded,
        }
        tiles.append(Tile(share, _("bez usługi w tym półroczu")))
    return tiles


def _table(rows: tuple[Gap, ...]) -> Table:
    shown = [cause for cause in Cause if any(gap.causes.get(cause) for gap in rows)]
    columns = [
        Column(_("Kategoria")),
        *(Column(_capital(cause.label), numeric=True) for cause in shown),
        Column(_("Razem"), numeric=True),
        Column(_("Co by pomogło")),
    ]
    return Table(
        _("Braki według kategorii i powodu"),
        columns,
        [
            Row(
                [
                    Cell(category_label(gap.category), note=_needs(gap)),
                    *(Cell(str(gap.causes.get(cause, 0) or "–")) for cause in shown),
                    Cell(str(gap.total)),
                    Cell(_FILLERS[gap.main_cause]()),
                ]
            )
            for gap in rows
        ],
        caption_hidden=True,
        stacked=True,
    )


def _capital(text: Any) -> str:
    words = str(text)
    return words[:1].upper() + words[1:]


def _needs(gap: Gap) -> str:
    return _("zapisanych potrzeb: %(number)d") % {"number": gap.needs}


def _trend(rows: tuple[HalfYear, ...]) -> Table:
    columns = [
        Column(_("Półrocze")),
        Column(_("Zapisane potrzeby"), numeric=True),
        Column(_("Bez usługi"), numeric=True),
        Column(_("Udział"), numeric=True),
    ]
    names = {1: _("I półrocze %(year)d"), 2: _("II półrocze %(year)d")}
    return Table(
        _("Zmiana w półroczach"),
        columns,
        [
            Row(
                [
                    Cell(names[row.half] % {"year": row.year}),
                    Cell(str(row.recorded)),
                    Cell(str(row.unmet)),
                    Cell("–" if row.percent is None else f"{row.percent} %"),
                ]
            )
            for row in rows
        ],
        caption_hidden=True,
        stacked=True,
    )
