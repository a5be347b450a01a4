"""Writing messages."""

from __future__ import annotations

from typing import Any

from core.access import operations
from core.families.queries import case_of_person, own_person
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from graphql_api.access.types import FamilyMessageType
from graphql_api.families.loaders import person_visible
from graphql_api.mutations import mutation, reference, text
from graphql_api.policies import policy

_SCOPES = ("families:read", "families:write")
WORKERS = policy(Role.SOCIAL_WORKER, scopes=_SCOPES)
PERSONS = policy(Role.FAMILY_MEMBER, scopes=_SCOPES)


def _send(*, actor: Actor, person: Any, text: str) -> Any:
    case = case_of_person(person.pk)
    if case is None:
        raise NotVisibleError
    return operations.send_message(actor=actor, case=case, person=person, text=text)


def _send_own(*, actor: Actor, text: str) -> Any:
    return _send(actor=actor, person=own_person(actor), text=text)


class AccessMutations:
    """What the two sides of a talk write."""

    family_message_send = mutation(
        "FamilyMessageSend",
        result=FamilyMessageType,
        policy=WORKERS,
        takes={
            "person": reference("Person", person_visible, "To whom."),
            "text": text("The words."),
        },
        perform=_send,
        description="Write to a person of a family that the caller leads.",
    )
    own_message_send = mutation(
        "OwnMessageSend",
        result=FamilyMessageType,
        policy=PERSONS,
        takes={"text": text("The words.")},
        perform=_send_own,
        description="Write to one's own social worker.",
    )
