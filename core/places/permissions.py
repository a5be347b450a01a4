"""Who writes about places: the partner's own people and the network officer about numbers, the leader
of a case about places for the family.
"""

from __future__ import annotations

from core.basket.models import ServiceCard
from core.basket.permissions import may_write, require_writer
from core.shared.actor import Actor


def may_count(actor: Actor, card: ServiceCard) -> bool:
    """Whether somebody says how many places a service has."""
    return may_write(actor, card.partner_id)


def require_counter(actor: Actor, card: ServiceCard) -> None:
    """Let through who writes the partner's cards."""
    require_writer(actor, card.partner_id)
