"""New versions of definitions announced to the towns, and who has read them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.exchange.operations import announcements as operations
from core.exchange.queries import announcements as queries
from core.indicators.definitions import DEFINITIONS, Definition
from core.regional.queries import REGION_READERS
from core.shared.actor import Actor
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.indicators.notices import indicator_name
from web.regional.coordinator_forms import NoticeForm
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Crumb, Row, Table, Tile
from web.shell.forms import posted, run
from web.shell.templatetags.shell import day


@page_for(*REGION_READERS)
@require_safe
def notices(request: AppRequest) -> HttpResponse:
    """What the region announced, the newest first."""
    page = page_of(queries.own_notices(signed_in(request)), request.GET.get("strona"))
    return render(request, "regional/notices.html", {"page": page, "table": _table(page.items)})


@page_for(*REGION_READERS)
@require_safe
def notice(request: AppRequest, notice_id: UUID) -> HttpResponse:
    """One notice and the towns that have read it or not."""
    found = queries.own_notice(signed_in(request), notice_id)
    read = queries.readers_of(found)
    towns = queries.towns_reached(found)
    page = page_of(sorted(towns, key=lambda town: town.schema_name in read), request.GET.get("strona"))
    title = f"{found.number}. {indicator_name(found.number)}"
    context = {
        "crumbs": [Crumb(_("Zapowiedzi definicji"), reverse("regional:notices")), Crumb(title)],
        "title": title,
        "notice": found,
        "tiles": [
            Tile(
                _("%(read)s z %(towns)s")
                % {"read": sum(town.schema_name in read for town in towns), "towns": len(towns)},
                _("urzędów przeczytało"),
            )
        ],
        "page": page,
        "table": _readers(page.items, read),
    }
    return render(request, "regional/notice.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest) -> HttpResponse:
    """Announce a version."""
    actor = signed_in(request)
    versions = {f"{item.number}/{item.version}": item for item in _versions(actor)}
    form = NoticeForm(
        posted(request),
        versions=[(code, _choice(item)) for code, item in versions.items()],
        leads=bool(getattr(request.tenant, "is_leader", False)),
        initial={"wersja": request.GET.get("wersja", "")},
    )
    if request.method == "POST" and run(form, lambda: _announce(actor, versions, form.cleaned_data)):
        messages.success(request, _("Zapowiedziano. Urzędy dostaną wiadomość w ciągu doby."))
        return redirect("regional:notices")
    context = {
        "heading": _("Zapowiedz zmianę definicji"),
        "lead": _("Nowa wersja obowiązuje od swojego dnia. Liczby sprzed tego dnia zostają, jakie były."),
        "form": form,
        "submit": _("Zapowiedz gminom"),
        "crumbs": [Crumb(_("Zapowiedzi definicji"), reverse("regional:notices")), Crumb(_("Nowa"))],
        "cancel_url": reverse("regional:notices"),
    }
    return render(request, "shell/form_page.html", context)


def _announce(actor: Actor, versions: dict[str, Definition], data: dict[str, Any]) -> object:
    chosen = versions[data["wersja"]]
    return operations.announce(
        actor=actor,
        number=chosen.number,
        version=chosen.version,
        valid_from=chosen.valid_from,
        note=data["note"],
        for_all=data.get("for_all", False),
    )


def _versions(actor: Actor) -> list[Definition]:
    """Versions of the catalogue that the region has not announced yet, the latest to hold first."""
    told = set(queries.own_notices(actor).values_list("number", "version"))
    found = [item for item in DEFINITIONS if (item.number, item.version) not in told]
    return sorted(found, key=lambda item: (-item.valid_from.toordinal(), item.number, -item.version))


def _choice(item: Definition) -> str:
    return _("%(number)s. %(name)s, wersja %(version)s od %(day)s") % {
        "number": item.number,
        "name": item.name,
        "version": item.version,
        "day": day(item.valid_from),
    }


def _table(items: list[Any]) -> Table:
    return Table(
        _("Zapowiedzi"),
        [
            Column(_("Wskaźnik")),
            Column(_("Obowiązuje od")),
            Column(_("Zapowiedziano")),
            Column(_("Przeczytało"), numeric=True),
        ],
        [
            Row(
                [
                    Cell(
                        f"{item.number}. {indicator_name(item.number)}",
                        url=reverse("regional:notice", args=[item.pk]),
                        note=_("wersja %(number)s") % {"number": item.version},
                    ),
                    Cell(day(item.valid_from)),
                    Cell(day(item.published_on)),
                    Cell(str(item.read_by)),
                ]
            )
            for item in items
        ],
        caption_hidden=True,
        stacked=True,
        empty=_("Nie zapowiedziano jeszcze żadnej zmiany."),
    )


def _readers(towns: list[Any], read: dict[str, Any]) -> Table:
    rows = []
    for town in towns:
        receipt = read.get(town.schema_name)
        state = (
            Cell(_("przeczytana"), meaning="good") if receipt else Cell(_("jeszcze nie"), meaning="attention")
        )
        rows.append(Row([Cell(town.name), state, Cell(day(receipt.read_on) if receipt else "–")]))
    return Table(
        _("Urzędy"),
        [Column(_("Gmina albo powiat")), Column(_("Stan")), Column(_("Dzień"))],
        rows,
        caption_hidden=True,
        stacked=True,
    )
