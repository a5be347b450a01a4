"""Words of task teams and their meetings."""

from __future__ import annotations

from core.teams.enums.meetings import (
    Answer,
    Coming,
    JoinState,
    PlanState,
    SlotChoice,
)
from core.teams.enums.seats import MemberKind, Step

__all__ = ["Answer", "Coming", "JoinState", "MemberKind", "PlanState", "SlotChoice", "Step"]
