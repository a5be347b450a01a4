"""Who reads what a region and its towns hand each other; row security asks the same of every row."""

from __future__ import annotations

from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError
from tenants.context import current

REGION_READERS = (Role.REGIONAL_COORDINATOR,)


def reads_as_region(actor: Actor) -> bool:
    """Whether the actor is a regional centre's, standing in its tenant."""
    if getattr(current(), "kind", "") != "region":
        return False
    return actor.is_system or (actor.has(*REGION_READERS) and actor.may_use("exchange:read"))


def reads_in_town(actor: Actor) -> bool:
    """Whether the actor is of a town's partnership: staff or a partner's delegate."""
    if getattr(current(), "kind", "") != "municipality":
        return False
    return actor.is_system or (actor.has(*STAFF, Role.DELEGATE) and actor.may_use("partners:read"))


def require_town_staff(actor: Actor) -> None:
    """Let a town's own staff through, no delegate; for others there is nothing here."""
    if not reads_in_town(actor) or not (actor.is_system or actor.has(*STAFF)):
        raise NotVisibleError


def require_region_reader(actor: Actor) -> None:
    """Let regional coordinators through; for others there is nothing here."""
    if not reads_as_region(actor):
        raise NotVisibleError


def require_town_reader(actor: Actor) -> None:
    """Let a town's staff and delegates through; for others there is nothing here."""
    if not reads_in_town(actor):
        raise NotVisibleError
