"""In whose name somebody asks."""

from __future__ import annotations

from core.families.models import Person
from core.shared.actor import Actor
from core.shared.enums import Role


def answers_for_town(actor: Actor) -> bool:
    """Whether the actor answers for data protection in the town."""
    return actor.is_system or actor.has(Role.DIRECTOR)


def is_the_person(actor: Actor, person: Person) -> bool:
    """Whether the actor is the person themselves, on their own page."""
    return actor.has(Role.FAMILY_MEMBER) and actor.person_id == person.pk
