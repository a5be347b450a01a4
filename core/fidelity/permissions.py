"""Who decides on the terms: the director of the welfare centre."""

from __future__ import annotations

from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def may_decide(actor: Actor) -> bool:
    """Whether the actor may change the town's terms."""
    return (actor.is_system or actor.has(Role.DIRECTOR)) and actor.may_use("families:write")


def require_decider(actor: Actor) -> None:
    """Let through who decides on the terms."""
    if not may_decide(actor):
        raise NotVisibleError
