"""What became of runs that somebody asked for, as the operator's own log has it."""

from __future__ import annotations

from datetime import date
from typing import Final

from core.audit.queries import newest_entries
from core.regional.queries.scope import require
from core.shared.actor import Actor
from core.shared.enums import Role

REQUESTED: Final = "regional.run_requested"
REFUSED: Final = "regional.run_refused"
_MOST: Final = 100


def refused_runs(actor: Actor) -> dict[date, str]:
    """Months whose newest run printed nothing, with the sentence that says why."""
    require(actor, (Role.OPERATOR,))
    found: dict[date, str] = {}
    for action, data in newest_entries((REQUESTED, REFUSED), _MOST):
        month = date.fromisoformat(f"{data['month']}-01")
        found.pop(month, None)
        if action == REFUSED:
            found[month] = str(data["why"])
    return found
