"""The basket for citizens, at the town's own address and without an account.

Only services on offer that are meant for everybody, and of partners only what is public anyway. The pages
are the same for everybody who reads a language, so browsers and proxies may keep them for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
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
from web.shell.context import LANGUAGES

if TYPE_CHECKING:
    from uuid import UUID

    from kooperacje.http import AppRequest

P = ParamSpec("P")
View = Callable[Concatenate["AppRequest", P], HttpResponseBase]

KEPT_FOR = 300
LANGUAGE = "jezyk"


def kept_a_while(view: View[P]) -> View[P]:
    """Let copies of a page be kept, unless somebody is signed in: then the frame bears their name.

    `?jezyk=uk` remembers a language by a link, since a form with a token would make every copy differ.
    """

    @wraps(view)
    def answered(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        chosen = request.GET.get(LANGUAGE)
        if chosen in dict(LANGUAGES):
            query = request.GET.copy()
            del query[LANGUAGE]
            answer: HttpResponseBase = redirect(f"{request.path}?{query.urlencode()}".rstrip("?"))
            answer.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                str(chosen),
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite="Lax",
            )
            return answer
        answer = view(request, *args, **kwargs)
        if request.actor is None:
            patch_cache_control(answer, public=True, max_age=KEPT_FOR)
        else:
            patch_cache_control(answer, private=True, no_store=True)
        patch_vary_headers(answer, ["Cookie", "Accept-Language"])
        return answer

    return answered


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
        **_frame(request),
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
        **_frame(request),
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
        **_frame(request),
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


def _frame(request: AppRequest) -> dict[str, object]:
    """What the frame of a public page needs: links instead of a form with a token."""
    query = request.GET.copy()
    query.pop(LANGUAGE, None)
    links = []
    for code, name in LANGUAGES:
        query[LANGUAGE] = code
        links.append({"code": code, "name": name, "url": f"?{query.urlencode()}"})
    return {"language_links": links}
