"""Asking partners once a year, seeing who is silent, and the page behind the link, without an account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.basket.enums import ProposalKind
from core.basket.operations import confirmations as operations
from core.basket.permissions import PUBLISHERS
from core.basket.queries import confirmations as queries
from core.partnership.queries import partner_visible
from core.shared.clock import today
from core.shared.errors import NotVisibleError
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.basket import keeping, presenters
from web.basket.forms import AnswerFilter, ChangeForm, GoneForm
from web.basket.tabs import sections
from web.basket.writing import card_values
from web.shell.access import page_for, page_for_everyone, signed_in
from web.shell.forms import BaseForm, posted, run

GET_OR_POST = ["GET", "HEAD", "POST"]


@page_for(*PUBLISHERS)
@require_safe
def listed(request: AppRequest) -> HttpResponse:
    """Messages to partners: those without an answer first asked for."""
    actor = signed_in(request)
    form = AnswerFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    everything = chosen.get("odpowiedzi") == "wszystkie"
    found = queries.requests_visible_to(actor) if everything else queries.unanswered(actor)
    page = page_of(found, request.GET.get("strona"))
    not_asked = page_of(queries.partners_not_asked(actor), request.GET.get("partnerzy"))
    context = {
        "sections": sections(actor, "confirmations"),
        "form": form,
        "page": page,
        "table": keeping.confirmations_table(page.items),
        "not_asked": not_asked,
        "not_asked_table": keeping.not_asked_table(not_asked.items),
        "days": keeping.link_days(),
    }
    return render(request, "basket/confirmations.html", context)


@page_for(*PUBLISHERS)
@require_safe
def asked(request: AppRequest, request_id: UUID) -> HttpResponse:
    """One message: its cards and their answers, and the way to send it again."""
    actor = signed_in(request)
    found: Any = queries.request_visible(actor, request_id)
    items = page_of(queries.items_of(found), request.GET.get("strona"))
    context = {
        "crumbs": presenters.crumbs(
            (_("Potwierdzenia"), reverse("basket:confirmations")), (found.partner.name, "")
        ),
        "asked": found,
        "page": items,
        "table": keeping.asked_cards_table(items.items),
        "may_send": found.cards_open > 0 and today() not in {found.sent_on, found.sent_again_on},
    }
    return render(request, "basket/confirmation.html", context)


@page_for(*PUBLISHERS)
@require_POST
def send_again(request: AppRequest, request_id: UUID) -> HttpResponse:
    """The same question once more."""
    actor = signed_in(request)
    found = operations.send_again(actor=actor, request=queries.request_visible(actor, request_id))
    messages.success(request, _("Wiadomość wysłana ponownie na adres %(to)s.") % {"to": found.sent_to})
    return redirect("basket:confirmation", found.pk)


@page_for(*PUBLISHERS)
@require_http_methods(GET_OR_POST)
def ask_now(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Ask one partner today instead of waiting for the round."""
    actor = signed_in(request)
    partner = partner_visible(actor, partner_id)
    form = BaseForm(posted(request))
    if request.method == "POST" and (
        done := run(form, lambda: operations.ask_partner(actor=actor, partner=partner))
    ):
        messages.success(request, _("Wiadomość wysłana na adres %(to)s.") % {"to": done.result.sent_to})
        return redirect("basket:confirmation", done.result.pk)
    context = {
        "question": _("Zapytać partnera, czy jego karty są aktualne?"),
        "consequence": _(
            "%(partner)s dostanie jedną wiadomość o wszystkich kartach, które czekają na przegląd."
        )
        % {"partner": partner.name},
        "action": _("Wyślij wiadomość"),
        "form": form,
        "cancel_url": reverse("basket:confirmations"),
    }
    return render(request, "shell/confirm.html", context)


@page_for_everyone
@never_cache
@require_http_methods(GET_OR_POST)
def answer(request: AppRequest, token: str) -> HttpResponse:
    """The page behind the link: cards to confirm, one by one or all; only the button does it."""
    reader, found = queries.by_link(token)
    if request.method == "POST":
        chosen = request.POST.get("card", "")
        open_ids = [item.card_id for item in queries.open_items(found)]
        ids = open_ids if chosen == "all" else [each for each in open_ids if str(each) == chosen]
        operations.confirm(actor=reader, request=found, card_ids=ids)
        messages.success(request, _("Dziękujemy. Zapisano, że karty są aktualne."))
        return redirect("basket:answer", token)
    waiting = list(queries.open_items(found))
    context = {
        "partner": found.partner,
        "token": token,
        "waiting": [(item.card, presenters.card_facts(item.card)) for item in waiting],
        "answered": [item for item in queries.items_of(found) if item not in waiting],
    }
    return render(request, "basket/answer.html", context)


@page_for_everyone
@never_cache
@require_http_methods(GET_OR_POST)
def report(request: AppRequest, token: str, card_id: UUID) -> HttpResponse:
    """The form behind the link: what has changed, for the officer to approve."""
    reader, found = queries.by_link(token)
    item = queries.items_of(found).filter(card_id=card_id).first()
    if item is None:
        raise NotVisibleError
    form = ChangeForm(posted(request), initial=card_values(item.card))
    if request.method == "POST" and run(
        form,
        lambda: operations.report_change(actor=reader, request=found, card=item.card, **form.cleaned_data),
    ):
        return _thanks(request, token)
    context = {
        "heading": _("Co się zmieniło?"),
        "lead": _("Popraw kartę „%(name)s”. Zmianę zatwierdzi pracownik ds. sieci.")
        % {"name": item.card.name},
        "form": form,
        "submit": _("Wyślij zmiany"),
        "cancel_url": reverse("basket:answer", args=[token]),
        "gone_url": reverse("basket:answer-gone", args=[token, card_id]),
    }
    return render(request, "basket/report.html", context)


@page_for_everyone
@never_cache
@require_http_methods(GET_OR_POST)
def gone(request: AppRequest, token: str, card_id: UUID) -> HttpResponse:
    """The service is not offered for a while, or any more."""
    reader, found = queries.by_link(token)
    item = queries.items_of(found).filter(card_id=card_id).first()
    if item is None:
        raise NotVisibleError
    form = GoneForm(posted(request), initial={"kind": ProposalKind.SUSPENSION})
    if request.method == "POST" and run(
        form,
        lambda: operations.report_change(actor=reader, request=found, card=item.card, **form.cleaned_data),
    ):
        return _thanks(request, token)
    context = {
        "question": _("Usługi teraz nie ma?"),
        "consequence": _("Karta „%(name)s” zniknie z koszyka, gdy zgodzi się pracownik ds. sieci.")
        % {"name": item.card.name},
        "action": _("Wyślij"),
        "form": form,
        "cancel_url": reverse("basket:answer", args=[token]),
    }
    return render(request, "shell/confirm.html", context)


def _thanks(request: AppRequest, token: str) -> HttpResponse:
    messages.success(request, _("Dziękujemy. Pracownik ds. sieci zobaczy tę informację i odpisze."))
    return redirect("basket:answer", token)
