"""Who may change the partnership: the network officer and the director."""

from __future__ import annotations

from uuid import UUID

from core.partnership.errors import OfficerOnlyError
from core.partnership.queries import sees_partnership
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

MANAGERS = (Role.NETWORK_OFFICER, Role.DIRECTOR)


def may_manage(actor: Actor) -> bool:
    """Whether somebody invites partners, records their papers and the meetings."""
    return actor.is_system or (actor.has(*MANAGERS) and actor.may_use("partners:write"))


def require_manager(actor: Actor) -> None:
    """Let managers through; who sees the area learns whose task it is, anybody else nothing."""
    if may_manage(actor):
        return
    raise OfficerOnlyError if sees_partnership(actor) else NotVisibleError


def may_speak_for(actor: Actor, partner_id: UUID) -> bool:
    """Whether somebody keeps an organisation's contact data: managers, and its own delegate."""
    if may_manage(actor):
        return True
    own = actor.has(Role.DELEGATE) and actor.partner_id == partner_id
    return own and actor.may_use("partners:write")


def require_speaker(actor: Actor, partner_id: UUID) -> None:
    """Let managers and the organisation's own delegate through."""
    if not may_speak_for(actor, partner_id):
        require_manager(actor)
