"""The officer's queue of partners' wishes, and the partner's own list of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.basket.enums import ProposalStatus
from core.basket.operations import proposals as operations
from core.basket.permissions import PUBLISHERS, may_publish, may_write
from core.basket.queries import proposals as queries
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.basket import keeping, presenters
from web.basket.forms import DeclineForm
from web.basket.tabs import sections
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

READERS = (*PUBLISHERS, Role.DELEGATE)


@page_for(*READERS)
@require_safe
def listed(request: AppRequest) -> HttpResponse:
    """What waits for the officer, the longest waiting first; for a delegate what the own side asked for."""
    actor = signed_in(request)
    decides = may_publish(actor)
    found = (
        queries.waiting(actor) if decides else queries.proposals_visible_to(actor).order_by("-made_at", "-pk")
    )
    page = page_of(found, request.GET.get("strona"))
    context = {
        "heading": _("Do zatwierdzenia") if decides else _("Zgłoszone zmiany"),
        "lead": _("Partnerzy proszą o zmianę kart. Dopóki się nie zgodzisz, karta mówi to, co mówiła.")
        if decides
        else _("Prośby Twojej organizacji i decyzje pracownika ds. sieci."),
        "sections": sections(actor, "proposals"),
        "page": page,
        "table": keeping.proposals_table(page.items, queue=decides),
        "empty": _("Nic nie czeka na decyzję") if decides else _("Nie ma jeszcze żadnej prośby"),
        "empty_text": _("Nowe prośby partnerów pojawią się tutaj.")
        if decides
        else _("Zmień kartę, która jest w koszyku, a prośba pojawi się tutaj."),
    }
    return render(request, "basket/proposals.html", context)


@page_for(*READERS)
@require_safe
def proposal(request: AppRequest, proposal_id: UUID) -> HttpResponse:
    """One wish: what the card says, what it would say, and the decision."""
    actor = signed_in(request)
    found = queries.proposal_visible(actor, proposal_id)
    return render(request, "basket/proposal.html", _page(actor, found, DeclineForm()))


@page_for(*PUBLISHERS)
@require_POST
def accept(request: AppRequest, proposal_id: UUID) -> HttpResponse:
    """Let a wish come true; when the card changed since it was read, show it again instead."""
    actor = signed_in(request)
    found = queries.proposal_visible(actor, proposal_id)
    seen = request.POST.get("version", "")
    try:
        operations.accept(actor=actor, proposal=found, version=int(seen) if seen.isdigit() else None)
    except NotVisibleError:
        raise
    except DomainError as error:
        context = _page(actor, queries.proposal_visible(actor, proposal_id), DeclineForm())
        return render(request, "basket/proposal.html", {**context, "problem": error.message})
    messages.success(request, _("Zatwierdzono. Partner dostanie wiadomość."))
    return redirect("basket:proposals")


@page_for(*PUBLISHERS)
@require_POST
def decline(request: AppRequest, proposal_id: UUID) -> HttpResponse:
    """Leave the card as it is, with a reason for the partner."""
    actor = signed_in(request)
    found = queries.proposal_visible(actor, proposal_id)
    form = DeclineForm(posted(request))
    if run(form, lambda: operations.decline(actor=actor, proposal=found, **form.cleaned_data)):
        messages.success(request, _("Odrzucono. Partner dostanie wiadomość z powodem."))
        return redirect("basket:proposals")
    return render(request, "basket/proposal.html", _page(actor, found, form))


@page_for(*READERS)
@require_POST
def take_back(request: AppRequest, proposal_id: UUID) -> HttpResponse:
    """The partner no longer wants it."""
    actor = signed_in(request)
    found = queries.proposal_visible(actor, proposal_id)
    operations.take_back(actor=actor, proposal=found)
    messages.success(request, _("Prośba jest cofnięta."))
    return redirect("basket:proposals")


def _page(actor: Actor, found: Any, form: DeclineForm) -> dict[str, Any]:
    pending = found.status == ProposalStatus.PENDING
    decides = may_publish(actor)
    own = may_write(actor, found.card.partner_id) and not decides
    heading = _("Do zatwierdzenia") if decides else _("Zgłoszone zmiany")
    return {
        "crumbs": presenters.crumbs((heading, reverse("basket:proposals")), (found.card.name, "")),
        "proposal": found,
        "card": found.card,
        "facts": keeping.proposal_facts(found),
        "differences": queries.wished(found),
        "overtaken": queries.overtaken(found),
        "pending": pending,
        "decides": decides and pending,
        "may_take_back": own and pending,
        "form": form,
    }
