"""The task team of a case: formed, joined, left."""

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
from core.partnership.queries.contacts import stand_ins
from core.privacy import queries as privacy
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams import operations, queries
from kooperacje.http import AppRequest
from web.families.forms import DayForm, PartnerSeatForm, TeamForm
from web.families.presenters import crumbs
from web.shell.access import page_for, signed_in
from web.shell.forms import run

if TYPE_CHECKING:
    from core.families.models import Case
    from core.partnership.models import PartnerOrganisation, PartnerPerson, PersonSubstitution
    from core.shared.actor import Actor
    from core.teams.models import CaseTeam

    Seat = tuple[PartnerOrganisation, PartnerPerson | None]

_FORM = ["GET", "HEAD", "POST"]


def own_team(actor: Actor, case_id: UUID) -> tuple[Case, CaseTeam]:
    """The case and its team, for the leading worker; without a team there is no such page."""
    case = families.own_case(actor, case_id)
    team = queries.team_of(case)
    if team is None:
        raise NotVisibleError
    return case, team


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def form(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Form the team of the family that agreed and the worker who moderates."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    team_form = TeamForm(request.POST or None)
    if request.method == "POST" and run(
        team_form,
        lambda: operations.form_team(actor=actor, case=case, formed_on=team_form.cleaned_data["formed_on"]),
    ):
        messages.success(request, _("Zespół powołany. Zaproś partnerów, których usługi pomogą."))
        return redirect("families:case", case.pk)
    context = {
        "crumbs": crumbs(case, _("Zespół zadaniowy")),
        "case": case,
        "agreeing": [person.full_name for person in privacy.persons_agreeing(case)],
        "form": team_form,
        "moderator": str(case.social_worker.name),
        "cancel_url": reverse("families:case", args=[case.pk]),
    }
    return render(request, "families/form_team.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def add_partner(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Seat a partner, by its delegate where it has named one."""
    actor = signed_in(request)
    case, team = own_team(actor, case_id)
    seats = _seats(team)
    away = stand_ins(person.pk for _partner, person in seats.values() if person)
    choices = [(key, _seat_words(*seat, away)) for key, seat in seats.items()]
    seat_form = PartnerSeatForm(request.POST or None, seats=choices)

    def add() -> object:
        partner, person = seats[seat_form.cleaned_data["seat"]]
        return operations.add_partner_member(actor=actor, team=team, partner=partner, partner_person=person)

    if request.method == "POST" and run(seat_form, add):
        messages.success(request, _("Partner należy do zespołu."))
        return redirect("families:case", case.pk)
    context = {
        "crumbs": crumbs(case, _("Partner w zespole")),
        "case": case,
        "form": seat_form,
        "choices": choices,
        "cancel_url": reverse("families:case", args=[case.pk]),
    }
    return render(request, "families/add_partner.html", context)


def _seats(team: CaseTeam) -> dict[str, Seat]:
    """Whom one may invite: each delegate, and partners that have named none."""
    people = queries.delegates_to_invite(team)
    named = {person.partner_id for person in people}
    seats: dict[str, Seat] = {}
    for partner in queries.partners_to_invite(team):
        if partner.pk in named:
            mine = (person for person in people if person.partner_id == partner.pk)
            seats |= {str(person.pk): (partner, person) for person in mine}
        else:
            seats[str(partner.pk)] = (partner, None)
    return seats


def _seat_words(
    partner: PartnerOrganisation, person: PartnerPerson | None, away: dict[UUID, PersonSubstitution]
) -> str:
    if person is None:
        return str(partner.name)
    words = f"{partner.name} – {person.name}"
    acting = away.get(person.pk)
    if acting is None:
        return words
    return _("%(who)s, teraz zastępuje: %(name)s") % {"who": words, "name": acting.substitute.name}


@page_for(Role.SOCIAL_WORKER)
@require_POST
def add_family(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Seat a person of the family who agreed after the team was formed."""
    actor = signed_in(request)
    case, team = own_team(actor, case_id)
    person = families.person_visible(actor, case, person_id)
    operations.add_family_member(actor=actor, team=team, person=person)
    messages.success(request, _("%(name)s należy do zespołu.") % {"name": person.full_name})
    return redirect("families:case", case.pk)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def end_seat(request: AppRequest, case_id: UUID, member_id: UUID) -> HttpResponse:
    """A partner leaves the team after a day."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    member = queries.member_visible(actor, case, member_id)
    day_form = DayForm(request.POST or None)
    day_form.fields["on"].label = _("Ostatni dzień w zespole")
    if request.method == "POST" and run(
        day_form,
        lambda: operations.end_membership(actor=actor, member=member, ends_on=day_form.cleaned_data["on"]),
    ):
        messages.success(request, _("Udział w zespole zakończony."))
        return redirect("families:case", case.pk)
    context = {
        "crumbs": crumbs(case, _("Koniec udziału w zespole")),
        "question": _("%(name)s kończy udział w zespole?") % {"name": member.display_name},
        "consequence": _("Obecność na wcześniejszych spotkaniach zostaje w protokołach."),
        "action": _("Zakończ udział"),
        "form": day_form,
        "cancel_url": reverse("families:case", args=[case.pk]),
    }
    return render(request, "families/confirm.html", context)
