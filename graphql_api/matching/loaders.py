"""Records that an input names by id, as far as the caller may see them."""

from __future__ import annotations

from uuid import UUID

from core.matching.models import HouseholdFact
from core.matching.queries.needs import facts_visible_to
from core.shared.actor import Actor
from core.shared.errors import NotVisible


def fact_visible(actor: Actor, key: UUID) -> HouseholdFact:
    """An answer of a case that the actor may read."""
    found = facts_visible_to(actor).select_related("case").filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found
