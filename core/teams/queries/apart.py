"""Who must not sit at one table."""

from __future__ import annotations

from collections.abc import Iterable

from core.safety.queries import separations
from core.teams.models import TeamMember


def check_together(members: Iterable[TeamMember]) -> None:
    """Refuse a meeting of two persons of whom one must not know of the other (`TogetherError`)."""
    seats = list(members)
    if seats:
        persons = [seat.person_id for seat in seats if seat.person_id is not None]
        separations.check_together(seats[0].team.case, persons)
