"""Rules of task teams: when one may meet, what a case waits for, who is a quorum."""

from __future__ import annotations

from core.teams.rules.quorum import Quorum, is_quorate
from core.teams.rules.standing import (
    DAY_FORMAT,
    DAYS_BETWEEN_MEETINGS,
    DAYS_TO_AGREEMENT,
    DAYS_TO_FIRST_MEETING,
    DAYS_TO_TEAM,
    Due,
    Presence,
    Standing,
    check_attendance,
    check_ending,
    check_formed,
    check_meeting_days,
    due_of,
    family_present,
)

__all__ = [
    "DAYS_BETWEEN_MEETINGS",
    "DAYS_TO_AGREEMENT",
    "DAYS_TO_FIRST_MEETING",
    "DAYS_TO_TEAM",
    "DAY_FORMAT",
    "Due",
    "Presence",
    "Quorum",
    "Standing",
    "check_attendance",
    "check_ending",
    "check_formed",
    "check_meeting_days",
    "due_of",
    "family_present",
    "is_quorate",
]
