"""Keeping what a card said and where it stood: called inside every act that changes a card."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from core.basket.enums import CardStatus
from core.basket.models import CardRevision, CardStanding, ServiceCard
from core.basket.rules import EDITABLE
from core.shared import clock
from core.shared.actor import Actor


def begin(card: ServiceCard, day: date) -> None:
    """The first span of a new card."""
    CardStanding.objects.create(card=card, status=card.status, starts_on=day)


def move(card: ServiceCard, day: date) -> None:
    """End the open span on a day and begin one with the card's status.

    A withdrawal may be entered late: what was entered after its day then counts on no day.
    """
    later = CardStanding.objects.filter(card=card, starts_on__gte=day)
    later.update(ends_on=F("starts_on"))
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    CardStanding.objects.filter(running, card=card, starts_on__lt=day).update(ends_on=day)
    CardStanding.objects.create(card=card, status=card.status, starts_on=day)


def keep(actor: Actor, card: ServiceCard, kind: str, reason: str = "") -> CardRevision:
    """Write down a card as it now stands."""
    return CardRevision.objects.create(
        card=card,
        version=card.version,
        kind=kind,
        status=CardStatus(card.status),
        fields={field: getattr(card, field) for field in EDITABLE},
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        reason=reason.strip(),
    )
