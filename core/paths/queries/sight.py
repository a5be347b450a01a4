"""The one place that decides which goals and steps of a path a person of the family sees.

Pages, the API, papers, versions and reminders all come through here. The rule is per person and never per
household, because a household may hold somebody who is afraid of another member: what is another's alone
is not read from the database, so that nothing counted from it can tell of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from core.families.queries import case_of_person
from core.paths.models import Task
from core.safety.queries import own_records, wall_of
from core.safety.rules import Wall
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role


def goals_shown(person_id: UUID, wall: Wall | None = None) -> Q:
    """Goals that a person sees: the own ones, and common ones unless a separation closes them."""
    return own_records(wall or wall_of(person_id))


def steps_shown(person_id: UUID, wall: Wall | None = None) -> Q:
    """Steps that a person sees: own or common ones of a goal that is shown, and not the task of somebody
    of whom the person may know nothing.
    """
    between = wall or wall_of(person_id)
    rule = own_records(between)
    rule &= own_records(between, "goal__for_person", record="goal", made="goal__created_at")
    hidden = between.hidden
    if hidden:
        rule &= Q(owner_person__isnull=True) | ~Q(owner_person__in=hidden)
    return rule


def is_shown(task: Task, person_id: UUID) -> bool:
    """The same rule for one step that is read already."""
    wall, goal = wall_of(person_id), task.goal
    return (
        wall.shows(task.pk, task.for_person_id, clock.day_of(task.created_at))
        and wall.shows(goal.pk, goal.for_person_id, clock.day_of(goal.created_at))
        and task.owner_person_id not in wall.hidden
    )


def own_goals(actor: Actor) -> Q:
    """Goals of the acting family member's own path."""
    case = own_case_id(actor)
    if case is None or actor.person_id is None:
        return Q(pk__in=[])
    return Q(plan__case=case) & goals_shown(actor.person_id)


def own_steps(actor: Actor) -> Q:
    """Steps of the acting family member's own path."""
    case = own_case_id(actor)
    if case is None or actor.person_id is None:
        return Q(pk__in=[])
    return Q(goal__plan__case=case) & steps_shown(actor.person_id)


def own_case_id(actor: Actor) -> UUID | None:
    """The case of the acting family member; None for anybody else."""
    if not actor.has(Role.FAMILY_MEMBER) or actor.person_id is None:
        return None
    case = case_of_person(actor.person_id)
    return case.pk if case else None


def part_of(content: Mapping[str, Any], person_id: UUID) -> dict[str, Any]:
    """A kept state of a path as one person may read it, by today's rule."""
    wall = wall_of(person_id)
    goals = [
        {**goal, "steps": [step for step in goal["steps"] if _shows(wall, step)]}
        for goal in content["goals"]
        if _shows(wall, goal)
    ]
    return {**content, "goals": goals}


def _shows(wall: Wall, kept: Mapping[str, Any]) -> bool:
    owner = _uuid(kept.get("owner_person", ""))
    made = date.fromisoformat(kept["made_on"])
    return wall.shows(UUID(kept["id"]), _uuid(kept["for_person"]), made) and owner not in wall.hidden


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None
