"""How long families waited for a service, and where more is promised than there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from core.basket.models import ServiceCard
from core.places.models import PlaceClaim
from core.places.queries import free_places
from core.places.rules import FreePlaces
from core.referrals.enums import OPEN, ReferralStatus
from core.referrals.models import Referral
from core.referrals.rules import Wait, WaitingTime, waiting_time
from core.shared import clock

# Older requests tell of another queue.
LOOK_BACK: Final = timedelta(days=365)


def waiting_times(cards: Iterable[ServiceCard], on: date | None = None) -> dict[UUID, WaitingTime]:
    """Observed waiting in days by card id, from the requests of the last year; one query.

    From the request to the first contact (where none was noted: to the end of a delivered service). Open
    requests count as waiting until the day, refused and returned ones until their answer. A card with
    fewer than five first contacts has no entry.
    """
    day = on or clock.today()
    found = Referral.objects.filter(
        service__in=[card.pk for card in cards], sent_on__gt=day - LOOK_BACK, sent_on__lte=day
    ).order_by()
    waits: dict[UUID, list[Wait]] = defaultdict(list)
    for row in found.values_list(
        "service_id", "sent_on", "first_contact_on", "answered_on", "finished_on", "status"
    ):
        waits[row[0]].append(_wait(*row[1:], on=day))
    estimated = {card: waiting_time(some) for card, some in waits.items()}
    return {card: estimate for card, estimate in estimated.items() if estimate is not None}


def _wait(
    sent_on: date,
    contact_on: date | None,
    answered_on: date | None,
    finished_on: date | None,
    status: str,
    *,
    on: date,
) -> Wait:
    came_on = contact_on or (finished_on if status == ReferralStatus.DELIVERED else None)
    if came_on is not None and came_on <= on:
        return Wait((came_on - sent_on).days, ended=True)
    broke_off = None if status in OPEN else finished_on or answered_on
    return Wait((min(broke_off or on, on) - sent_on).days, ended=False)


@dataclass(frozen=True)
class Promises:
    """A service's places beside the requests that wait for one without a place kept for them."""

    places: FreePlaces
    unplaced: int

    @property
    def short_by(self) -> int:
        """How many places are promised beyond what there is."""
        return max(self.places.overpromised, self.unplaced - self.places.free)


def promises(cards: Iterable[ServiceCard], on: date | None = None) -> dict[UUID, Promises]:
    """Places and promises of the cards that count places, by card id; a fixed number of queries."""
    listed = list(cards)
    counted = free_places(listed, on)
    kept = PlaceClaim.objects.live(clock.now()).filter(card=OuterRef("service"), case=OuterRef("case"))
    waiting = Referral.objects.filter(service__in=list(counted), status__in=[str(one) for one in OPEN])
    numbers = dict(
        waiting.filter(~Exists(kept)).order_by().values_list("service_id").annotate(number=Count("pk"))
    )
    return {card: Promises(places, numbers.get(card, 0)) for card, places in counted.items()}
