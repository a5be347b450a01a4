"""Who writes a path: the leading social worker, and the family as far as it is its own."""

from __future__ import annotations

from core.families.permissions import require_leader
from core.families.queries import case_of_person, leads
from core.paths.models import PathwayPlan, Task
from core.paths.rules import shown_to
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def is_own_path(actor: Actor, plan: PathwayPlan) -> bool:
    """Whether the actor is a person of the family whose path it is."""
    if not (actor.has(Role.FAMILY_MEMBER) and actor.person_id):
        return False
    case = case_of_person(actor.person_id)
    return case is not None and case.pk == plan.case_id


def require_author(actor: Actor, plan: PathwayPlan) -> None:
    """Let through the social worker who leads the case."""
    require_leader(actor, plan.case)


def require_hand(actor: Actor, task: Task) -> None:
    """Let through who may say that a task is done: the worker, or the person whose task it is.

    A task that is not shown to a person does not exist for that person.
    """
    plan = task.goal.plan
    if leads(actor, plan.case):
        return
    if not is_own_path(actor, plan) or actor.person_id is None:
        raise NotVisibleError
    if not (
        task.kind == "family"
        and shown_to(task.for_person_id, actor.person_id)
        and shown_to(task.goal.for_person_id, actor.person_id)
    ):
        raise NotVisibleError
