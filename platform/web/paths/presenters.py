"""A path as values that a template lays out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.paths import queries, rules
from core.paths.enums import ConsentMode, GoalStatus, LifeArea, Proposer, TaskKind, TaskStatus
from core.referrals.enums import ReferralStatus
from core.shared import clock

if TYPE_CHECKING:
    from datetime import date

    from core.shared.actor import Actor

GOAL_MEANING = {"open": "info", "achieved": "good", "abandoned": "neutral"}
TASK_MEANING = {"planned": "neutral", "in_progress": "info", "done": "good", "abandoned": "neutral"}
REFERRAL_MEANING = {
    "sent": "attention",
    "accepted": "info",
    "declined": "bad",
    "expired": "bad",
    "delivered": "good",
    "not_delivered": "bad",
    "cannot_say": "neutral",
    "withdrawn": "neutral",
    "returned": "attention",
}


@dataclass(frozen=True)
class TaskLine:
    """A task: what, who, until when, how it stands, and what may be done with it."""

    title: str
    who: str
    status: str
    meaning: str
    due_on: date | None = None
    is_late: bool = False
    done_on: date | None = None
    note: str = ""
    referral: str = ""
    referral_meaning: str = ""
    proposed_by: str = ""
    complete_url: str = ""
    abandon_url: str = ""


@dataclass(frozen=True)
class GoalCard:
    """A goal with its tasks."""

    title: str
    area: str
    status: str
    meaning: str
    why: str = ""
    person: str = ""
    tasks: list[TaskLine] = field(default_factory=list)
    new_task_url: str = ""
    achieve_url: str = ""


@dataclass(frozen=True)
class PathView:
    """A path on one page."""

    goals: list[GoalCard]
    next_step: TaskLine | None
    done: int
    total: int
    percent: int
    overdue: int
    is_agreed: bool
    agreed_on: date | None
    version: int
    agreed_version: int
    consents: list[dict[str, Any]]
    next_meeting_on: date | None


def path_section(actor: Actor, case: Any, *, editable: bool = True) -> PathView | None:
    """The path of a case that the actor leads, for the case page; None before it begins."""
    found = queries.overview(actor, case)
    return None if found is None else present(found, editable=editable and case.closed_on is None)


def present(found: queries.PathOverview, *, editable: bool, own: bool = False) -> PathView:
    """Lay out an overview; `own` offers a person only the family's tasks to tick off."""
    goals = [_goal(goal, editable=editable, own=own) for goal in found.goals]
    step = found.next_step
    return PathView(
        goals=goals,
        next_step=_task(step, editable=editable, own=own) if step else None,
        done=found.progress.done,
        total=found.progress.total,
        percent=found.progress.percent,
        overdue=len(found.overdue),
        is_agreed=found.plan.is_agreed,
        agreed_on=found.plan.agreed_on,
        version=found.plan.version,
        agreed_version=found.plan.agreed_version,
        consents=[
            {
                "name": consent.person.full_name,
                "on": consent.agreed_on,
                "mode": ConsentMode(consent.mode).label,
                "version": consent.version,
            }
            for consent in found.consents
        ],
        next_meeting_on=found.next_meeting_on,
    )


def _goal(goal: Any, *, editable: bool, own: bool) -> GoalCard:
    is_open = goal.status == GoalStatus.OPEN
    change = editable and is_open and not own
    return GoalCard(
        title=goal.title,
        area=str(LifeArea(goal.area).label),
        status=str(GoalStatus(goal.status).label),
        meaning=GOAL_MEANING[goal.status],
        why=goal.why,
        person=goal.for_person.first_name if goal.for_person else "",
        tasks=[_task(task, editable=editable, own=own) for task in goal.tasks.all()],
        new_task_url=reverse("paths:new-task", args=[goal.pk]) if change else "",
        achieve_url=reverse("paths:achieve", args=[goal.pk]) if change else "",
    )


def _task(task: Any, *, editable: bool, own: bool) -> TaskLine:
    unfinished = task.status in rules.UNFINISHED
    mine = task.kind == TaskKind.FAMILY
    referral = task.referral
    name = "portal:complete" if own else "paths:complete"
    return TaskLine(
        title=task.title,
        who=_who_to_reader(task) if own else _who(task),
        status=str(TaskStatus(task.status).label),
        meaning=TASK_MEANING[task.status],
        due_on=task.due_on,
        is_late=rules.is_overdue(task, clock.today()),
        done_on=task.done_on,
        note=task.abandoned_reason if not own else "",
        referral=str(ReferralStatus(referral.status).label) if referral else "",
        referral_meaning=REFERRAL_MEANING[referral.status] if referral else "",
        proposed_by=str(Proposer(task.proposed_by).label),
        complete_url=reverse(name, args=[task.pk]) if editable and unfinished and (mine or not own) else "",
        abandon_url=reverse("paths:abandon", args=[task.pk]) if editable and unfinished and not own else "",
    )


def _who(task: Any) -> str:
    if task.referral:
        return str(task.referral.partner.name)
    if task.kind == TaskKind.WORKER:
        return _("pracownik socjalny")
    return str(task.for_person.first_name) if task.for_person else _("rodzina")


def _who_to_reader(task: Any) -> str:
    """The same said to a person of the family, who sees nobody else's own tasks."""
    if task.referral:
        return str(task.referral.partner.name)
    if task.kind == TaskKind.WORKER:
        return _("Twój pracownik socjalny")
    return _("Ty") if task.for_person else _("Twoja rodzina")
