"""Who may manage accounts and keys of a tenant."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from core.identity.errors import OfficerAloneError, RoleNotYoursError
from core.identity.rules import roles_to_give, stands_alone
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

ACCOUNT_MANAGERS = (Role.DIRECTOR, Role.NETWORK_OFFICER, Role.OPERATOR, Role.REGIONAL_COORDINATOR)


def require_account_manager(actor: Actor) -> None:
    """Let through those who manage accounts, and the platform's own jobs."""
    if not (actor.is_system or actor.has(*ACCOUNT_MANAGERS)):
        raise NotVisibleError


def require_giver(actor: Actor, roles: Iterable[str]) -> None:
    """Let through whoever may give all these roles; a program with a token makes no accounts.

    Who gives no role at all does not learn that there are accounts to make.
    """
    if actor.is_system:
        return
    mine = roles_to_give(actor.roles) if actor.scopes is None else ()
    if not mine:
        raise NotVisibleError
    wanted = set(roles)
    if not wanted or not wanted <= set(mine):
        raise RoleNotYoursError
    if not stands_alone(wanted):
        raise OfficerAloneError


def require_key_maker(actor: Actor, user_id: UUID) -> None:
    """A key reads what its account may read: one makes it for oneself only, whatever one's role.

    A director who could make a social worker's key would read families through it.
    """
    own = actor.user_id is not None and actor.user_id == user_id
    if not (own or actor.is_system):
        raise NotVisibleError
