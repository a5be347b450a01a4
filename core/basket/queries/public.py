"""The basket as citizens see it, without an account: services on offer today that are meant for all."""

from __future__ import annotations

from uuid import UUID

from core.basket.models import CardQuerySet, ServiceCard
from core.basket.queries.cards import offered
from core.shared.errors import NotVisibleError


def open_cards() -> CardQuerySet:
    """Services that anybody may know of today, by name with partners."""
    return ServiceCard.objects.filter(offered(), is_public=True).listed()


def open_card(card_id: UUID | str) -> ServiceCard:
    """One of them; `NotVisibleError` for any other card, as if there were none."""
    found = open_cards().filter(pk=card_id).first()
    if found is None:
        raise NotVisibleError
    return found
