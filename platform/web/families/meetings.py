"""Meetings of a task team: written down in the room, printed for the family."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.families import queries as families
from core.shared import clock
from core.shared.enums import Role
from core.teams import operations, queries
from core.teams.enums import MemberKind
from kooperacje.http import AppRequest
from web.families.forms import MeetingForm
from web.families.presenters import crumbs
from web.families.teams import own_team
from web.shell.access import page_for, signed_in
from web.shell.drafts import forget_draft
from web.shell.forms import run

if TYPE_CHECKING:
    from core.teams.models import TeamMember

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def hold(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Write a meeting down: who came, what was agreed, when the next one is."""
    actor = signed_in(request)
    case, team = own_team(actor, case_id)
    members = queries.members_of(team, _typed_day(request))
    moderator = [str(member.pk) for member in members if member.is_moderator]
    form = MeetingForm(
        request.POST or None,
        members=[(str(member.pk), _member_words(member)) for member in members],
        initial={"present": moderator},
    )

    def record() -> object:
        data = dict(form.cleaned_data)
        present = data.pop("present")
        came = [member for member in members if str(member.pk) in present]
        return operations.hold_meeting(actor=actor, team=team, present=came, **data)

    if request.method == "POST" and (done := run(form, record)):
        messages.success(request, _("Spotkanie zapisane. Protokół jest gotowy do druku."))
        answer = redirect("families:meeting", case.pk, done.result.pk)  # type: ignore[attr-defined]
        return forget_draft(answer, form.cleaned_data["key"])
    context = {
        "crumbs": crumbs(case, _("Nowe spotkanie")),
        "case": case,
        "form": form,
        "owner": str(actor.user_id),
        "cancel_url": reverse("families:case", args=[case.pk]),
    }
    return render(request, "families/hold_meeting.html", context)


def _typed_day(request: AppRequest) -> date:
    """The day typed in the form, so that the members of that day are offered; today until then."""
    form = MeetingForm(request.POST or None, members=[])
    if form.is_bound:
        form.is_valid()
        return form.cleaned_data.get("held_on") or clock.today()
    return clock.today()


def _member_words(member: TeamMember) -> str:
    what = member.organisation or str(MemberKind(member.kind).label)
    if member.is_moderator:
        what = _("moderator")
    return member.display_name if what == _("partner") else f"{member.display_name} – {what}"


@page_for(Role.SOCIAL_WORKER)
@require_safe
def meeting(request: AppRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The minutes of a meeting, ready to be printed and signed."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    found = queries.meeting_visible(actor, case, meeting_id)
    context = {
        "crumbs": crumbs(case, _("Spotkanie %(number)d") % {"number": found.number}),
        "case": case,
        "meeting": found,
        "attendance": [
            {
                "name": row.member.display_name,
                "what": row.member.organisation or str(MemberKind(row.member.kind).label),
                "is_moderator": row.member.is_moderator,
                "present": row.present,
            }
            for row in queries.attendance_of(found)
        ],
    }
    return render(request, "families/meeting.html", context)
