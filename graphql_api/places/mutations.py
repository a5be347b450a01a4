"""Writing about places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from core.basket.queries import card_visible
from core.families.queries import own_case
from core.places import operations
from core.places.queries import claim_visible, period_visible
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.mutations import mutation, reference, value
from graphql_api.places.types import CapacityPeriodType, PlaceClaimType
from graphql_api.policies import policy
from graphql_api.scalars import Date

if TYPE_CHECKING:
    from core.places.models import CapacityPeriod

COUNTERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE, scopes=("basket:read", "basket:write"))
LEADERS = policy(Role.SOCIAL_WORKER, scopes=("basket:read", "families:write"))
SERVICE = reference("ServiceCard", card_visible, "The service card.")


def _set_period(
    *, actor: Actor, capacity_period: CapacityPeriod | None = None, **given: Any
) -> CapacityPeriod:
    return operations.set_period(actor=actor, period=capacity_period, **given)


def _report_taken(*, actor: Actor, capacity_period: CapacityPeriod, taken_elsewhere: int) -> CapacityPeriod:
    return operations.report_taken(actor=actor, period=capacity_period, taken_elsewhere=taken_elsewhere)


class PlaceMutations:
    """What partners count, and leaders of cases keep and give back."""

    capacity_period_set = mutation(
        "CapacityPeriodSet",
        result=CapacityPeriodType,
        policy=COUNTERS,
        takes={
            "card": SERVICE,
            "places": value(graphene.Int, "All places."),
            "taken_elsewhere": value(graphene.Int, "Taken from outside.", required=False),
            "starts_on": value(Date, "First day; today when left out.", required=False),
            "last_day": value(Date, "Last day; open-ended when left out.", required=False),
            "capacity_period": reference(
                "CapacityPeriod", period_visible, "The period to change.", required=False
            ),
        },
        perform=_set_period,
        description="Say how many places a service has in a period.",
    )
    capacity_taken_report = mutation(
        "CapacityTakenReport",
        result=CapacityPeriodType,
        policy=COUNTERS,
        takes={
            "capacity_period": reference("CapacityPeriod", period_visible, "The period."),
            "taken_elsewhere": value(graphene.Int, "Taken from outside."),
        },
        perform=_report_taken,
        description="Say how many places are taken by people from outside the partnership.",
    )
    place_hold = mutation(
        "PlaceHold",
        result=PlaceClaimType,
        policy=LEADERS,
        takes={
            "case": reference("Case", own_case, "The case."),
            "card": SERVICE,
            "starts_on": value(Date, "From which day; today when left out.", required=False),
        },
        perform=operations.hold_place,
        description="Keep a place for a family for 72 hours.",
    )
    place_release = mutation(
        "PlaceRelease",
        result=PlaceClaimType,
        policy=LEADERS,
        takes={"claim": reference("PlaceClaim", claim_visible, "The held place.")},
        perform=operations.release_place,
        description="Give a held place back before its time.",
    )
