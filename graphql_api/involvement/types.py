"""Questions to institutions whether they already help somebody."""

from __future__ import annotations

from typing import Any

import graphene

from core.families.queries import leads, persons_visible_to
from core.involvement import queries
from core.involvement.enums import Way
from core.involvement.models import InvolvementQuestion
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS, PersonType
from graphql_api.fields import enumeration, field, related
from graphql_api.ledger.types import DataCategoryEnum
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString

READERS = policy(Role.SOCIAL_WORKER, Role.DELEGATE, scopes=("families:read",))

WayEnum = enumeration(Way, "InvolvementWay", "How a question was answered.")


def _for_leader(source: InvolvementQuestion, info: Any) -> bool:
    return leads(info.context.actor, source.case)


class InvolvementQuestionType(EntityType):
    """A question whether an institution already helps a person."""

    class Meta:
        model = InvolvementQuestion
        name = "InvolvementQuestion"
        description = (
            "Whether an institution already helps a person: for the leader with the answer, for the"
            " institution without whom it is about (see involvementOpen)."
        )
        rows = queries.questions_visible_to
        policy = READERS
        audited = True

    asked_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of asking.")
    last_day = field(Date, required=True, policy=WITH_OBJECT, description="Last day to answer.")
    answered_at = field(DateTime, policy=WITH_OBJECT, description="When it was answered.")
    partner_name = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="The institution asked.",
        resolver=lambda source, _info: source.partner.name,
    )
    confirmed = field(
        graphene.List(graphene.NonNull(DataCategoryEnum)),
        size=4,
        policy=LEADERS,
        description="In what it helps; empty for no, null before an answer.",
        resolver=lambda source, info: (
            source.confirmed if source.answered_at and _for_leader(source, info) else None
        ),
    )
    worker = field(
        NoNullString,
        policy=LEADERS,
        description="Whom to call there.",
        resolver=lambda source, info: (source.worker or None) if _for_leader(source, info) else None,
    )
    way = field(
        WayEnum,
        policy=LEADERS,
        description="How it was answered.",
        resolver=lambda source, info: (source.way or None) if _for_leader(source, info) else None,
    )
    person = related(
        PersonType,
        "person",
        policy=LEADERS,
        rows=persons_visible_to,
        description="Whom it is about, for the leader of the case.",
    )


class OpenedQuestionType(graphene.ObjectType):
    """A question as the institution sees it."""

    class Meta:
        name = "OpenedInvolvementQuestion"
        description = "In what the institution is asked about; whom, only with the person's word."

    helps = field(
        graphene.List(graphene.NonNull(DataCategoryEnum)),
        required=True,
        size=4,
        policy=WITH_OBJECT,
        description="Kinds of help.",
    )
    name = field(NoNullString, policy=WITH_OBJECT, description="Name, where the person lets it.")
    age = field(graphene.Int, policy=WITH_OBJECT, description="Age, where the person lets it.")


class NumbersTakenBackType(graphene.ObjectType):
    """Numbers deleted."""

    class Meta:
        name = "InvolvementNumbersTakenBack"
        description = "How many rows of numbers were deleted."

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How many.")
