"""How a card combines with others: what else it covers, what it does not go along with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.basket.operations import combining as operations
from core.basket.permissions import PUBLISHERS, may_write
from core.basket.queries import card_visible, cards
from core.basket.queries.combining import combination_of
from web.basket.presenters import crumbs
from web.matching.conditions import WRITERS
from web.matching.forms import CombinationForm, ExclusionForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.basket.models import ServiceCard
    from kooperacje.http import AppRequest

_FORM = ["GET", "HEAD", "POST"]


@page_for(*WRITERS)
@require_http_methods(_FORM)
def combination(request: AppRequest, card_id: UUID) -> HttpResponse:
    """What a service covers beside its own category, and in which way it works with people."""
    actor = signed_in(request)
    card = card_visible(actor, card_id)
    if not may_write(actor, card.partner_id):
        raise Http404
    known = combination_of(card)
    initial = {"also_covers": known.also_covers, "approach": known.approach}
    form = CombinationForm(posted(request), initial=initial)
    if request.method == "POST" and run(
        form, lambda: operations.set_combination(actor=actor, card=card, **form.cleaned_data)
    ):
        messages.success(request, _("Zapisano, co usługa obejmuje i jak pracuje."))
        return redirect("matching:conditions", card.pk)
    context = _context(card, _("Zakres i sposób pracy"))
    lead = _("Własna kategoria karty: %(category)s.") % {"category": card.get_category_display()}
    context |= {"form": form, "submit": _("Zapisz"), "lead": lead}
    return render(request, "shell/form_page.html", context)


@page_for(*PUBLISHERS)
@require_http_methods(_FORM)
def exclude(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Say that a family does not use two services at one time."""
    actor = signed_in(request)
    card = card_visible(actor, card_id)
    others = {str(other.pk): other for other in cards(actor).exclude(pk=card.pk)}
    form = ExclusionForm(posted(request), cards=list(others.values()))

    def operation() -> Any:
        data = form.cleaned_data
        return operations.exclude(actor=actor, card=card, other=others[data["other"]], reason=data["reason"])

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Zapisano: te usługi się wykluczają."))
        return redirect("matching:conditions", card.pk)
    context = _context(card, _("Usługa, która się wyklucza"))
    lead = _("Zestaw usług dla rodziny nie połączy tych dwóch usług.")
    context |= {"form": form, "submit": _("Zapisz"), "lead": lead}
    return render(request, "shell/form_page.html", context)


@page_for(*PUBLISHERS)
@require_POST
def allow(request: AppRequest, card_id: UUID, other_id: UUID) -> HttpResponse:
    """Two services may go together again."""
    actor = signed_in(request)
    card, other = card_visible(actor, card_id), card_visible(actor, other_id)
    operations.allow_again(actor=actor, card=card, other=other)
    messages.success(request, _("Te usługi można znowu łączyć."))
    return redirect("matching:conditions", card.pk)


def _context(card: ServiceCard, heading: str) -> dict[str, Any]:
    back = reverse("matching:conditions", args=[card.pk])
    return {
        "heading": heading,
        "crumbs": crumbs(
            (card.name, reverse("basket:card", args=[card.pk])), (_("Warunki"), back), (heading, "")
        ),
        "cancel_url": back,
    }
