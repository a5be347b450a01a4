"""The basket for citizens, at the town's own address and without an account.

Only services on offer that are meant for everybody, and of partners only what is public anyway. The pages
are the same for everybody who reads a language, so browsers and proxies may keep them for a while.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import conditional_page, require_safe

from core.basket.queries.catalogue import LARGEST, parts_of
from core.basket.queries.public import open_card, open_cards
from core.partnership.queries import lead
from core.places.queries import free_on
from web.basket import presenters
from web.basket.catalogue import catalogue_page, part_asked, pdf
from web.basket.searching import ServiceSearch, searched, service_tiles
from web.shell.access import page_for_everyone
from web.shell.components import Crumb
from web.shell.open_pages import frame, kept_a_while

if TYPE_CHECKING:
    from uuid import UUID

    from kooperacje.http import AppRequest


@page_for_everyone
@require_safe
@conditional_page
@kept_a_while
def services(request: AppRequest) -> HttpResponse:
    """What the partners offer, to be searched by anybody."""
    rows = open_cards()
    categories = [part.category for part in parts_of(rows)]
    form = ServiceSearch(request.GET, categories=categories)
    found = searched(form, rows, request.GET.get("strona"))
    context = {
        "form": form,
        "page": found.page,
        "tiles": service_tiles(found.page.items, "basket:open-card"),
        "remarks": found.remarks,
        "narrowed": found.narrowed,
        **frame(request),
    }
    return render(request, "basket/public/services.html", context)


@page_for_everyone
@require_safe
@conditional_page
@kept_a_while
def service(request: AppRequest, card_id: UUID) -> HttpResponse:
    """One service: what happens there, for whom, where, and whom to call."""
    card = open_card(card_id)
    places = free_on(card)
    context = {
        "crumbs": [*_way_back(), Crumb(card.name)],
        "card": card,
        "category": card.get_category_display(),
        "facts": presenters.open_facts(card),
        "contact": presenters.contact_facts(card),
        "provider": presenters.provider_facts(card.partner),
        "places": presenters.places_words(places.free if places else None),
        "places_meaning": "good" if places and places.free else "attention",
        **frame(request),
    }
    return render(request, "basket/public/service.html", context)


@page_for_everyone
@require_safe
@conditional_page
@kept_a_while
def catalogue_parts(request: AppRequest) -> HttpResponse:
    """The catalogue to print, whole and by category."""
    context = {
        "crumbs": [*_way_back(), Crumb(presenters.catalogue_heading())],
        **catalogue_page(open_cards(), "basket:open-catalogue"),
        **frame(request),
    }
    return render(request, "basket/public/catalogue.html", context)


@page_for_everyone
@require_safe
@conditional_page
@kept_a_while
def catalogue(request: AppRequest) -> HttpResponseBase:
    """The catalogue as a PDF file."""
    rows = open_cards()
    part = part_asked(request, rows)
    if part is None and rows.count() > LARGEST:
        return redirect("basket:open-catalogue-parts")
    return pdf(request, rows, part, lead())


def _way_back() -> list[Crumb]:
    return [presenters.services_crumb()]
