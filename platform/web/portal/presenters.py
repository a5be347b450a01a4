"""The own page as values that templates lay out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from core.access.queries import own_access, own_unread
from core.paths.enums import ProposalState, Stance, TaskKind, TaskStatus
from core.paths.queries.voices import proposals_visible_to, voices_about
from core.paths.rules import UNFINISHED
from core.privacy import queries as privacy
from core.teams.queries import minutes
from web.meetings.presenters import when
from web.paths.presenters import TASK_MEANING, present, who_to_reader

if TYPE_CHECKING:
    from core.paths.models import Task
    from core.paths.queries import OwnPath
    from core.shared.actor import Actor


@dataclass(frozen=True)
class Helper:
    """An institution that does something for me, and how to reach it."""

    name: str
    phone: str = ""
    email: str = ""
    does: list[str] = field(default_factory=list)


def own_page(actor: Actor, own: OwnPath) -> dict[str, Any]:
    """The start page. Meetings come from the person's own invitations, helpers from the steps shown."""
    editable = own.case.closed_on is None
    waiting = minutes.own_waiting(actor, own.wall)
    ahead = waiting.ahead
    return {
        "own": own,
        "path": present(own.overview, editable=editable, own=True) if own.overview else None,
        "goals": own.overview.goals if own.overview else [],
        "helpers": helpers(own),
        "agreement": privacy.own_agreement(actor),
        "meeting": {
            "when": when(ahead.planned),
            "url": reverse("meetings:own", args=[ahead.planned_id]),
            "answered": bool(ahead.answer),
        }
        if ahead is not None
        else None,
        "to_read": waiting.to_read,
        "next_meeting_on": None if ahead is not None else own.next_meeting_on,
        "unread": own_unread(actor, own.case),
        "number": own_access(actor),
        "editable": editable,
        "worker_email": own.case.social_worker.email,
    }


def helpers(own: OwnPath) -> list[Helper]:
    """Institutions of the steps that are shown to this person, with their public contacts.

    Not the whole team: a seat of another person's helper would tell of what is theirs alone.
    """
    found: dict[Any, Helper] = {}
    for goal in own.overview.goals if own.overview else []:
        for task in goal.tasks.all():
            partner = task.referral.partner if task.referral is not None else task.owner_partner
            if partner is None or task.status not in UNFINISHED:
                continue
            helper = found.setdefault(
                partner.pk, Helper(name=partner.name, phone=partner.phone, email=partner.email)
            )
            helper.does.append(task.title)
    return sorted(found.values(), key=lambda helper: helper.name)


def step_page(actor: Actor, task: Task) -> dict[str, Any]:
    """One step with what I said of it and what waits for me."""
    case = task.goal.plan.case
    voices = voices_about([task], actor.person_id)
    said = voices.of(task)
    mine = said[-1] if said else None
    proposals = voices.open_proposals(task)
    open_ = case.closed_on is None and task.status in UNFINISHED
    return {
        "task": task,
        "goal": task.goal.title,
        "who": who_to_reader(task),
        "status": TaskStatus(task.status).label,
        "meaning": TASK_MEANING[task.status],
        "open": open_,
        "says_yes": mine is not None and mine.stance == Stance.AGREES,
        "says_no": mine is not None and mine.stance == Stance.OBJECTS,
        "mine": mine,
        "my_day": next((one for one in proposals if one.person_id == actor.person_id), None),
        "answers": own_answers(actor, task),
        "asked": [one for one in proposals if one.person_id != actor.person_id],
        "takes_part": privacy.own_agreement(actor) is not None,
        "may_complete": open_ and task.kind == TaskKind.FAMILY,
    }


def own_answers(actor: Actor, task: Task) -> list[Any]:
    """What was answered to the days that I put forward, the last first."""
    found = proposals_visible_to(actor).filter(task=task, person=actor.person_id)
    return list(found.exclude(state=ProposalState.OPEN).order_by("-created_at", "-pk")[:3])
