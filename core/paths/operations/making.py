"""What the writes of a path have in common: locks, versions, the history of a step."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max

from core.families.enums import Stage
from core.families.models import Case, Person
from core.families.queries import persons_of
from core.paths.enums import ChangeKind, TaskStatus
from core.paths.errors import CaseClosedError, TaskFinishedError
from core.paths.models import Goal, PathwayPlan, Task, TaskChange
from core.paths.rules import UNFINISHED
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError


def locked_plan(plan: PathwayPlan) -> PathwayPlan:
    """The path for writing; raises `CaseClosedError` after the end of the case."""
    locked = PathwayPlan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    require_open(locked.case)
    return locked


def locked_goal(goal: Goal, version: int | None = None) -> Goal:
    """The goal for writing, its path locked first; `ConflictError` when it is not as it was read."""
    locked_plan(goal.plan)
    locked = Goal.objects.select_for_update(of=("self",)).select_related("plan__case").get(pk=goal.pk)
    if version is not None and version != locked.version:
        raise ConflictError
    return locked


def locked_task(task: Task, version: int | None = None) -> Task:
    """The step for writing; `ConflictError` when it is not as it was read."""
    found = Task.objects.select_for_update(of=("self",)).select_related("goal__plan__case", "referral")
    locked = found.get(pk=task.pk)
    if version is not None and version != locked.version:
        raise ConflictError
    return locked


def unfinished(task: Task, version: int | None = None) -> Task:
    """The step for writing while it is to be done; raises `TaskFinishedError`, `CaseClosedError`."""
    current = locked_task(task, version)
    if current.status not in UNFINISHED:
        raise TaskFinishedError(status=TaskStatus(current.status).label)
    require_open(current.goal.plan.case)
    return current


def require_open(case: Case) -> None:
    """The path of a closed case is read, not changed."""
    if case.stage == Stage.CLOSED:
        raise CaseClosedError


def require_of_the_household(case: Case, person: Person | None, day: date | None = None) -> None:
    """A path speaks of the people of its own household, not of another family of the same worker."""
    if person is not None and person.pk not in {member.pk for member in persons_of(case, day)}:
        raise NotVisibleError


def is_private(task: Task) -> bool:
    """Whether the step is one person's alone."""
    return bool(task.for_person_id or task.goal.for_person_id)


def changed(plan: PathwayPlan, *, private: bool) -> None:
    """A path that the family agreed to and that changes is a new version, to be agreed again.

    What is one person's alone makes none: the others would be asked again about a path in which they
    see no change, and would know that somebody at home has a step of their own.
    """
    if not private and plan.agreed_version == plan.version:
        plan.version += 1
        plan.save(update_fields=["version"])


def save_task(task: Task, *fields: str) -> None:
    """Write the step back: it moved today, and whoever read it before has an old one."""
    task.version += 1
    task.touched_on = clock.today()
    task.save(update_fields=[*fields, "version", "touched_on"])


def noted(
    actor: Actor,
    task: Task,
    kind: ChangeKind,
    *,
    before: str = "",
    after: str = "",
    reason: str = "",
    referral_id: UUID | None = None,
) -> TaskChange:
    """A line of the step's history."""
    return TaskChange.objects.create(
        task=task,
        kind=kind,
        before=before,
        after=after,
        reason=reason.strip(),
        referral_id=referral_id,
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
    )


def next_position(rows: object) -> int:
    """The place behind the last row."""
    last: int | None = rows.aggregate(last=Max("position"))["last"]  # type: ignore[attr-defined]
    return (last or 0) + 1
