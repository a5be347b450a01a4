"""Who may change the partnership: the network officer and the director."""

from __future__ import annotations

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
