"""Steps added, changed, begun, done, put aside, taken up again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.basket.models import ServiceCard
from core.families.models import Case, Person
from core.identity.models import User
from core.partnership.models import PartnerOrganisation
from core.paths.enums import ChangeKind, Proposer, TaskKind, TaskStatus
from core.paths.errors import (
    DueBeforeStartError,
    NotAbandonedError,
    OwnerMissingError,
    OwnerNotFittingError,
    ReasonMissingError,
    TaskFinishedError,
    TaskReasonMissingError,
    TitleMissingError,
)
from core.paths.models import Goal, PathwayPlan, Task
from core.paths.operations.making import (
    changed,
    is_private,
    locked_plan,
    locked_task,
    next_position,
    noted,
    require_of_the_household,
    require_open,
    save_task,
    unfinished,
)
from core.paths.operations.requests import ask
from core.paths.permissions import is_own_path, require_author, require_hand
from core.paths.queries.versions import owner_name
from core.referrals.operations.withdrawals import take_back
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7


@dataclass(frozen=True)
class Owner:
    """Who does a step: a person of the family, a worker or a partner; nobody for the family as a whole
    or the worker who leads the case.
    """

    person: Person | None = None
    user: User | None = None
    partner: PartnerOrganisation | None = None


@dataclass(frozen=True)
class TaskData:
    """What is written down about a task; `service` only for one drawn from the basket."""

    title: str
    kind: str = TaskKind.FAMILY.value
    due_on: date | None = None
    service: ServiceCard | None = None
    need: str = ""
    for_person: Person | None = None
    proposed_by: str = Proposer.WORKER.value
    proposed_person: Person | None = None
    owner: Owner = field(default_factory=Owner)
    # False where the partner was asked by telephone and needs no message.
    announce: bool = True


@transaction.atomic
def add_task(
    *, actor: Actor, goal: Goal, task: TaskData, on: date | None = None, key: UUID | None = None
) -> Task:
    """Add a task; one drawn from the basket sends the request and brings the partner into the team.

    A family member may propose a task of the family's own. The same `key` again gives the same task.
    Raises what `send_referral` raises (a withdrawn service, no agreement), `ServiceMissingError`,
    `DueBeforeStartError`, `OwnerMissingError`, `OwnerNotFittingError`.
    """
    plan = goal.plan
    own = is_own_path(actor, plan)
    if own and (task.kind != TaskKind.FAMILY or task.owner != Owner()):
        raise NotVisibleError
    if not own:
        require_author(actor, plan)
    locked = locked_plan(plan)
    if key is not None and (known := Task.objects.filter(pk=key).first()) is not None:
        if known.goal_id != goal.pk:
            raise NotVisibleError
        return known
    for person in (task.for_person, task.proposed_person):
        require_of_the_household(locked.case, person)
    if not task.title.strip():
        raise TitleMissingError
    _require_day(locked, task.due_on)
    _require_owner(locked.case, task.kind, task.owner)
    added = Task(
        pk=key or uuid7(),
        goal=goal,
        title=task.title.strip(),
        kind=TaskKind(task.kind),
        referral=ask(
            actor,
            locked.case,
            task.service,
            task.need or task.title,
            for_person=task.for_person or goal.for_person,
            on=on,
            announce=task.announce,
        )
        if task.kind == TaskKind.SERVICE
        else None,
        for_person=task.for_person or goal.for_person,
        proposed_by=Proposer.FAMILY if own else Proposer(task.proposed_by),
        proposed_person_id=actor.person_id if own else getattr(task.proposed_person, "pk", None),
        due_on=task.due_on,
        position=next_position(goal.tasks),
        touched_on=on or clock.today(),
        **_owned(task.owner),
    )
    added.save(force_insert=True)
    changed(locked, private=is_private(added))
    noted(actor, added, ChangeKind.ADDED, after=added.title, referral_id=added.referral_id)
    record(actor, "paths.task_added", added, kind=added.kind)
    return added


@transaction.atomic
def change_task(
    *,
    actor: Actor,
    task: Task,
    reason: str,
    title: str | None = None,
    due_on: date | None = None,
    owner: Owner | None = None,
    version: int | None = None,
) -> Task:
    """Change the words, the day or the hands of an unfinished step, with the reason; None leaves a thing.

    The same again changes nothing. Raises `ConflictError` when somebody changed it meanwhile,
    `ReasonMissingError`, `DueBeforeStartError`, `OwnerNotFittingError`.
    """
    require_author(actor, task.goal.plan)
    locked = locked_plan(task.goal.plan)
    current = unfinished(task, version)
    wanted = _wanted(current, title, due_on, owner)
    if not wanted:
        return current
    if not reason.strip():
        raise ReasonMissingError
    _require_day(locked, due_on)
    for kind, fields in wanted.items():
        before = _told(current, kind)
        for name, value in fields.items():
            setattr(current, name, value)
        noted(actor, current, kind, before=before, after=_told(current, kind), reason=reason)
    save_task(current, *[name for fields in wanted.values() for name in fields])
    changed(locked, private=is_private(current))
    record(actor, "paths.task_changed", current, what=sorted(str(kind) for kind in wanted))
    return current


@transaction.atomic
def start_task(*, actor: Actor, task: Task) -> Task:
    """Say that work on a task began; saying it twice has one effect."""
    require_hand(actor, task)
    current = unfinished(task)
    if current.status != TaskStatus.IN_PROGRESS:
        current.status = TaskStatus.IN_PROGRESS
        save_task(current, "status")
        noted(actor, current, ChangeKind.STARTED)
        record(actor, "paths.task_started", current)
    return current


@transaction.atomic
def complete_task(*, actor: Actor, task: Task, done_on: date | None = None) -> Task:
    """A task is done, on a day (today). Saying it twice has one effect."""
    require_hand(actor, task)
    current = locked_task(task)
    if current.status == TaskStatus.DONE:
        return current
    if current.status == TaskStatus.ABANDONED:
        raise TaskFinishedError(status=TaskStatus(current.status).label)
    require_open(current.goal.plan.case)
    current.status = TaskStatus.DONE
    current.done_on = done_on or clock.today()
    save_task(current, "status", "done_on")
    noted(actor, current, ChangeKind.DONE)
    record(actor, "paths.task_done", current)
    return current


@transaction.atomic
def abandon_task(*, actor: Actor, task: Task, reason: str) -> Task:
    """Put a task aside with the reason; it stays on the path, as what was tried.

    An open request behind it is taken back, so that no partner works for nothing.
    """
    require_author(actor, task.goal.plan)
    current = unfinished(task)
    if not reason.strip():
        raise TaskReasonMissingError
    current.status = TaskStatus.ABANDONED
    current.abandoned_reason = reason.strip()
    save_task(current, "status", "abandoned_reason")
    changed(locked_plan(task.goal.plan), private=is_private(current))
    noted(actor, current, ChangeKind.ABANDONED, reason=reason)
    if current.referral is not None:
        take_back(actor=actor, referral=current.referral)
    record(actor, "paths.task_abandoned", current)
    return current


@transaction.atomic
def reopen_task(*, actor: Actor, task: Task, reason: str, due_on: date | None = None) -> Task:
    """Take up again a step that was put aside or done, with the reason and, if wanted, a new day."""
    require_author(actor, task.goal.plan)
    locked = locked_plan(task.goal.plan)
    current = locked_task(task)
    if current.status not in {TaskStatus.ABANDONED, TaskStatus.DONE}:
        raise NotAbandonedError
    if not reason.strip():
        raise ReasonMissingError
    _require_day(locked, due_on)
    current.status, current.done_on, current.abandoned_reason = TaskStatus.PLANNED, None, ""
    current.due_on = due_on or current.due_on
    save_task(current, "status", "done_on", "abandoned_reason", "due_on")
    changed(locked, private=is_private(current))
    noted(actor, current, ChangeKind.REOPENED, reason=reason)
    record(actor, "paths.task_reopened", current)
    return current


def _wanted(
    task: Task, title: str | None, due_on: date | None, owner: Owner | None
) -> dict[ChangeKind, dict[str, Any]]:
    """What is to become different, by kind of change."""
    found: dict[ChangeKind, dict[str, Any]] = {}
    if title is not None and title.strip() != task.title:
        if not title.strip():
            raise TitleMissingError
        found[ChangeKind.REWORDED] = {"title": title.strip()}
    if due_on is not None and due_on != task.due_on:
        found[ChangeKind.MOVED] = {"due_on": due_on}
    if owner is not None and _keys(owner) != (
        task.owner_person_id,
        task.owner_user_id,
        task.owner_partner_id,
    ):
        _require_owner(task.goal.plan.case, task.kind, owner)
        found[ChangeKind.OWNER] = _owned(owner)
    return found


def _told(task: Task, kind: ChangeKind) -> str:
    """The changed thing as the history keeps it; a day as ISO text."""
    if kind == ChangeKind.MOVED:
        return task.due_on.isoformat() if task.due_on else ""
    return owner_name(task) if kind == ChangeKind.OWNER else task.title


def _require_day(plan: PathwayPlan, day: date | None) -> None:
    if day and day < plan.started_on:
        raise DueBeforeStartError(start=plan.started_on.strftime("%d.%m.%Y"))


def _require_owner(case: Case, kind: str, owner: Owner) -> None:
    """Who does a step fits its kind, and a person is of this household."""
    if kind == TaskKind.PARTNER and owner.partner is None:
        raise OwnerMissingError
    fitting = {
        TaskKind.FAMILY.value: owner.user is None and owner.partner is None,
        TaskKind.WORKER.value: owner.person is None and owner.partner is None,
        TaskKind.PARTNER.value: owner.person is None and owner.user is None,
        TaskKind.SERVICE.value: owner == Owner(),
    }
    if not fitting[TaskKind(kind).value]:
        raise OwnerNotFittingError
    require_of_the_household(case, owner.person)
    if owner.user is not None and not owner.user.grants.filter(role=Role.SOCIAL_WORKER).exists():
        raise OwnerNotFittingError


def _owned(owner: Owner) -> dict[str, Any]:
    return {"owner_person": owner.person, "owner_user": owner.user, "owner_partner": owner.partner}


def _keys(owner: Owner) -> tuple[Any, Any, Any]:
    return tuple(getattr(each, "pk", None) for each in (owner.person, owner.user, owner.partner))  # type: ignore[return-value]
