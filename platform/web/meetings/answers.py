"""What the invited say, written down for them: whether they come, which times suit, who comes instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.partnership.queries.people import delegates_of
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.enums import PlanState
from core.teams.operations import answering
from core.teams.queries import planning as queries
from kooperacje.http import AppRequest
from web.meetings import forms, presenters
from web.meetings.planning import form_page
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

if TYPE_CHECKING:
    from core.shared.actor import Actor
    from core.teams.models import MeetingInvitation


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_for(request: AppRequest, invitation_id: UUID) -> HttpResponse:
    """Write down what somebody said by telephone."""
    actor = signed_in(request)
    row = invitation_of(actor, invitation_id)
    form, act = answer_form(request, actor, row)
    if request.method == "POST" and run(form, act):
        messages.success(request, _("Odpowiedź zapisana."))
        return redirect("meetings:planned", row.planned_id)
    heading = _("Odpowiedź: %(name)s") % {"name": row.member.display_name}
    return form_page(request, row.planned, form, heading, _("Zapisz odpowiedź"))


def answer_form(request: AppRequest, actor: Actor, row: MeetingInvitation) -> tuple[BaseForm, Any]:
    """The form that fits the state of the meeting, and what it does."""
    if row.planned.state == PlanState.CHOOSING:
        slots = [(str(slot.pk), presenters.slot_when(slot)) for slot in queries.slots_of(row.planned)]
        initial = {str(key): choice for key, choice in queries.own_choices(row).items()}
        form: BaseForm = forms.TimesAnswerForm(posted(request), slots=slots, initial=initial)
        return form, lambda: answering.answer_times(
            actor=actor,
            invitation=row,
            choices={UUID(key): choice for key, choice in form.cleaned_data.items()},
        )
    remote = bool(row.planned.remote_address)
    form = forms.ComingForm(posted(request), remote=remote, initial={"answer": row.answer})
    return form, lambda: answering.answer(actor=actor, invitation=row, **form.cleaned_data)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def substitute_for(request: AppRequest, invitation_id: UUID) -> HttpResponse:
    """Somebody else of the same institution comes this once."""
    actor = signed_in(request)
    row = invitation_of(actor, invitation_id)
    form, act = substitute_form(request, actor, row)
    if request.method == "POST" and run(form, act):
        messages.success(request, _("Zastępstwo zapisane."))
        return redirect("meetings:planned", row.planned_id)
    heading = _("Zastępstwo: %(name)s") % {"name": row.member.display_name}
    return form_page(request, row.planned, form, heading, _("Zapisz"))


def substitute_form(
    request: AppRequest, actor: Actor, row: MeetingInvitation
) -> tuple[forms.SubstituteForm, Any]:
    """Who of the institution may come instead."""
    if row.member.partner is None:
        raise NotVisibleError
    people = {
        str(one.pk): one for one in delegates_of(row.member.partner) if one.pk != row.member.partner_person_id
    }
    form = forms.SubstituteForm(
        posted(request),
        people=[(key, one.name) for key, one in people.items()],
        initial={"substitute": str(row.substitute_id or "")},
    )
    return form, lambda: answering.name_substitute(
        actor=actor, invitation=row, substitute=people.get(form.cleaned_data["substitute"])
    )


def invitation_of(actor: Actor, invitation_id: UUID) -> MeetingInvitation:
    """One invitation of a case that the actor leads."""
    row = queries.invitations_visible_to(actor).filter(pk=invitation_id).first()
    if row is None:
        raise NotVisibleError
    return row
