"""One request and its answers, whether the partner's person came with an account or with a link and a pin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.paths import operations as paths
from core.referrals import operations
from core.referrals.enums import ReferralStatus
from core.referrals.operations.telling import read_need
from core.referrals.permissions import is_asked, is_party
from core.shared.clock import today
from web.partner.forms import DeclineForm, FirstContactForm, OutcomeForm
from web.paths.presenters import REFERRAL_MEANING
from web.shell.components import SummaryRow
from web.shell.forms import BaseForm, posted, run
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.referrals.models import Referral
    from core.shared.actor import Actor
    from kooperacje.http import AppRequest


@dataclass(frozen=True)
class Doors:
    """Addresses of a request and of its answers."""

    page: str
    accept: str
    decline: str
    contact: str
    outcome: str


def doors(prefix: str, key: object) -> Doors:
    """The addresses for an account (no prefix) or for a link."""

    def address(name: str) -> str:
        return reverse(f"partner:{prefix}{name}", args=[key])

    names = ("accept", "decline", "first-contact", "outcome")
    return Doors(address("request"), *(address(name) for name in names))


@dataclass(frozen=True)
class Voice:
    """Who answers which request, and at which door."""

    actor: Actor
    referral: Referral
    doors: Doors
    by_link: bool = False


def shown(
    request: AppRequest, voice: Voice, form: OutcomeForm | None = None, faults: BaseForm | None = None
) -> HttpResponse:
    """The request as it stands, with the answers that are possible now."""
    referral = voice.referral
    context = {
        "referral": referral,
        "voice": voice,
        "form": form or OutcomeForm(),
        "faults": faults or form or OutcomeForm(),
        "facts": _facts(voice.actor, referral),
        "status": ReferralStatus(referral.status).label,
        "meaning": REFERRAL_MEANING[referral.status],
        "may_answer": referral.status == ReferralStatus.SENT,
        "may_report": referral.status == ReferralStatus.ACCEPTED,
        "may_note": referral.status == ReferralStatus.ACCEPTED and referral.first_contact_on is None,
    }
    return render(request, "partner/request.html", context)


def accepted(request: AppRequest, voice: Voice) -> HttpResponse:
    """We take it on."""
    form = BaseForm(request.POST)
    if run(form, lambda: operations.accept(actor=voice.actor, referral=voice.referral)):
        messages.success(request, _("Przyjęte. Pracownik socjalny już to widzi."))
        return redirect(voice.doors.page)
    return shown(request, voice, faults=form)


def declined(request: AppRequest, voice: Voice) -> HttpResponse:
    """We cannot, and say why."""
    form = DeclineForm(posted(request))
    if request.method == "POST" and run(
        form,
        lambda: operations.decline(actor=voice.actor, referral=voice.referral, **form.cleaned_data),
    ):
        messages.success(request, _("Odmowa wróciła do pracownika socjalnego razem z powodem."))
        return redirect(voice.doors.page)
    return render(request, "partner/decline.html", {"voice": voice, "form": form})


def contacted(request: AppRequest, voice: Voice) -> HttpResponse:
    """We met the family for the first time."""
    form = FirstContactForm(posted(request), initial={"on": today()})
    if request.method == "POST" and run(
        form,
        lambda: operations.note_first_contact(
            actor=voice.actor, referral=voice.referral, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Dziękujemy. Dzień pierwszego kontaktu jest zapisany."))
        return redirect(voice.doors.page)
    context = {
        "heading": _("Pierwszy kontakt z rodziną"),
        "lead": voice.referral.service.name,
        "form": form,
        "submit": _("Zapisz"),
        "cancel_url": voice.doors.page,
    }
    return render(request, "shell/form_page.html", context)


def finished(request: AppRequest, voice: Voice) -> HttpResponse:
    """Delivered, not delivered, or we cannot say."""
    form = OutcomeForm(request.POST)
    if run(
        form,
        lambda: paths.report_delivery(actor=voice.actor, referral=voice.referral, **form.cleaned_data),
    ):
        messages.success(request, _("Dziękujemy. Wynik jest zapisany."))
        return redirect(voice.doors.page)
    return shown(request, voice, form)


def _facts(actor: Actor, referral: Referral) -> list[SummaryRow]:
    """Rows of the page; need and reason of refusal only for whom they were written."""
    worker = referral.case.social_worker
    need = read_need(actor=actor, referral=referral)
    if need is None and is_asked(actor, referral):
        need = (
            _("Zadzwoń: rodzina nie pozwoliła dotąd napisać Wam, o co chodzi.")
            if referral.is_open
            else _("Prośba jest zakończona, więc jej treści już nie pokazujemy.")
        )
    rows = [
        SummaryRow(_("Usługa"), referral.service.name),
        *([SummaryRow(_("O co prosimy"), need)] if need is not None else []),
        SummaryRow(_("Numer sprawy"), referral.case.number),
        SummaryRow(_("Kontakt"), f"{worker.name}\n{worker.email}"),
        SummaryRow(_("Wysłana"), day(referral.sent_on)),
    ]
    if referral.status == ReferralStatus.SENT:
        rows.append(SummaryRow(_("Prosimy o odpowiedź do"), day(referral.answer_due_on)))
    if referral.answered_on:
        rows.append(SummaryRow(_("Odpowiedź"), day(referral.answered_on)))
    if referral.first_contact_on:
        rows.append(SummaryRow(_("Pierwszy kontakt"), day(referral.first_contact_on)))
    if referral.decline_reason and is_party(actor, referral):
        rows.append(SummaryRow(_("Powód odmowy"), referral.decline_reason))
    if referral.finished_on:
        rows.append(SummaryRow(_("Zakończona"), day(referral.finished_on)))
    return rows
