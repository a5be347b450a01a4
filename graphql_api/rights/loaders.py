"""Records that an input names by id, as far as the caller may see them."""

from __future__ import annotations

from uuid import UUID

from core.rights.models import LegalHold
from core.rights.queries import holds_visible_to
from core.shared.actor import Actor
from core.shared.errors import NotVisible


def hold_visible(actor: Actor, key: UUID) -> LegalHold:
    """A hold that the actor may see."""
    found = holds_visible_to(actor).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found
