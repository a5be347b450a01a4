"""Task teams of families: seats, meetings held and planned, minutes, wishes to join."""

from __future__ import annotations

from core.teams.models.joining import HandOver, JoinRequest
from core.teams.models.meetings import MeetingAttendance, TeamMeeting
from core.teams.models.minutes import (
    AgendaPoint,
    FrozenMinutes,
    TeamAmendment,
    TeamAnnex,
    TeamDecision,
    TeamMinutes,
)
from core.teams.models.planning import (
    MeetingInvitation,
    MeetingSlot,
    PlannedMeeting,
    SlotAnswer,
    TeamQuorum,
)
from core.teams.models.seats import CaseTeam, TeamMember, TeamMemberQuerySet, sitting

__all__ = [
    "AgendaPoint",
    "CaseTeam",
    "FrozenMinutes",
    "HandOver",
    "JoinRequest",
    "MeetingAttendance",
    "MeetingInvitation",
    "MeetingSlot",
    "PlannedMeeting",
    "SlotAnswer",
    "TeamAmendment",
    "TeamAnnex",
    "TeamDecision",
    "TeamMeeting",
    "TeamMember",
    "TeamMemberQuerySet",
    "TeamMinutes",
    "TeamQuorum",
    "sitting",
]
