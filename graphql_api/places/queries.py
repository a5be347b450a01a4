"""Reading places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import graphene

from core.basket.queries import card_visible
from core.places import queries
from core.referrals.queries.waiting import promises, waiting_times
from core.shared.errors import NotVisible
from graphql_api.connection import connection
from graphql_api.fields import field
from graphql_api.ids import key_of
from graphql_api.node import lookup
from graphql_api.places.types import LEADERS, READERS, Availability, CapacityPeriodType, PlaceClaimType


@dataclass(frozen=True)
class AvailabilityValue:
    """Values of `Availability`."""

    counted: bool
    places: int | None = None
    free: int | None = None
    promised_beyond: int | None = None
    median_wait: int | None = None
    low_wait: int | None = None
    high_wait: int | None = None
    wait_cases: int | None = None
    wait_censored: int | None = None


def _availability(_source: Any, info: Any, service: str) -> AvailabilityValue:
    key = key_of(service, "ServiceCard")
    if key is None:
        raise NotVisible
    card = card_visible(info.context.actor, key)
    promise, wait = promises([card]).get(card.pk), waiting_times([card]).get(card.pk)
    found = AvailabilityValue(counted=promise is not None)
    if promise is not None:
        places = promise.places
        found = replace(found, places=places.places, free=places.free, promised_beyond=promise.short_by)
    if wait is not None:
        found = replace(
            found,
            median_wait=wait.median,
            low_wait=wait.low,
            high_wait=wait.high,
            wait_cases=wait.cases,
            wait_censored=wait.censored,
        )
    return found


class PlaceQueries:
    """Places of services, and those kept for the caller's own cases."""

    capacity_period = lookup(CapacityPeriodType, policy=READERS, description="One period of places.")
    capacity_periods = connection(
        CapacityPeriodType,
        rows=queries.periods_visible_to,
        order=("starts_on",),
        policy=READERS,
        description="Periods of places of all services that the caller may know of, by first day.",
    )
    place_claim = lookup(PlaceClaimType, policy=LEADERS, description="One place that was set aside.")
    place_claims = connection(
        PlaceClaimType,
        rows=queries.claims_visible_to,
        order=("-held_at",),
        policy=LEADERS,
        description="Places set aside for the caller's own cases, the newest first.",
    )
    service_availability = field(
        Availability,
        policy=READERS,
        description="Free places of a service today and how long families waited for it.",
        args={"service": graphene.Argument(graphene.ID, required=True, description="The service card.")},
        resolver=_availability,
    )
