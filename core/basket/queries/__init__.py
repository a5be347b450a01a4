"""What may be read of the basket.

Staff sees every card; a delegate sees the basket and all cards of the own organisation; a family sees
the published cards that are meant for everybody.
"""

from __future__ import annotations

from core.basket.queries.cards import (
    card_visible,
    cards,
    category_counts,
    freshness_counts,
    is_on_offer,
    offering_partners,
    own_cards,
    published_cards,
    published_numbers,
    status_counts,
    visible_cards,
)

__all__ = [
    "card_visible",
    "cards",
    "category_counts",
    "freshness_counts",
    "is_on_offer",
    "offering_partners",
    "own_cards",
    "published_cards",
    "published_numbers",
    "status_counts",
    "visible_cards",
]
