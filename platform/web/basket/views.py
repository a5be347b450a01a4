"""Pages for reading the basket: the list that families see too, and the lists of its keepers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.basket import queries
from core.basket.enums import CardStatus
from core.basket.permissions import may_publish, may_write
from core.basket.queries import proposals
from core.basket.queries.cards import hidden_among
from core.partnership.queries import declaration_in_force, sees_organisation
from core.places.queries import free_on
from core.referrals.queries.waiting import waiting_times
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.enums import STAFF, Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.basket import keeping, presenters
from web.basket.forms import CardsFilter
from web.basket.searching import ServiceSearch, searched, service_tiles
from web.basket.tabs import sections
from web.places.words import free_words, waiting_words
from web.shell.access import page_for, signed_in
from web.shell.components import SummaryRow

if TYPE_CHECKING:
    from core.basket.models import CardQuerySet

READERS = (*STAFF, Role.DELEGATE, Role.FAMILY_MEMBER)
# How the keepers' list may be ordered, by what its form says.
ORDERS = {
    "": ("name", "pk"),
    "ocena": ("score", "name", "pk"),
    "przeglad": (F("reviewed_on").asc(nulls_first=True), "name", "pk"),
}


@page_for(*READERS)
@require_safe
def cards(request: AppRequest) -> HttpResponse:
    """The basket: what is on offer today."""
    actor = signed_in(request)
    partners = {str(pk): name for pk, name in queries.offering_partners(actor).values_list("pk", "name")}
    form = ServiceSearch(request.GET, categories=queries.category_counts(actor), partners=partners)
    found = searched(form, queries.cards(actor), request.GET.get("strona"))
    context = {
        "sections": sections(actor, "cards"),
        "form": form,
        "page": found.page,
        "tiles": service_tiles(found.page.items),
        "remarks": found.remarks,
        "narrowed": found.narrowed,
        "may_draft": _may_draft(actor),
        "exports": actor.has(*STAFF),
        "works": actor.has(*STAFF, Role.DELEGATE),
        "query": request.GET.urlencode(),
    }
    return render(request, "basket/cards.html", context)


@page_for(*STAFF)
@require_safe
def all_cards(request: AppRequest) -> HttpResponse:
    """Every card of the town, drafts and withdrawn ones too, with its freshness."""
    actor = signed_in(request)
    form = CardsFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.cards(actor, chosen.get("q", ""), status=chosen.get("stan") or None)
    page = page_of(_kept(found, chosen), request.GET.get("strona"))
    context = {
        "heading": _("Wszystkie karty usług"),
        "lead": _(
            "Szkice, karty w koszyku, wstrzymane i wycofane. Kartę trzeba przejrzeć raz w roku. "
            "Ocena mówi, czego na karcie brakuje."
        ),
        "sections": sections(actor, "all"),
        "form": form,
        "page": page,
        "table": presenters.cards_table(
            page.items, today(), with_partner=True, hidden=hidden_among(page.items)
        ),
        "may_draft": _may_draft(actor),
        "empty": _("Nie ma takiej karty"),
        "exports": True,
        "query": urlencode({"stan": "", **request.GET.dict()}),
    }
    return render(request, "basket/card_table.html", context)


@page_for(Role.DELEGATE)
@require_safe
def own(request: AppRequest) -> HttpResponse:
    """A delegate's own organisation: what it offers, and what needs a look."""
    actor = signed_in(request)
    form = CardsFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.own_cards(actor, chosen.get("q", ""), chosen.get("stan") or None)
    page = page_of(_kept(found, chosen), request.GET.get("strona"))
    context = {
        "heading": _("Usługi mojej organizacji"),
        "lead": _(
            "Tu piszesz szkice. Do koszyka kieruje je pracownik ds. sieci. Przejrzyj każdą kartę raz w roku."
        ),
        "sections": sections(actor, "own"),
        "form": form,
        "page": page,
        "table": presenters.cards_table(
            page.items, today(), with_partner=False, hidden=hidden_among(page.items)
        ),
        "may_draft": _may_draft(actor),
        "empty": _("Nie ma jeszcze żadnej karty"),
    }
    return render(request, "basket/card_table.html", context)


@page_for(*READERS)
@require_safe
def card(request: AppRequest, card_id: UUID) -> HttpResponse:
    """One service as a family reads it, and for its keepers how it stands."""
    actor = signed_in(request)
    found = queries.card_visible(actor, card_id)
    writes, publishes = may_write(actor, found.partner_id), may_publish(actor)
    keeps = actor.has(*STAFF) or writes
    withdrawn = found.status == CardStatus.WITHDRAWN
    hidden = hidden_among([found])
    wishes = _wishes(actor, found) if keeps else []
    context = {
        "crumbs": presenters.crumbs((found.name, "")),
        "card": found,
        "category": found.get_category_display(),
        "status": presenters.standing(found, hidden).text,
        "status_meaning": presenters.standing(found, hidden).meaning,
        "hidden": bool(hidden),
        "facts": presenters.card_facts(found),
        "contact": presenters.contact_facts(found),
        "provider": presenters.provider_facts(found.partner),
        "partner_open": sees_organisation(actor, found.partner_id),
        "keeping": presenters.keeping_facts(found, today()) if keeps else [],
        "actions": presenters.card_actions(found, writes=writes, publishes=publishes)
        + (keeping.wishes_of(found, wishes) if writes and not publishes else []),
        "score": keeping.score_view(found, today()) if keeps and not withdrawn else None,
        "wishes": wishes,
        "wishes_open": writes,
        "places": _places(found) if keeps and not withdrawn else [],
        "may_review": writes and not withdrawn and found.reviewed_on != today(),
        "partner_missing": keeps and not withdrawn and declaration_in_force(found.partner, today()) is None,
    }
    return render(request, "basket/card.html", context)


def _places(card: Any) -> list[SummaryRow]:
    """How many places are free today and how long families waited, as the page of places says it."""
    free = free_words(free_on(card))
    return [
        SummaryRow(_("Wolne miejsca"), free or _("karta ich nie liczy")),
        SummaryRow(_("Jak długo się czeka"), waiting_words(waiting_times([card]).get(card.pk))),
    ]


def _may_draft(actor: Actor) -> bool:
    return may_publish(actor) or (actor.partner_id is not None and may_write(actor, actor.partner_id))


def _kept(found: CardQuerySet, chosen: dict[str, Any]) -> CardQuerySet:
    """Cards as their keepers narrow and order them; a withdrawn one has no freshness to look for."""
    freshness, order = chosen.get("aktualnosc"), chosen.get("kolejnosc", "")
    if freshness or order:
        found = found.exclude(status=CardStatus.WITHDRAWN)
    if freshness:
        found = found.at_freshness(freshness, today())
    found = found.scored(today())
    return found if chosen.get("q") and not order else found.order_by(*ORDERS[order])


def _wishes(actor: Actor, card: Any) -> list[Any]:
    """What waits for a decision about a card."""
    return list(proposals.waiting(actor).filter(card=card))
