"""What became of runs that somebody asked for, as the operator's own log has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from core.audit.queries import newest_entries
from core.regional.queries.scope import require
from core.shared.actor import Actor
from core.shared.enums import Role

REQUESTED: Final = "regional.run_requested"
REFUSED: Final = "regional.run_refused"
_MOST: Final = 100
# A worker that was stopped says nothing: after so long a run counts as over.
_LONGEST: Final = timedelta(hours=2)


@dataclass(frozen=True)
class Run:
    """The newest run of a month: since when, and why it printed nothing; empty while it goes on or did."""

    since: datetime
    refused: str

    @property
    def goes_on(self) -> bool:
        """Whether the worker may still be at it; a release says that it is done."""
        return not self.refused and timezone.now() - self.since < _LONGEST


def newest_runs(actor: Actor) -> dict[date, Run]:
    """By month."""
    require(actor, (Role.OPERATOR,))
    return {
        date.fromisoformat(f"{data['month']}-01"): Run(at, str(data["why"]) if action == REFUSED else "")
        for at, action, data in newest_entries((REQUESTED, REFUSED), _MOST)
    }
