"""Who writes a path: the leading social worker, and the family as far as it is its own."""

from __future__ import annotations

from uuid import UUID

from core.families.permissions import require_leader
from core.families.queries import case_of_person, leads
from core.paths.models import DateProposal, PathwayPlan, Task
from core.paths.queries.sight import is_shown
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
    if task.kind != "family" or not is_shown(task, actor.person_id):
        raise NotVisibleError


def require_voice(actor: Actor, task: Task, person_id: UUID) -> None:
    """Let through who may write down a person's word about a step: the leading worker for anybody to
    whom the step is shown, a person for oneself.
    """
    if not is_shown(task, person_id):
        raise NotVisibleError
    if leads(actor, task.goal.plan.case):
        return
    if actor.person_id != person_id or not is_own_path(actor, task.goal.plan):
        raise NotVisibleError


def may_decide_date(actor: Actor, proposal: DateProposal) -> bool:
    """The leading worker, or the person who does the step; nobody answers the own proposal."""
    task = proposal.task
    if leads(actor, task.goal.plan.case):
        return True
    if not is_own_path(actor, task.goal.plan) or actor.person_id is None:
        return False
    does = task.owner_person_id == actor.person_id and is_shown(task, actor.person_id)
    return does and proposal.person_id != actor.person_id
