"""Who writes needs and answers: the social worker who leads the case, while it is open."""

from __future__ import annotations

from core.families.models import Case
from core.families.permissions import require_leader, require_open
from core.matching.models import Need
from core.shared.actor import Actor


def require_writer(actor: Actor, case: Case) -> None:
    """Let through the leader of an open case; to others there are no needs."""
    require_leader(actor, case)
    require_open(case)


def require_need_writer(actor: Actor, need: Need) -> None:
    """The same for a need."""
    require_writer(actor, need.case)
