"""The local service basket: what partners offer to families, a card a service."""

from __future__ import annotations

from core.basket.models.cards import CardQuerySet, ServiceCard

__all__ = ["CardQuerySet", "ServiceCard"]
