"""In whose name somebody asks."""

from __future__ import annotations

from core.families.models import Person
from core.identity.models import User
from core.shared.actor import Actor
from core.shared.enums import Role

# Any two of these can end data: a town with one director needs its data protection officer for it.
ANSWERING = (Role.DIRECTOR, Role.DATA_PROTECTION)


def answers_for_town(actor: Actor) -> bool:
    """Whether the actor answers for data protection in the town: a director or the officer, each alike."""
    return actor.is_system or actor.has(*ANSWERING)


def second_answering(actor: Actor) -> bool:
    """Whether somebody else could approve what the actor proposes."""
    others = User.objects.filter(is_active=True, grants__role__in=ANSWERING)
    if actor.user_id is not None:
        others = others.exclude(pk=actor.user_id)
    return others.exists()


def is_the_person(actor: Actor, person: Person) -> bool:
    """Whether the actor is the person themselves, on their own page."""
    return actor.has(Role.FAMILY_MEMBER) and actor.person_id == person.pk
