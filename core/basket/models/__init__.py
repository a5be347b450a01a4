"""The local service basket: what partners offer to families, a card a service."""

from __future__ import annotations

from core.basket.models.cards import CardQuerySet, ServiceCard
from core.basket.models.combining import CardCombination, CardExclusion
from core.basket.models.confirmations import ConfirmationItem, ConfirmationRequest
from core.basket.models.history import CardRevision, CardStanding
from core.basket.models.proposals import CardProposal

__all__ = [
    "CardCombination",
    "CardExclusion",
    "CardProposal",
    "CardQuerySet",
    "CardRevision",
    "CardStanding",
    "ConfirmationItem",
    "ConfirmationRequest",
    "ServiceCard",
]
