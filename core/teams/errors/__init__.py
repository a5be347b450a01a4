"""What can be wrong with a task team, its meetings and who joins it, in sentences."""

from __future__ import annotations

from core.teams.errors.seats import (
    FamilyAbsentError,
    FormedOnError,
    MeetingDayError,
    MemberDayError,
    ModeratorAbsentError,
    ModeratorStaysError,
    NextMeetingDayError,
    NobodyAgreesError,
    NotInTeamError,
    PartnerNotActiveError,
    PersonOfAnotherPartnerError,
    TeamExistsError,
)

__all__ = [
    "FamilyAbsentError",
    "FormedOnError",
    "MeetingDayError",
    "MemberDayError",
    "ModeratorAbsentError",
    "ModeratorStaysError",
    "NextMeetingDayError",
    "NobodyAgreesError",
    "NotInTeamError",
    "PartnerNotActiveError",
    "PersonOfAnotherPartnerError",
    "TeamExistsError",
]
