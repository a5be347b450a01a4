"""The basket as citizens see it, without an account: services on offer today that are meant for all."""

from __future__ import annotations

from uuid import UUID

from core.basket.enums import CardStatus
from core.basket.models import CardQuerySet, ServiceCard
from core.shared import clock
from core.shared.errors import NotVisibleError


def open_cards() -> CardQuerySet:
    """Services that anybody may know of today, by name with partners."""
    offered = ServiceCard.objects.on_offer(clock.today()).filter(status=CardStatus.PUBLISHED)
    return offered.filter(is_public=True).listed()


def open_card(card_id: UUID | str) -> ServiceCard:
    """One of them; `NotVisibleError` for any other card, as if there were none."""
    found = open_cards().filter(pk=card_id).first()
    if found is None:
        raise NotVisibleError
    return found
