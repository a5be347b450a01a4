"""My meetings: of a person of a family, a partner's delegate, a worker in another's team.

Titles and the tab say nothing of an office; each sees the own invitation only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.dossier import minutes as told
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.minutes import MinutesPhase
from core.shared.paging import page_of
from core.teams.enums import MemberKind, PlanState
from core.teams.queries import minutes as minutes_queries
from core.teams.queries import planning as queries
from kooperacje.http import AppRequest
from web.meetings import forms, presenters
from web.meetings.answers import answer_form, substitute_form
from web.meetings.minutes import paper, pdf
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.drafts import forget_draft
from web.shell.forms import BaseForm, posted, run

if TYPE_CHECKING:
    from core.shared.actor import Actor
    from core.teams.models import MeetingInvitation, TeamMinutes

WHO = (Role.FAMILY_MEMBER, Role.DELEGATE, Role.SOCIAL_WORKER)
_FORM = ["GET", "HEAD", "POST"]


@page_for(*WHO)
@require_safe
def meetings(request: AppRequest) -> HttpResponse:
    """What I am asked to, what waits for my reading, and where I was."""
    actor = signed_in(request)
    numbers = presenters.reads_numbers(actor)
    page = page_of(queries.own_meetings_ahead(actor), request.GET.get("strona"))
    past = minutes_queries.own_meetings_of_past(actor).exclude(member__kind=MemberKind.PARTNER)[:10]
    context = {
        "page": page,
        "table": presenters.own_table(
            page.items,
            caption=_("Przede mną"),
            empty=_("Nie masz teraz żadnych spotkań."),
            numbers=numbers,
        ),
        "to_read": [
            (row.planned_id, presenters.when(row.planned), row.amend_until)
            for row in minutes_queries.own_minutes_to_read(actor)[:10]
        ],
        "past": [(row.planned_id, presenters.when(row.planned)) for row in past],
        "delegate": actor.has(Role.DELEGATE) and actor.partner_id is not None,
    }
    return render(request, "meetings/own_list.html", context)


@page_for(*WHO)
@require_http_methods(_FORM)
def meeting(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """One of my meetings: when and where, my answer; afterwards its minutes."""
    actor = signed_in(request)
    row = queries.own_invitation(actor, planned_id)
    open_ = row.planned.state in (PlanState.CHOOSING, PlanState.SET) and not row.member.is_moderator
    form: BaseForm | None = None
    if open_:
        form, act = answer_form(request, actor, row)
        if request.method == "POST" and run(form, act):
            messages.success(request, _("Dziękujemy, odpowiedź zapisana."))
            return redirect("meetings:own", row.planned_id)
    context = {
        **_about(actor, row),
        "form": form,
        "answered": bool(row.answer) or bool(queries.own_choices(row)),
        **_minutes(actor, row),
    }
    return render(request, "meetings/own.html", context)


def _about(actor: Actor, row: MeetingInvitation) -> dict[str, Any]:
    planned = row.planned
    return {
        "crumbs": [Crumb(_("Spotkania"), reverse("meetings:own-list")), Crumb(presenters.when(planned))],
        "planned": planned,
        "row": row,
        "when": presenters.when(planned),
        "state": str(PlanState(planned.state).label),
        "meaning": presenters.STATE_MEANING[planned.state],
        "worker": planned.team.case.social_worker.name,
        "worker_email": planned.team.case.social_worker.email,
        "number": planned.team.case.number if presenters.reads_numbers(actor) else "",
        "sends_other": row.member.kind == MemberKind.PARTNER and planned.state in queries.OPEN,
        "dossier_url": reverse("privacy:dossier", args=[planned.team.case_id])
        if row.member.kind == MemberKind.PARTNER
        else "",
    }


def readable(actor: Actor, planned_id: UUID) -> tuple[MeetingInvitation, TeamMinutes]:
    """The minutes that the reader may read: as one who was there, or as far as the family lets a partner."""
    row = queries.own_invitation(actor, planned_id)
    if row.member.kind == MemberKind.PARTNER:
        return told.open_minutes(actor=actor, planned_id=planned_id)
    return minutes_queries.own_minutes(actor, planned_id)


def _minutes(actor: Actor, row: MeetingInvitation) -> dict[str, Any]:
    """Points, decisions and the own proposals, once the minutes may be read."""
    try:
        invitation, record = readable(actor, row.planned_id)
    except NotVisibleError:
        return {"points": [], "record": None, "amends": False, "loose": [], "annexes": []}
    decisions = list(minutes_queries.own_decisions(invitation))
    amendments = list(minutes_queries.own_amendments(invitation))
    amending = record.phase == MinutesPhase.AMENDING
    return {
        "record": record,
        "phases": presenters.phases(record.phase),
        "points": [
            presenters.point_line(point, decisions, amendments)
            for point in minutes_queries.own_points(invitation)
        ],
        "loose": [one for one in decisions if one.point_id is None],
        "annexes": minutes_queries.annexes_of(row.planned, row.member.person_id),
        "amends": amending and (record.amend_until or clock.today()) >= clock.today(),
        "paper": invitation.member.kind != MemberKind.PARTNER,
    }


@page_for(*WHO)
@require_http_methods(_FORM)
def amend(request: AppRequest, planned_id: UUID, point_id: UUID) -> HttpResponse:
    """It was otherwise: other words for a point."""
    actor = signed_in(request)
    invitation, _record = readable(actor, planned_id)
    point = minutes_queries.own_points(invitation).filter(pk=point_id).first()
    if point is None:
        raise NotVisibleError
    form = forms.AmendForm(posted(request), initial={"text": point.minutes})
    if request.method == "POST" and run(
        form, lambda: told.amend(actor=actor, point=point, **form.cleaned_data)
    ):
        messages.success(request, _("Dziękujemy. Uwaga trafiła do osoby, która prowadzi spotkania."))
        return forget_draft(redirect("meetings:own", planned_id), form.cleaned_data["key"])
    context = {
        "crumbs": [
            Crumb(_("Spotkania"), reverse("meetings:own-list")),
            Crumb(presenters.when(invitation.planned), reverse("meetings:own", args=[planned_id])),
            Crumb(_("Uwaga")),
        ],
        "heading": point.title,
        "lead": _("Popraw tekst tak, jak było. Twoja uwaga i odpowiedź na nią zostaną w zapisie."),
        "form": form,
        "submit": _("Wyślij uwagę"),
        "cancel_url": reverse("meetings:own", args=[planned_id]),
        "owner": str(actor.user_id),
        "draft": f"amend:{point.pk}",
    }
    return render(request, "meetings/form.html", context)


@page_for(Role.DELEGATE)
@require_http_methods(_FORM)
def substitute(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """A colleague goes instead of me, this once."""
    actor = signed_in(request)
    row = queries.own_invitation(actor, planned_id)
    form, act = substitute_form(request, actor, row)
    if request.method == "POST" and run(form, act):
        messages.success(request, _("Zastępstwo zapisane."))
        return redirect("meetings:own", planned_id)
    context = {
        "crumbs": [
            Crumb(_("Spotkania"), reverse("meetings:own-list")),
            Crumb(presenters.when(row.planned), reverse("meetings:own", args=[planned_id])),
            Crumb(_("Zastępstwo")),
        ],
        "heading": _("Kto przyjdzie na to spotkanie"),
        "form": form,
        "submit": _("Zapisz"),
        "cancel_url": reverse("meetings:own", args=[planned_id]),
    }
    return render(request, "meetings/form.html", context)


@page_for(*WHO)
@require_safe
def print_out(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """My paper of the minutes: nothing of what is about another person alone."""
    actor = signed_in(request)
    invitation, _record = minutes_queries.own_minutes(actor, planned_id)
    return pdf(paper(invitation.planned, invitation.member.person))
