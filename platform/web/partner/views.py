"""A partner's requests: answered in a minute, learning no more than the own part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.involvement.queries import waiting_for
from core.partnership.permissions import MANAGERS
from core.partnership.queries.people import person_visible
from core.referrals import queries
from core.referrals.enums import ReferralStatus
from core.referrals.operations.pins import choose_pin, give_pin
from core.shared.enums import Role
from core.shared.paging import page_of
from core.teams.queries.planning import own_meetings_ahead
from web.partner import answering
from web.partner.forms import PinForm
from web.paths.presenters import REFERRAL_MEANING
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Crumb, Row, Tab, Table
from web.shell.forms import BaseForm, posted, run
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
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
    context = {
        "page": page,
        "table": _table(page.items),
        "tabs": tabs,
        "answers": signed_in(request).has(Role.DELEGATE),
        "waiting": _waiting(signed_in(request)),
    }
    return render(request, "partner/requests.html", context)


def _waiting(actor: Actor) -> list[tuple[str, str]]:
    """What else the delegate's institution has to answer: the start page names it all."""
    if not actor.has(Role.DELEGATE) or actor.partner_id is None:
        return []
    asked = queries.referrals_of_partner(actor, ReferralStatus.SENT.value).count()
    meetings = own_meetings_ahead(actor).filter(answer="").count()
    questions = waiting_for(actor).count()
    found = (
        (asked, _("Prośby o usługę bez odpowiedzi: %(number)d"), "#prosby"),
        (meetings, _("Spotkania, na które trzeba odpowiedzieć: %(number)d"), reverse("meetings:own-list")),
        (questions, _("Pytania, czy już komuś pomagacie: %(number)d"), reverse("involvement:questions")),
    )
    return [(text % {"number": number}, url) for number, text, url in found if number]


@page_for(*WHO)
@require_safe
def one_request(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """One request with exactly what the partner needs to answer it."""
    return answering.shown(request, _voice(request, referral_id))


@page_for(*WHO)
@require_POST
def accept(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """We take it on."""
    return answering.accepted(request, _voice(request, referral_id))


@page_for(*WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def first_contact(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """We met the family for the first time."""
    return answering.contacted(request, _voice(request, referral_id))


@page_for(*WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """We cannot, and say why."""
    return answering.declined(request, _voice(request, referral_id))


@page_for(*WHO)
@require_POST
def outcome(request: AppRequest, referral_id: UUID) -> HttpResponse:
    """Delivered, not delivered, or we cannot say."""
    return answering.finished(request, _voice(request, referral_id))


def _voice(request: AppRequest, referral_id: UUID) -> answering.Voice:
    """Somebody who answers from the own account."""
    actor = signed_in(request)
    found = queries.referral_visible(actor, referral_id)
    return answering.Voice(actor, found, answering.doors("", found.pk))


@sensitive_post_parameters()
@page_for(Role.DELEGATE)
@require_http_methods(["GET", "HEAD", "POST"])
def own_pin(request: AppRequest) -> HttpResponse:
    """The digits with which a delegate answers from a message, chosen by the delegate."""
    actor = signed_in(request)
    form = PinForm(posted(request))
    if request.method == "POST" and run(form, lambda: choose_pin(actor=actor, **form.cleaned_data)):
        messages.success(request, _("PIN zapisany. Podasz go po otwarciu odnośnika z wiadomości."))
        return redirect("partner:requests")
    context = {
        "crumbs": [Crumb(_("Prośby"), reverse("partner:requests")), Crumb(_("PIN do odpowiedzi"))],
        "heading": _("PIN do odpowiedzi"),
        "lead": _("Z PIN-em odpowiesz na prośbę prosto z wiadomości, bez logowania."),
        "form": form,
        "submit": _("Zapisz PIN"),
        "cancel_url": reverse("partner:requests"),
    }
    return render(request, "shell/form_page.html", context)


@sensitive_post_parameters()
@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: AppRequest, person_id: UUID) -> HttpResponse:
    """A new pin for somebody who answers for a partner; it is shown once, to be told by telephone."""
    actor = signed_in(request)
    person = person_visible(actor, person_id)
    back = reverse("partnership:person", args=[person.pk])
    form = BaseForm(posted(request))
    if request.method == "POST" and (done := run(form, lambda: give_pin(actor=actor, person=person))):
        context = {
            "crumbs": [Crumb(person.name, back), Crumb(_("PIN do odpowiedzi"))],
            "person": person,
            "pin": done.result,
            "back": back,
        }
        return render(request, "partner/pin_given.html", context)
    context = {
        "crumbs": [Crumb(person.name, back), Crumb(_("PIN do odpowiedzi"))],
        "question": _("Nadać nowy PIN do odpowiedzi?"),
        "consequence": _(
            "%(name)s odpowie z nim na prośby prosto z wiadomości. Poprzedni PIN przestanie działać. "
            "Nowy zobaczysz raz: podaj go przez telefon albo osobiście, nigdy w wiadomości."
        )
        % {"name": person.name},
        "action": _("Nadaj PIN"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


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
