"""Goals: what the family wants to reach, reworded, reached, put aside, taken up again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, Person
from core.families.permissions import require_leader
from core.paths.enums import GoalStatus, LifeArea
from core.paths.errors import NotAbandonedError, ReasonMissingError, TeamMissingError, TitleMissingError
from core.paths.models import Goal, PathwayPlan
from core.paths.operations.making import (
    changed,
    locked_goal,
    locked_plan,
    next_position,
    require_of_the_household,
    require_open,
)
from core.paths.permissions import require_author
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.teams import queries as teams


@transaction.atomic
def start_plan(*, actor: Actor, case: Case, started_on: date | None = None) -> PathwayPlan:
    """Begin the path of a case; beginning it twice gives the same path.

    Raises `TeamMissingError` before the task team is formed, `CaseClosedError` after the end.
    """
    require_leader(actor, case)
    require_open(case)
    if teams.team_of(case) is None:
        raise TeamMissingError
    plan, made = PathwayPlan.objects.get_or_create(
        case=case, defaults={"started_on": started_on or clock.today()}
    )
    if made:
        record(actor, "paths.started", plan, case=str(case.pk))
    return plan


@transaction.atomic
def set_goal(
    *,
    actor: Actor,
    plan: PathwayPlan,
    title: str,
    area: str,
    why: str = "",
    for_person: Person | None = None,
    key: UUID | None = None,
) -> Goal:
    """Add a goal in the family's words; with `for_person` only that person (and the worker) sees it.

    The same `key` again gives the same goal.
    """
    require_author(actor, plan)
    locked = locked_plan(plan)
    if key is not None and (known := Goal.objects.filter(pk=key).first()) is not None:
        if known.plan_id != locked.pk:
            raise NotVisibleError
        return known
    require_of_the_household(locked.case, for_person)
    if not title.strip():
        raise TitleMissingError
    goal = Goal(
        pk=key or uuid7(),
        plan=locked,
        title=title.strip(),
        area=LifeArea(area),
        why=why.strip(),
        for_person=for_person,
        position=next_position(locked.goals),
    )
    goal.save(force_insert=True)
    changed(locked, private=for_person is not None)
    record(actor, "paths.goal_set", goal, plan=str(locked.pk))
    return goal


@transaction.atomic
def change_goal(
    *, actor: Actor, goal: Goal, title: str, area: str, why: str = "", version: int | None = None
) -> Goal:
    """Say a goal in other words; raises `ConflictError` when somebody changed it meanwhile."""
    require_author(actor, goal.plan)
    locked = locked_goal(goal, version)
    if not title.strip():
        raise TitleMissingError
    words = (title.strip(), LifeArea(area), why.strip())
    if words == (locked.title, locked.area, locked.why):
        return locked
    locked.title, locked.area, locked.why = words
    _save(locked, "title", "area", "why")
    changed(locked.plan, private=locked.for_person_id is not None)
    record(actor, "paths.goal_changed", locked)
    return locked


@transaction.atomic
def achieve_goal(*, actor: Actor, goal: Goal, finished_on: date | None = None) -> Goal:
    """A goal is reached."""
    return _finish(actor, goal, GoalStatus.ACHIEVED, finished_on, "")


@transaction.atomic
def abandon_goal(*, actor: Actor, goal: Goal, reason: str = "", finished_on: date | None = None) -> Goal:
    """A goal is put aside with the reason; it stays visible."""
    if not reason.strip():
        raise ReasonMissingError
    return _finish(actor, goal, GoalStatus.ABANDONED, finished_on, reason.strip())


@transaction.atomic
def reopen_goal(*, actor: Actor, goal: Goal) -> Goal:
    """A goal that was reached or put aside is worked for again."""
    require_author(actor, goal.plan)
    current = locked_goal(goal)
    if current.status == GoalStatus.OPEN:
        raise NotAbandonedError
    current.status, current.finished_on = GoalStatus.OPEN, None
    _save(current, "status", "finished_on")
    changed(current.plan, private=current.for_person_id is not None)
    record(actor, "paths.goal_reopened", current)
    return current


def _finish(actor: Actor, goal: Goal, status: GoalStatus, finished_on: date | None, reason: str) -> Goal:
    require_author(actor, goal.plan)
    current = locked_goal(goal)
    if current.status != status:
        current.status = status
        current.finished_on = finished_on or clock.today()
        current.abandoned_reason = reason
        _save(current, "status", "finished_on", "abandoned_reason")
        record(actor, f"paths.goal_{status}", current)
    return current


def _save(goal: Goal, *fields: str) -> None:
    goal.version += 1
    goal.save(update_fields=[*fields, "version"])
