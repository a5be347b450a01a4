"""The life of a service card: drafted by its partner, published, looked over, suspended, withdrawn.

Asked for what is already so, an operation changes nothing: a button pressed twice has one effect.
"""

from __future__ import annotations

from core.basket.operations.cards import (
    draft_card,
    edit_card,
    publish_card,
    review_card,
    suspend_card,
    withdraw_card,
)

__all__ = [
    "draft_card",
    "edit_card",
    "publish_card",
    "review_card",
    "suspend_card",
    "withdraw_card",
]
