"""The one place that decides which goals and steps of a path a person of the family sees.

Pages, the API, papers, versions and reminders all come through here. The rule is per person and never per
household, because a household may hold somebody who is afraid of another member: what is another's alone
is not read from the database, so that nothing counted from it can tell of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from core.families.queries import case_of_person
from core.paths.models import Task
from core.paths.rules import step_shown
from core.shared.actor import Actor
from core.shared.enums import Role


def separated_from(person_id: UUID) -> frozenset[UUID]:
    """Persons of whom a person is to learn nothing."""
    del person_id
    return frozenset()


def goals_shown(person_id: UUID) -> Q:
    """Goals that a person sees: shared ones and the own."""
    return Q(for_person__isnull=True) | Q(for_person=person_id)


def steps_shown(person_id: UUID) -> Q:
    """Steps that a person sees: shared or own, in a goal that is shared or own, and not the task of
    somebody from whom the person is kept apart.
    """
    rule = goals_shown(person_id)
    rule &= Q(goal__for_person__isnull=True) | Q(goal__for_person=person_id)
    apart = separated_from(person_id)
    return rule & ~Q(owner_person__in=apart) if apart else rule


def is_shown(task: Task, person_id: UUID) -> bool:
    """The same rule for one step that is read already."""
    owners = (task.for_person_id, task.goal.for_person_id)
    return step_shown(owners, task.owner_person_id, person_id, separated_from(person_id))


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
    apart = separated_from(person_id)
    goals = []
    for goal in content["goals"]:
        whose = _uuid(goal["for_person"])
        if not step_shown([whose], None, person_id, apart):
            continue
        steps = [
            step
            for step in goal["steps"]
            if step_shown([_uuid(step["for_person"])], _uuid(step["owner_person"]), person_id, apart)
        ]
        goals.append({**goal, "steps": steps})
    return {**content, "goals": goals}


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None
