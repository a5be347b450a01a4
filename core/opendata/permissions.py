"""Who exchanges data: publishers for every partner, a delegate for the own organisation."""

from __future__ import annotations

from core.basket.permissions import may_publish, may_write
from core.opendata.errors import ImportNotAllowedError
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError


def may_import(actor: Actor) -> bool:
    """Whether somebody may hand a file in."""
    if may_publish(actor):
        return True
    return actor.partner_id is not None and may_write(actor, actor.partner_id)


def require_importer(actor: Actor) -> None:
    """Let importers through; others of the area learn whose task it is, outsiders nothing."""
    if may_import(actor):
        return
    raise ImportNotAllowedError if actor.has(*STAFF, Role.DELEGATE) else NotVisibleError
