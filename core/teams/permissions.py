"""Who may change a team: the social worker who leads the case and moderates, and platform jobs."""

from __future__ import annotations

from core.families.models import Case
from core.families.permissions import require_leader, require_open
from core.shared.actor import Actor


def require_moderator(actor: Actor, case: Case) -> None:
    """Let through the leading worker of an open case."""
    require_leader(actor, case)
    require_open(case)
