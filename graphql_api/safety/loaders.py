"""Records that an input names by id, as far as the caller may see them."""

from __future__ import annotations

from uuid import UUID

from core.safety.models import Separation
from core.safety.queries import separations_visible_to
from core.shared.actor import Actor
from core.shared.errors import NotVisible


def separation_named(actor: Actor, key: UUID) -> Separation:
    """A separation of a case that the actor leads."""
    found = separations_visible_to(actor).select_related("case", "kept_from", "protected")
    one: Separation | None = found.filter(pk=key).first()
    if one is None:
        raise NotVisible
    return one
