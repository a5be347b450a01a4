"""Who deals with other tenants: the officer and director of a town, the coordinator of a region."""

from __future__ import annotations

from core.exchange.queries.invitations import reads_offers
from core.exchange.queries.readers import reads_as_region, reads_in_town
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def may_answer(actor: Actor) -> bool:
    """Whether somebody sends and answers invitations between tenants."""
    return reads_offers(actor) and actor.may_use("partners:write")


def require_exchange(actor: Actor) -> None:
    """Let managers through; the exchange does not exist for anybody else."""
    if not may_answer(actor):
        raise NotVisibleError


def require_region(actor: Actor) -> None:
    """Let regional coordinators write what is the region's; for others there is nothing here."""
    if not reads_as_region(actor) or not (actor.is_system or actor.may_use("exchange:write")):
        raise NotVisibleError


def require_town_office(actor: Actor) -> None:
    """Let a town's network officer and director answer the region in the town's name."""
    speaks = actor.has(Role.NETWORK_OFFICER, Role.DIRECTOR) and actor.may_use("partners:write")
    if not reads_in_town(actor) or not (actor.is_system or speaks):
        raise NotVisibleError
