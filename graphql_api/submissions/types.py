"""A month of a town on its way to the region: where it stands, and what would leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import graphene

from core.exchange.enums import HoldReason, SubmissionStep, SupportKind
from core.shared.enums import STAFF, Role
from graphql_api.fields import enumeration, field
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString

TOWN_READERS = policy(*STAFF, scopes=("indicators:read",))
TOWN_WRITERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=("indicators:read", "partners:write"))
REGION_READERS = policy(Role.REGIONAL_COORDINATOR, scopes=("indicators:read",))
REGION_WRITERS = policy(Role.REGIONAL_COORDINATOR, scopes=("exchange:read", "exchange:write"))

StepEnum = enumeration(SubmissionStep, "SubmissionStep", "What happened last to a month of a town.")
HoldReasonEnum = enumeration(HoldReason, "HoldReason", "Why a town keeps a month back.")
SupportKindEnum = enumeration(SupportKind, "SupportKind", "How a region supports the people of its towns.")


class MonthStateType(graphene.ObjectType):
    """A month of a town: its newest step, and whether it was handed over and printed."""

    class Meta:
        name = "MonthState"

    month = field(Date, required=True, policy=WITH_OBJECT, description="First day of the month.")
    area = field(NoNullString, required=True, policy=WITH_OBJECT, description="Territorial code of the town.")
    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the town.")
    step = field(StepEnum, policy=WITH_OBJECT, description="Newest step; null before the first.")
    reason = field(HoldReasonEnum, policy=WITH_OBJECT, description="Why it is kept back.")
    note = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Words that go with the reason."
    )
    submitted_at = field(DateTime, policy=WITH_OBJECT, description="When it was handed over.")
    is_released = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether it was printed."
    )
    reminded_on = field(Date, policy=WITH_OBJECT, description="When the region last asked for it.")


class MonthPreviewType(graphene.ObjectType):
    """What would leave for a month if it left now; the hash is what confirming asks for."""

    class Meta:
        name = "MonthPreview"

    month = field(Date, required=True, policy=WITH_OBJECT, description="First day of the month.")
    counted_at = field(DateTime, policy=WITH_OBJECT, description="When it was counted; null if it was not.")
    digest = field(NoNullString, required=True, policy=WITH_OBJECT, description="Hash of the counts.")
    counts = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="How many counts would leave."
    )


@dataclass(frozen=True)
class MonthStateValue:
    """Values of `MonthState`."""

    month: date
    area: str
    name: str
    step: Any
    reason: Any
    note: str
    submitted_at: datetime | None
    is_released: bool
    reminded_on: date | None


@dataclass(frozen=True)
class MonthPreviewValue:
    """Values of `MonthPreview`."""

    month: date
    counted_at: datetime | None
    digest: str
    counts: int
