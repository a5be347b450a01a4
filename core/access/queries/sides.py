"""On which side of a talk somebody stands."""

from __future__ import annotations

from uuid import UUID

from core.families import queries as families
from core.families.models import Case, Person
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def is_own(actor: Actor, case: Case, person_id: UUID) -> bool:
    """Whether the actor is that person and the case is theirs."""
    if not actor.has(Role.FAMILY_MEMBER) or actor.person_id is None or actor.person_id != person_id:
        return False
    own = families.case_of_person(person_id)
    return own is not None and own.pk == case.pk


def is_worker_side(actor: Actor, case: Case, person: Person) -> bool:
    """True for who leads the case of a person, False for the person; `NotVisibleError` for others."""
    if is_own(actor, case, person.pk):
        return False
    if not families.leads(actor, case):
        raise NotVisibleError
    if person.pk not in {one.pk for one in families.persons_of(case)}:
        raise NotVisibleError
    return True
