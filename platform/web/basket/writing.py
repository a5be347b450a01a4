"""Pages for writing cards and for moving them in and out of the basket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.basket import operations, queries
from core.basket.permissions import PUBLISHERS, may_publish, may_write
from core.partnership import queries as partnership
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from kooperacje.http import AppRequest
from web.basket import presenters
from web.basket.forms import CardForm, DraftForm, EditForm, WithdrawForm
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

WRITERS = (*PUBLISHERS, Role.DELEGATE)
GET_OR_POST = ["GET", "HEAD", "POST"]


@page_for(*WRITERS)
@require_http_methods(GET_OR_POST)
def draft(request: AppRequest) -> HttpResponse:
    """Write a new card; an officer chooses whose it is, a delegate's own organisation is given."""
    actor = signed_in(request)
    partners = _partners_to_write_for(actor)
    names = {key: partner.name for key, partner in partners.items()}
    chosen = {"partner": request.GET["partner"]} if "partner" in request.GET else {}
    form = DraftForm(posted(request), partners=names, initial=chosen)

    def operation() -> Any:
        data = {**form.cleaned_data, "partner": partners[form.cleaned_data["partner"]]}
        return operations.draft_card(actor=actor, **data)

    if request.method == "POST" and (done := run(form, operation)):
        messages.success(request, _("Szkic karty zapisany. W koszyku pojawi się po publikacji."))
        return redirect("basket:card", done.result.pk)
    context = {
        "heading": _("Nowa karta usługi"),
        "lead": _("Karta mówi rodzinie, na co może liczyć. Najpierw powstaje szkic, potem publikacja."),
        "form": form,
        "submit": _("Zapisz szkic"),
        "crumbs": presenters.crumbs((_("Nowa karta usługi"), "")),
        "cancel_url": reverse("basket:cards"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*WRITERS)
@require_http_methods(GET_OR_POST)
def edit(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Change what a card says; when somebody was faster, nothing is overwritten."""
    actor = signed_in(request)
    card = queries.card_visible(actor, card_id)
    if not may_write(actor, card.partner_id):
        raise Http404
    initial = {field: getattr(card, field) for field in (*CardForm.base_fields, "version")}
    form = EditForm(posted(request), initial=initial)
    back = reverse("basket:card", args=[card.pk])
    if request.method == "POST" and run(
        form, lambda: operations.edit_card(actor=actor, card=card, **form.cleaned_data)
    ):
        messages.success(request, _("Karta zapisana."))
        return redirect(back)
    context = {
        "heading": _("Zmień kartę usługi"),
        "lead": _("%(name)s – prowadzi: %(partner)s.") % {"name": card.name, "partner": card.partner.name},
        "form": form,
        "submit": _("Zapisz kartę"),
        "crumbs": presenters.crumbs((card.name, back), (_("Zmień kartę"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*PUBLISHERS)
@require_http_methods(GET_OR_POST)
def publish(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Ask once more, then put a card into the basket."""
    context = {
        "question": _("Opublikować tę usługę?"),
        "consequence": _(
            "„%(name)s” pojawi się w koszyku usług. Pracownicy będą mogli oprzeć na niej zadania rodzin."
        ),
        "action": _("Opublikuj"),
        "done": _("Usługa jest w koszyku."),
    }
    return _step(request, card_id, operations.publish_card, context)


@page_for(*PUBLISHERS)
@require_http_methods(GET_OR_POST)
def suspend(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Ask once more, then take a card out of the basket for a while."""
    context = {
        "question": _("Wstrzymać tę usługę?"),
        "consequence": _("„%(name)s” zniknie z koszyka, dopóki jej nie przywrócisz. Zadania w toku zostają."),
        "action": _("Wstrzymaj"),
        "done": _("Usługa jest wstrzymana."),
    }
    return _step(request, card_id, operations.suspend_card, context)


@page_for(*PUBLISHERS)
@require_http_methods(GET_OR_POST)
def withdraw(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Ask once more, then take a card out of the basket for good."""
    context = {
        "question": _("Wycofać tę usługę z koszyka?"),
        "consequence": _(
            "„%(name)s” nie wróci już do koszyka; gdyby usługa znów działała, trzeba napisać nową kartę. "
            "Zadania w toku zostają."
        ),
        "action": _("Wycofaj z koszyka"),
        "warning": True,
        "done": _("Usługa jest wycofana."),
    }
    form = WithdrawForm(posted(request), initial={"withdrawn_on": today()})
    return _step(request, card_id, operations.withdraw_card, context, form)


@page_for(*WRITERS)
@require_POST
def review(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Confirm that a card still says the truth."""
    actor = signed_in(request)
    card = queries.card_visible(actor, card_id)
    operations.review_card(actor=actor, card=card)
    messages.success(request, _("Zapisano, że karta jest aktualna."))
    return redirect("basket:card", card.pk)


def _step(
    request: AppRequest,
    card_id: UUID,
    operation: Callable[..., Any],
    context: dict[str, Any],
    form: BaseForm | None = None,
) -> HttpResponse:
    """A page that asks, and the operation when the answer is yes."""
    actor = signed_in(request)
    card = queries.card_visible(actor, card_id)
    form = form or BaseForm(posted(request))
    back = reverse("basket:card", args=[card.pk])
    if request.method == "POST" and run(form, lambda: operation(actor=actor, card=card, **form.cleaned_data)):
        messages.success(request, context["done"])
        return redirect(back)
    context["consequence"] = context["consequence"] % {"name": card.name}
    return render(request, "shell/confirm.html", {**context, "form": form, "cancel_url": back})


def _partners_to_write_for(actor: Actor) -> dict[str, Any]:
    """Organisations for which somebody may write cards, by id."""
    if may_publish(actor):
        return {str(item.pk): item for item in partnership.partners(actor)}
    if actor.partner_id is None:
        raise NotVisibleError
    own = partnership.partner_visible(actor, actor.partner_id)
    return {str(own.pk): own}
