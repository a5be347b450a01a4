"""A partner's requests: answered in a minute, learning no more than the own part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.paths import operations as paths
from core.referrals import operations, queries
from core.referrals.enums import ReferralStatus
from core.referrals.operations.telling import read_need
from core.referrals.permissions import is_asked, is_party
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.paging import page_of
from web.partner.forms import DeclineForm, FirstContactForm, OutcomeForm
from web.paths.presenters import REFERRAL_MEANING
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Row, SummaryRow, Tab, Table
from web.shell.forms import BaseForm, posted, run
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from core.referrals.models import Referral
    from core.shared.actor import Actor
    from kooperacje.http import AppRequest

WHO = (Role.DELEGATE, Role.NETWORK_OFFICER)


@page_for(*WHO)
def requests(request: AppRequest) -> HttpResponse:
    """Requests to the own partner (the network officer: to all), those to answer first."""
    status = request.GET.get("stan", "open")
    found = (
        queries.referrals_of_partner(signed_in(request))
        if signed_in(request).partner_id
        else queries.visible_to(signed_in(request)).order_by(*queries.WAITING_FIRST)
    )
    if status == "open":
        found = found.filter(status__in=("sent", "accepted"))
    page = page_of(found, request.GET.get("strona"))
    tabs = [
        Tab(_("Do odpowiedzi i w toku"), "?stan=open", current=status == "open"),
        Tab(_("Wszystkie"), "?stan=all", current=status != "open"),
    ]
    context = {"page": page, "table": _table(page.items), "tabs": tabs}
    return render(request, "partner/requests.html", context)


@page_for(*WHO)
def one_request(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """One request with exactly what the partner needs to answer it."""
    referral = queries.referral_visible(signed_in(request), referral_id)
    return _page(request, referral, OutcomeForm())


@require_POST
@page_for(*WHO)
def accept(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """We take it on."""
    referral = queries.referral_visible(signed_in(request), referral_id)
    form = BaseForm(request.POST)
    if run(form, lambda: operations.accept(actor=signed_in(request), referral=referral)):
        messages.success(request, _("Przyjęte. Pracownik socjalny już to widzi."))
        return redirect("partner:request", referral_id=referral.pk)
    return _page(request, referral, form)


@page_for(*WHO)
def first_contact(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """We met the family for the first time."""
    referral = queries.referral_visible(signed_in(request), referral_id)
    form = FirstContactForm(posted(request), initial={"on": today()})
    back = reverse("partner:request", args=[referral.pk])
    if request.method == "POST" and run(
        form,
        lambda: operations.note_first_contact(
            actor=signed_in(request), referral=referral, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Dziękujemy. Dzień pierwszego kontaktu jest zapisany."))
        return redirect(back)
    context = {
        "heading": _("Pierwszy kontakt z rodziną"),
        "lead": referral.service.name,
        "form": form,
        "submit": _("Zapisz"),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*WHO)
def decline(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """We cannot, and say why."""
    referral = queries.referral_visible(signed_in(request), referral_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and run(
        form, lambda: operations.decline(actor=signed_in(request), referral=referral, **form.cleaned_data)
    ):
        messages.success(request, _("Odmowa wróciła do pracownika socjalnego razem z powodem."))
        return redirect("partner:request", referral_id=referral.pk)
    return render(request, "partner/decline.html", {"referral": referral, "form": form})


@require_POST
@page_for(*WHO)
def outcome(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """Delivered, not delivered, or we cannot say."""
    referral = queries.referral_visible(signed_in(request), referral_id)
    form = OutcomeForm(request.POST)
    if run(
        form, lambda: paths.report_delivery(actor=signed_in(request), referral=referral, **form.cleaned_data)
    ):
        messages.success(request, _("Dziękujemy. Wynik jest zapisany."))
        return redirect("partner:request", referral_id=referral.pk)
    return _page(request, referral, form)


def _page(request: AppRequest, referral: Referral, form: BaseForm) -> HttpResponse:
    context = {
        "referral": referral,
        "form": form if isinstance(form, OutcomeForm) else OutcomeForm(),
        "faults": form,
        "facts": _facts(signed_in(request), referral),
        "status": ReferralStatus(referral.status).label,
        "meaning": REFERRAL_MEANING[referral.status],
        "may_answer": referral.status == ReferralStatus.SENT,
        "may_report": referral.status == ReferralStatus.ACCEPTED,
        "may_note": referral.status == ReferralStatus.ACCEPTED and referral.first_contact_on is None,
    }
    return render(request, "partner/request.html", context)


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


def _table(rows: list[Any]) -> Table:
    return Table(
        caption=_("Prośby"),
        caption_hidden=True,
        stacked=True,
        columns=[
            Column(_("Usługa")),
            Column(_("Sprawa")),
            Column(_("Wysłana")),
            Column(_("Odpowiedź do")),
            Column(_("Stan")),
        ],
        rows=[
            Row(
                [
                    Cell(
                        row.service.name,
                        url=reverse("partner:request", args=[row.pk]),
                        note=row.partner.short_name,
                    ),
                    Cell(row.case.number),
                    Cell(day(row.sent_on)),
                    Cell(day(row.answer_due_on) if row.status == ReferralStatus.SENT else "–"),
                    Cell(ReferralStatus(row.status).label, meaning=REFERRAL_MEANING[row.status]),
                ]
            )
            for row in rows
        ],
    )
