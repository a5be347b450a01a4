"""Who may manage accounts of a tenant."""

from __future__ import annotations

from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

ACCOUNT_MANAGERS = (Role.DIRECTOR, Role.NETWORK_OFFICER, Role.OPERATOR, Role.REGIONAL_COORDINATOR)


def require_account_manager(actor: Actor) -> None:
    """Let through those who manage accounts, and the platform's own jobs."""
    if not (actor.is_system or actor.has(*ACCOUNT_MANAGERS)):
        raise NotVisibleError
