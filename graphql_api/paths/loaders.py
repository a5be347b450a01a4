"""Records that an input names by id, as far as the caller may see them."""

from __future__ import annotations

from uuid import UUID

from core.families.models import Person
from core.families.queries import case_of_person
from core.paths import queries
from core.paths.models import Goal, PathwayPlan
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisible
from graphql_api.families.loaders import person_visible


def path_visible(actor: Actor, key: UUID) -> PathwayPlan:
    """A path of a case that the actor leads, or the own one."""
    found = queries.plans_visible_to(actor).filter(pk=key).first() or _own_plan(actor, key)
    if found is None:
        raise NotVisible
    return found


def goal_visible(actor: Actor, key: UUID) -> Goal:
    """A goal of a case that the actor leads, or one that the own path shows."""
    found = queries.goals_visible_to(actor).select_related("plan__case").filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def person_or_self(actor: Actor, key: UUID) -> Person:
    """A person of a case that the actor leads, or oneself."""
    if actor.has(Role.FAMILY_MEMBER) and actor.person_id == key and case_of_person(key):
        return Person.objects.get(pk=key)
    return person_visible(actor, key)


def _own_plan(actor: Actor, key: UUID) -> PathwayPlan | None:
    case = case_of_person(actor.person_id) if actor.has(Role.FAMILY_MEMBER) else None
    plan = queries.plan_of(case) if case else None
    return plan if plan and plan.pk == key else None
