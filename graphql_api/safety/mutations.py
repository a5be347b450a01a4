"""Writing about safety: the leading social worker alone."""

from __future__ import annotations

from datetime import time
from typing import Any

import graphene

from core.families import queries as families
from core.safety import operations
from core.safety.errors import SafeHoursError
from core.safety.operations import ContactData
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.families.loaders import person_visible
from graphql_api.families.types import CaseType
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.safety.loaders import separation_named
from graphql_api.safety.types import ContactDetailsType, LanguageEnum, SeparationType, WayEnum
from graphql_api.scalars import Date

WRITERS = policy(Role.SOCIAL_WORKER, scopes=("families:read", "families:write"))
CASE = reference("Case", families.case_visible, "The case.")
SEPARATION = reference("Separation", separation_named, "The separation.")
VERSION = value(graphene.Int, "Version read before; refused when it has grown.", required=False)


def _flag(description: str) -> Any:
    return value(graphene.Boolean, description, required=False)


def _hour(given: str | None) -> time | None:
    try:
        return time.fromisoformat(given) if given else None
    except ValueError as error:
        raise SafeHoursError from error


def _set_contact(*, actor: Actor, case: Any, person: Any, version: int | None = None, **given: Any) -> Any:
    given |= {name: _hour(given.get(name)) for name in ("from_time", "until_time")}
    return operations.set_contact(
        actor=actor, case=case, person=person, contact=ContactData(**given), version=version
    )


def _mark(*, actor: Actor, case: Any) -> Any:
    operations.mark_separate_procedure(actor=actor, case=case)
    return case


def _unmark(*, actor: Actor, case: Any) -> Any:
    operations.end_separate_procedure(actor=actor, case=case)
    return case


class SafetyMutations:
    """How persons are reached and who may not know of whom."""

    contact_set = mutation(
        "ContactSet",
        result=ContactDetailsType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "person": reference("Person", person_visible, "Who is reached so."),
            "address": text("Address.", required=False),
            "address_concealed": _flag("Told to nobody."),
            "phone": text("Telephone.", required=False),
            "phone_concealed": _flag("Told to nobody."),
            "email": text("E-mail.", required=False),
            "email_concealed": _flag("Told to nobody."),
            "ways": value(graphene.List(graphene.NonNull(WayEnum)), "Safe ways.", required=False),
            "through": text("Through whom.", required=False),
            "weekdays": text("Safe days as digits, 1 is Monday; all when left out.", required=False),
            "from_time": text("Safe from this hour, HH:MM.", required=False),
            "until_time": text("Safe until this hour, HH:MM.", required=False),
            "no_messages": _flag("Leave no messages."),
            "no_letters": _flag("Send no letters."),
            "language": value(LanguageEnum, "What to speak.", required=False),
            "needs_interpreter": _flag("Whether an interpreter is needed."),
            "version": VERSION,
        },
        perform=_set_contact,
        description="Write down how a person is reached; what is left out is empty afterwards.",
    )
    persons_separate = mutation(
        "PersonsSeparate",
        result=SeparationType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "kept_from": reference("Person", person_visible, "Who may know nothing."),
            "protected": reference("Person", person_visible, "Of whom."),
            "reason": text("Why, for the leader."),
            "starts_on": value(Date, "First day; today when left out.", required=False),
        },
        perform=operations.separate,
        description="One person may know nothing of another from a day on.",
    )
    separation_end = mutation(
        "SeparationEnd",
        result=SeparationType,
        policy=WRITERS,
        takes={
            "separation": SEPARATION,
            "last_day": value(Date, "Last day; today when left out.", required=False),
            "version": VERSION,
        },
        perform=operations.end_separation,
        description="End a separation; what was written in its time stays closed.",
    )
    separation_mistaken = mutation(
        "SeparationMistaken",
        result=SeparationType,
        policy=WRITERS,
        takes={"separation": SEPARATION, "version": VERSION},
        perform=operations.mark_separation_mistaken,
        description="Say that a separation was written down by mistake.",
    )
    separate_procedure_mark = mutation(
        "SeparateProcedureMark",
        result=CaseType,
        policy=WRITERS,
        takes={"case": CASE},
        perform=_mark,
        description="Say that something of the family is dealt with in another procedure.",
    )
    separate_procedure_end = mutation(
        "SeparateProcedureEnd",
        result=CaseType,
        policy=WRITERS,
        takes={"case": CASE},
        perform=_unmark,
        description="Say that the other procedure is over.",
    )
