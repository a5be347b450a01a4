"""Who sits in a team: proposed from the services in use, asked for, invited; and the lead handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.families import queries as families
from core.identity.queries import staff_with
from core.partnership.queries import partner_visible, person_visible
from core.paths.queries.composition import composition
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from core.shared.paging import page_of
from core.teams import operations as teams
from core.teams import queries as seats
from core.teams.enums import JoinState, MemberKind
from core.teams.operations import joining, leading
from core.teams.operations.quorum import set_quorum
from core.teams.queries import joining as queries
from core.teams.queries.planning import quorum as town_quorum
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.families.teams import own_team
from web.meetings import forms
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Crumb, Row, Table
from web.shell.forms import BaseForm, posted, run
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.teams.models import JoinRequest

_FORM = ["GET", "HEAD", "POST"]
STATE_MEANING = {
    "invited": "info", "waiting": "attention", "approved": "good", "declined": "bad", "expired": "neutral",
}  # fmt: skip


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD"])
def overview(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The team against what the path uses: whom to invite and why, who may leave, who asks to join."""
    actor = signed_in(request)
    case, team = own_team(actor, case_id)
    found = composition(actor, case)
    requests = queries.joining_visible_to(actor).filter(case=case)
    context = {
        "crumbs": crumbs(case, _("Skład zespołu")),
        "case": case,
        "wanted": found.wanted,
        "staying": found.staying,
        "idle": found.idle,
        "waiting": [row for row in requests if row.state == JoinState.WAITING],
        "answered": page_of(requests.exclude(state=JoinState.WAITING), request.GET.get("strona"), size=10),
        "helpers": [seat for seat in seats.members_of(team) if seat.kind == MemberKind.HELPER],
        "states": {value: str(label) for value, label in JoinState.choices},
        "open": case.closed_on is None,
    }
    return render(request, "meetings/composition.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def seat(request: AppRequest, case_id: UUID, partner_id: UUID) -> HttpResponse:
    """Seat a proposed institution, by the delegate that was chosen."""
    actor = signed_in(request)
    case, team = own_team(actor, case_id)
    partner = partner_visible(actor, partner_id)
    chosen = request.POST.get("person", "")
    person = person_visible(actor, chosen) if chosen else None
    return _done(
        request,
        case.pk,
        lambda: teams.add_partner_member(actor=actor, team=team, partner=partner, partner_person=person),
        _("%(partner)s należy do zespołu.") % {"partner": partner.name},
    )


@page_for(Role.SOCIAL_WORKER)
@require_POST
def leave(request: AppRequest, case_id: UUID, member_id: UUID) -> HttpResponse:
    """A seat whose service ended is given up today."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    member = seats.member_visible(actor, case, member_id)
    act = joining.end_helper if member.kind == MemberKind.HELPER else teams.end_membership
    return _done(
        request,
        case.pk,
        lambda: act(actor=actor, member=member),
        _("Udział w zespole zakończony."),
    )


def _done(request: AppRequest, case_id: UUID, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("meetings:composition", case_id)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def invite_helper(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Invite somebody close to the family to ask for a seat."""
    actor = signed_in(request)
    case, team = own_team(actor, case_id)
    form = forms.InviteToAskForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: joining.invite_to_ask(actor=actor, team=team, **form.cleaned_data)
    ):
        messages.success(request, _("Zaproszenie wysłane. Gdy ta osoba odpowie, zobaczysz prośbę tutaj."))
        return redirect("meetings:composition", case.pk)
    context = {
        "crumbs": crumbs(case, _("Zaproś osobę pomagającą")),
        "heading": _("Zaproś osobę pomagającą"),
        "lead": _(
            "Sąsiadka, nauczyciel, ktoś z rodziny: kogo rodzina chce mieć przy stole. Zapytaj ją najpierw."
        ),
        "form": form,
        "submit": _("Wyślij zaproszenie"),
        "cancel_url": reverse("meetings:composition", args=[case.pk]),
    }
    return render(request, "meetings/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def approve(request: AppRequest, request_id: UUID) -> HttpResponse:
    """Give the seat, with the family's word."""
    actor = signed_in(request)
    row = queries.joining_visible(actor, request_id)
    form = forms.ApproveForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: joining.approve(actor=actor, request=row, **form.cleaned_data)
    ):
        messages.success(request, _("Przyjęte. Ta osoba należy do zespołu."))
        return redirect("meetings:composition", row.case_id)
    return _request_page(request, row, form, _("Przyjąć do zespołu?"), _("Przyjmij"))


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def decline(request: AppRequest, request_id: UUID) -> HttpResponse:
    """Say no, with the reason that the asker reads."""
    actor = signed_in(request)
    row = queries.joining_visible(actor, request_id)
    form = forms.ReasonForm(posted(request))
    form.fields["reason"].help_text = _("Przeczyta go osoba, która prosi. Nie pisz nic o rodzinie.")
    if request.method == "POST" and run(
        form, lambda: joining.decline(actor=actor, request=row, **form.cleaned_data)
    ):
        messages.success(request, _("Odmowa wysłana."))
        return redirect("meetings:composition", row.case_id)
    return _request_page(request, row, form, _("Odmówić?"), _("Odmów"))


