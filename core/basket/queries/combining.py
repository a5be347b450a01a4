"""What a card covers beside its own category, and what it cannot go along with."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from core.basket.enums import Approach
from core.basket.models import CardCombination, CardExclusion, ServiceCard
from core.basket.queries.cards import visible_cards
from core.shared.actor import Actor


@dataclass(frozen=True)
class Excluded:
    """A service that does not go along with a card, and why."""

    card: ServiceCard
    reason: str


def combination_of(card: ServiceCard) -> CardCombination:
    """How a card combines; a card about which nothing was said covers its category alone."""
    found = CardCombination.objects.filter(card=card).first()
    return found or CardCombination(card=card, also_covers=[], approach=Approach.ORDINARY)


def excluded_by(actor: Actor, card: ServiceCard) -> list[Excluded]:
    """Services, of those that the actor may know of, that do not go along with a card, by name."""
    rows = CardExclusion.objects.filter(Q(first=card) | Q(second=card)).order_by("pk")
    reasons = {row.second_id if row.first_id == card.pk else row.first_id: row.reason for row in rows}
    return [Excluded(other, reasons[other.pk]) for other in visible_cards(actor).filter(pk__in=reasons)]
