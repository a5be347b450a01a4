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
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core.basket import operations, queries
from core.basket.enums import CardLanguage, CardStatus, ProposalKind
from core.basket.operations import proposals
from core.basket.permissions import PUBLISHERS, may_publish, may_write
from core.basket.queries import history
from core.basket.queries import proposals as wishes
from core.partnership import queries as partnership
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from kooperacje.http import AppRequest
from tenants.context import current
from web.basket import presenters
from web.basket.forms import CardForm, DraftForm, EditForm, SuspendForm, WishForm, WithdrawForm
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

WRITERS = (*PUBLISHERS, Role.DELEGATE)
GET_OR_POST = ["GET", "HEAD", "POST"]
# What a delegate may ask for: the question and what follows from it.
ASKING = {
    ProposalKind.PUBLICATION: (
        gettext_lazy("Zgłosić kartę do publikacji?"),
        gettext_lazy(
            "Pracownik ds. sieci przeczyta kartę „%(name)s” i doda ją do koszyka albo odpisze, co poprawić."
        ),
    ),
    ProposalKind.SUSPENSION: (
        gettext_lazy("Poprosić o wstrzymanie usługi?"),
        gettext_lazy("„%(name)s” zniknie z koszyka na jakiś czas, gdy zgodzi się pracownik ds. sieci."),
    ),
    ProposalKind.WITHDRAWAL: (
        gettext_lazy("Poprosić o wycofanie usługi?"),
        gettext_lazy("„%(name)s” zniknie z koszyka na stałe, gdy zgodzi się pracownik ds. sieci."),
    ),
}


@page_for(*WRITERS)
@require_http_methods(GET_OR_POST)
def draft(request: AppRequest) -> HttpResponse:
    """Write a new card; an officer chooses whose it is, a delegate's own organisation is given."""
    actor = signed_in(request)
    partners = _partners_to_write_for(actor)
    names = {key: partner.name for key, partner in partners.items()}
    chosen = {"partner": request.GET["partner"]} if "partner" in request.GET else {}
    start = {"teryt": current().teryt, "languages": [CardLanguage.POLISH], **chosen}
    form = DraftForm(posted(request), partners=names, initial=start)

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
    return render(request, "basket/edit.html", context)


@page_for(*WRITERS)
@require_http_methods(GET_OR_POST)
def edit(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Change what a card says; when somebody was faster, nothing is overwritten and nothing is lost.

    A partner's change of a card in the basket starts from what the partner last asked for.
    """
    actor = signed_in(request)
    card = queries.card_visible(actor, card_id)
    if not may_write(actor, card.partner_id):
        raise Http404
    asks = asks_first(actor, card)
    waiting = waiting_change(actor, card) if asks else None
    form = EditForm(posted(request), initial=card_values(card, waiting))
    back = reverse("basket:card", args=[card.pk])
    done = None
    if request.method == "POST":
        done = run(form, lambda: proposals.change_card(actor=actor, card=card, **form.cleaned_data))
    if done:
        messages.success(request, _outcome(done.result))
        return redirect(back)
    context = {
        "heading": _("Zmień kartę usługi"),
        "lead": _("%(name)s – prowadzi: %(partner)s.") % {"name": card.name, "partner": card.partner.name},
        "form": form,
        "submit": _("Zgłoś zmiany") if asks else _("Zapisz kartę"),
        "crumbs": presenters.crumbs((card.name, back), (_("Zmień kartę"), "")),
        "cancel_url": back,
        "asks": asks,
        "waiting": waiting,
        "meanwhile": _meanwhile(actor, card, form),
    }
    return render(request, "basket/edit.html", context)


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
    return _step(request, card_id, operations.suspend_card, context, SuspendForm(posted(request)))


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


@page_for(Role.DELEGATE)
@require_http_methods(GET_OR_POST)
def ask(request: AppRequest, card_id: UUID, kind: str) -> HttpResponse:
    """A delegate asks for a card to be published, suspended or withdrawn."""
    actor = signed_in(request)
    if kind not in ASKING or not may_write(actor, queries.card_visible(actor, card_id).partner_id):
        raise Http404
    words = ASKING[ProposalKind(kind)]
    context = {
        "question": words[0],
        "consequence": words[1],
        "action": _("Wyślij prośbę"),
        "done": _("Prośba czeka na pracownika ds. sieci. O decyzji dostaniesz wiadomość."),
    }

    def operation(*, actor: Actor, card: Any, comment: str) -> Any:
        return proposals.propose(actor=actor, card=card, kind=kind, comment=comment)

    return _step(request, card_id, operation, context, WishForm(posted(request)))


def asks_first(actor: Actor, card: Any) -> bool:
    """Whether what this writer changes waits for the officer."""
    return card.status != CardStatus.DRAFT and not may_publish(actor)


def card_values(card: Any, waiting: Any = None) -> dict[str, Any]:
    """What the form starts from: the card, or what its partner already asked to make of it."""
    stored = {field: getattr(card, field) for field in (*CardForm.base_fields, "version")}
    if waiting is not None:
        stored |= {field: value for field, value in waiting.changes.items() if field in stored}
        stored["comment"] = waiting.comment
    return stored


def waiting_change(actor: Actor, card: Any) -> Any:
    """The change of a card that waits for a decision, if there is one."""
    waiting = wishes.waiting(actor).filter(card=card, kind=ProposalKind.CHANGE)
    return waiting.first()


def _meanwhile(actor: Actor, card: Any, form: EditForm) -> list[Any]:
    """What somebody else changed while the form was open; sending it again then counts from now."""
    typed = form.data.get("version", "") if form.is_bound else ""
    if not typed.isdigit() or int(typed) == card.version:
        return []
    form.starts_again_from(card.version)
    return history.changed_since(actor, card, int(typed))


def _outcome(change: Any) -> str:
    """What became of a change, in a sentence."""
    if change.proposal is None:
        return _("Karta zapisana.")
    return _("Zmiana czeka na zatwierdzenie. Do tego czasu karta w koszyku zostaje taka, jaka jest.")


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
