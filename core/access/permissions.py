"""Who hands out access to the own page."""

from __future__ import annotations

from core.families.models import Case, Person
from core.families.permissions import require_leader
from core.families.queries import persons_of
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


def require_giver(actor: Actor, case: Case, person: Person) -> None:
    """Let through who leads the case, for somebody who lives in its household."""
    require_leader(actor, case)
    if person.pk not in {one.pk for one in persons_of(case)}:
        raise NotVisibleError