def _request_page(
    request: AppRequest, row: JoinRequest, form: BaseForm, heading: str, submit: str
) -> HttpResponse:
    if row.case is None:
        raise NotVisibleError
    context = {
        "crumbs": crumbs(row.case, heading),
        "heading": heading,
        "lead": _("%(who)s: %(reason)s") % {"who": asker(row), "reason": row.reason},
        "form": form,
        "submit": submit,
        "cancel_url": reverse("meetings:composition", args=[row.case_id]),
    }
    return render(request, "meetings/form.html", context)


def asker(row: JoinRequest) -> str:
    """Who asks, for the leader."""
    if row.partner is None:
        return str(row.helper_name)
    person = row.partner_person or row.asked_by
    return f"{row.partner.name} ({person.name})" if person is not None else str(row.partner.name)


@page_for(Role.SOCIAL_WORKER, Role.DIRECTOR)
@require_http_methods(_FORM)
def hand_over(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Pass the case and its team to another social worker."""
    actor = signed_in(request)
    case = families.case_visible(actor, case_id)
    if not leading.may_hand_over(actor, case):
        raise NotVisibleError
    workers = {
        str(user.pk): user for user in staff_with(Role.SOCIAL_WORKER) if user.pk != case.social_worker_id
    }
    form = forms.HandOverForm(posted(request), workers=[(key, user.name) for key, user in workers.items()])
    if request.method == "POST" and run(
        form,
        lambda: leading.hand_over(
            actor=actor, case=case, to=workers[form.cleaned_data["to"]], reason=form.cleaned_data["reason"]
        ),
    ):
        messages.success(request, _("Prowadzenie przekazane. Obie osoby dostały wiadomość."))
        return redirect("families:cases")
    context = {
        "crumbs": crumbs(case, _("Przekaż prowadzenie")),
        "heading": _("Przekaż prowadzenie sprawy %(number)s") % {"number": case.number},
        "lead": _("Prowadzi teraz: %(name)s. Od dziś rodzinę, zespół i spotkania zobaczy nowa osoba.")
        % {"name": case.social_worker.name},
        "form": form,
        "submit": _("Przekaż prowadzenie"),
        "cancel_url": reverse("families:case", args=[case.pk]),
    }
    return render(request, "meetings/form.html", context)


@page_for(Role.DELEGATE)
@require_http_methods(_FORM)
def ask(request: AppRequest) -> HttpResponse:
    """Ask for a seat by the number that the family told; what was asked before, and how it went."""
    actor = signed_in(request)
    form = forms.JoinForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: joining.ask_by_number(actor=actor, **form.cleaned_data)
    ):
        messages.success(
            request,
            _("Prośba przekazana. Jeśli taka sprawa jest, zdecyduje prowadzący ją pracownik z rodziną."),
        )
        return redirect("meetings:ask")
    page = page_of(queries.own_requests(actor), request.GET.get("strona"))
    context = {
        "crumbs": [Crumb(_("Spotkania"), reverse("meetings:own-list")), Crumb(_("Dołączenie do zespołu"))],
        "form": form,
        "page": page,
        "table": _asked_table(page.items),
    }
    return render(request, "meetings/ask.html", context)


def _asked_table(rows: list[JoinRequest]) -> Table:
    return Table(
        _("Wysłane prośby"),
        [Column(_("Numer")), Column(_("Wysłana")), Column(_("Stan"))],
        [
            Row(
                [
                    Cell(row.case_number),
                    Cell(day(row.asked_on)),
                    Cell(
                        str(JoinState(row.state).label),
                        meaning=STATE_MEANING[row.state],
                        note=row.decision_reason,
                    ),
                ]
            )
            for row in rows
        ],
        caption_hidden=True,
        empty=_("Nie ma jeszcze żadnej prośby."),
        stacked=True,
    )


@page_for(Role.DIRECTOR)
@require_http_methods(_FORM)
def quorum(request: AppRequest) -> HttpResponse:
    """The town's rule of who must be together to agree a path."""
    actor = signed_in(request)
    form = forms.QuorumForm(posted(request), initial=vars(town_quorum()))
    if request.method == "POST" and run(form, lambda: set_quorum(actor=actor, **form.cleaned_data)):
        messages.success(request, _("Zasada zapisana. Obowiązuje na następnych spotkaniach."))
        return redirect("meetings:quorum")
    context = {
        "crumbs": [Crumb(_("Rodziny"), reverse("families:cases")), Crumb(_("Wymagany skład"))],
        "heading": _("Kto musi być na spotkaniu, żeby uzgodnić ścieżkę"),
        "lead": _("Moderator i rodzina są zawsze potrzebni. Bez tego składu spotkanie tylko się zapisuje."),
        "form": form,
        "submit": _("Zapisz zasadę"),
        "cancel_url": reverse("families:cases"),
    }
    return render(request, "meetings/form.html", context)
