"""Who may have a town's figures counted and handed over."""

from __future__ import annotations

from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

COUNTERS = (Role.NETWORK_OFFICER, Role.DIRECTOR)


def may_count(actor: Actor) -> bool:
    """Those who answer for what the town hands over, and the monthly run."""
    return actor.is_system or actor.has(*COUNTERS)


def require_counter(actor: Actor) -> None:
    """Everybody else gets what they would get if there were no such thing."""
    if not may_count(actor):
        raise NotVisibleError
