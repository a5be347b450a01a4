"""Safety of a family's persons: for the social worker who leads the case and nobody else."""

from __future__ import annotations

from typing import Any

import graphene

from core.families.queries import persons_visible_to
from core.safety import queries
from core.safety.enums import SpokenLanguage, Way
from core.safety.models import ContactDetails, SeparateProcedure, Separation
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

LEADERS = policy(Role.SOCIAL_WORKER, scopes=("families:read",))

WayEnum = enumeration(Way, "SafeWay", "A way to reach a person that puts nobody in danger.")
LanguageEnum = enumeration(SpokenLanguage, "SpokenLanguage", "What to speak with a person.")


def _person_type() -> type[EntityType]:
    from graphql_api.families.types import PersonType  # noqa: PLC0415  persons know their contact

    return PersonType


def _person(path: str, description: str) -> Any:
    return related(_person_type, path, policy=LEADERS, rows=persons_visible_to, description=description)


class ContactDetailsType(EntityType):
    """How a person is reached."""

    class Meta:
        model = ContactDetails
        name = "ContactDetails"
        description = "How a person is reached without danger; what is concealed is for the leader alone."
        rows = queries.contacts_visible_to
        policy = LEADERS
        audited = True

    address = field(NoNullString, policy=WITH_OBJECT, description="Address.", resolver=filled("address"))
    address_concealed = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Told to nobody."
    )
    phone = field(NoNullString, policy=WITH_OBJECT, description="Telephone.", resolver=filled("phone"))
    phone_concealed = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Told to nobody."
    )
    email = field(NoNullString, policy=WITH_OBJECT, description="E-mail.", resolver=filled("email"))
    email_concealed = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Told to nobody."
    )
    ways = field(
        graphene.List(graphene.NonNull(WayEnum)),
        required=True,
        size=3,
        policy=WITH_OBJECT,
        description="Safe ways; none when nobody has asked yet.",
        resolver=lambda source, _info: [way for way in Way if way.value in source.reach.ways],
    )
    through = field(NoNullString, policy=WITH_OBJECT, description="Through whom.", resolver=filled("through"))
    weekdays = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Safe days as digits, 1 is Monday."
    )
    from_time = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Safe from this hour, HH:MM.",
        resolver=lambda source, _info: _hour(source.from_time),
    )
    until_time = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Safe until this hour, HH:MM.",
        resolver=lambda source, _info: _hour(source.until_time),
    )
    no_messages = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Leave no messages.")
    no_letters = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Send no letters.")
    language = field(LanguageEnum, required=True, policy=WITH_OBJECT, description="What to speak.")
    needs_interpreter = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether an interpreter is needed."
    )
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a change.")


class SeparationType(EntityType):
    """A separation."""

    class Meta:
        model = Separation
        name = "Separation"
        description = "One person of a household may know nothing of another."
        rows = queries.separations_visible_to
        policy = LEADERS
        audited = True

    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    last_day = field(Date, policy=WITH_OBJECT, description="Last day; null while it has no end.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why, for the leader.")
    mistaken = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Written down by mistake."
    )
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a change.")
    kept_from = _person("kept_from", "Who may know nothing.")
    protected = _person("protected", "Of whom.")


class SeparateProcedureType(EntityType):
    """A flag."""

    class Meta:
        model = SeparateProcedure
        name = "SeparateProcedure"
        description = "That something of the family is dealt with in another procedure; never which."
        rows = queries.separate_procedures_visible_to
        policy = LEADERS
        audited = True

    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, policy=WITH_OBJECT, description="Day on which it was over.")


def _hour(value: Any) -> str | None:
    return f"{value:%H:%M}" if value is not None else None
