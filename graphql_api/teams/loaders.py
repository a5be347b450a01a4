"""Records that an input names by id, as far as the caller may see them."""

from __future__ import annotations

from uuid import UUID

from core.shared.actor import Actor
from core.shared.errors import NotVisible
from core.teams import queries
from core.teams.models import CaseTeam, TeamMember


def team_visible(actor: Actor, key: UUID) -> CaseTeam:
    """A team of a case that the actor leads."""
    found = queries.teams_visible_to(actor).select_related("case").filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def seat_visible(actor: Actor, key: UUID) -> TeamMember:
    """A seat taken today in a team of a case that the actor leads."""
    found = queries.seats_visible_to(actor).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found
