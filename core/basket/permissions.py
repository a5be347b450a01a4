"""Who may change the basket: a partner writes its own cards, the network officer puts them on offer."""

from __future__ import annotations

from uuid import UUID

from core.basket.errors import CardChangeNotAllowedError, PublisherOnlyError
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError

PUBLISHERS = (Role.NETWORK_OFFICER, Role.DIRECTOR)


def may_publish(actor: Actor) -> bool:
    """Whether somebody decides what stands in the basket."""
    return actor.is_system or (actor.has(*PUBLISHERS) and actor.may_use("basket:write"))


def may_write(actor: Actor, partner_id: UUID) -> bool:
    """Whether somebody writes the cards of a partner."""
    if may_publish(actor):
        return True
    own = actor.has(Role.DELEGATE) and actor.partner_id == partner_id
    return own and actor.may_use("basket:write")


def require_publisher(actor: Actor) -> None:
    """Let publishers through; others of the area learn whose task it is, outsiders nothing."""
    if may_publish(actor):
        return
    raise PublisherOnlyError if actor.has(*STAFF, Role.DELEGATE) else NotVisibleError


def require_writer(actor: Actor, partner_id: UUID) -> None:
    """Let through who writes this partner's cards."""
    if may_write(actor, partner_id):
        return
    raise CardChangeNotAllowedError if actor.has(*STAFF, Role.DELEGATE) else NotVisibleError
