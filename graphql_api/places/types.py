"""Places of a service, and those kept for the caller's own cases."""

from __future__ import annotations

from datetime import timedelta

import graphene

from core.basket.queries import visible_cards
from core.places import queries
from core.places.enums import ClaimStatus
from core.places.models import CapacityPeriod, PlaceClaim
from core.shared.enums import STAFF, Role
from graphql_api.basket.types import READERS as CARD_READERS
from graphql_api.basket.types import ServiceCardType
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString

READERS = policy(*STAFF, Role.DELEGATE, scopes=("basket:read",))
LEADERS = policy(Role.SOCIAL_WORKER, scopes=("basket:read", "families:read"))

ClaimStatusEnum = enumeration(ClaimStatus, "PlaceStatus", "What becomes of a place that was set aside.")


class CapacityPeriodType(EntityType):
    """Places of a service in a period."""

    class Meta:
        model = CapacityPeriod
        name = "CapacityPeriod"
        description = "How many places a service has for a time, and how many are taken."
        rows = queries.periods_visible_to
        policy = READERS

    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    last_day = field(
        Date,
        policy=WITH_OBJECT,
        description="Last day; null when open-ended.",
        resolver=lambda source, _info: source.ends_on and source.ends_on - timedelta(days=1),
    )
    places = field(graphene.Int, required=True, policy=WITH_OBJECT, description="All places.")
    taken_elsewhere = field(
        graphene.Int,
        required=True,
        policy=WITH_OBJECT,
        description="Taken by people who did not come through the partnership.",
    )
    booked = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Taken by families.")
    requested = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Kept for requests without an answer."
    )
    held = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Held from a meeting.")
    updated_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of the last count.")
    service = related(
        ServiceCardType, "card", policy=CARD_READERS, rows=visible_cards, description="The service."
    )


class PlaceClaimType(EntityType):
    """A place set aside for a family."""

    class Meta:
        model = PlaceClaim
        name = "PlaceClaim"
        description = "A place set aside for a family: held, asked for, taken, given back."
        rows = queries.claims_visible_to
        policy = LEADERS
        audited = True

    status = field(ClaimStatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="From which day.")
    held_at = field(DateTime, required=True, policy=WITH_OBJECT, description="Since when.")
    expires_at = field(DateTime, policy=WITH_OBJECT, description="Until when, for a hold.")
    case_number = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Number of the case.",
        resolver=lambda source, _info: source.case.number,
    )
    service = related(
        ServiceCardType, "card", policy=CARD_READERS, rows=visible_cards, description="The service."
    )


class Availability(graphene.ObjectType):
    """Free places of a service today and the waiting that families experienced."""

    counted = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether it counts its places."
    )
    places = field(graphene.Int, policy=WITH_OBJECT, description="All places; null when not counted.")
    free = field(graphene.Int, policy=WITH_OBJECT, description="What can be held; null when not counted.")
    promised_beyond = field(
        graphene.Int, policy=WITH_OBJECT, description="By how many more places are promised than there are."
    )
    median_wait = field(
        graphene.Int,
        policy=WITH_OBJECT,
        description="Days that half of the families waited at most; null below five cases.",
    )
    low_wait = field(graphene.Int, policy=WITH_OBJECT, description="Days: one family in ten waited less.")
    high_wait = field(
        graphene.Int,
        policy=WITH_OBJECT,
        description="Days: nine families in ten waited at most; null when not observed yet.",
    )
    wait_cases = field(graphene.Int, policy=WITH_OBJECT, description="First contacts behind the waiting.")
    wait_censored = field(
        graphene.Int, policy=WITH_OBJECT, description="Families that still wait or broke off, counted in."
    )
