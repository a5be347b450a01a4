"""Reading teams and meetings. What takes a case trusts that the caller may see it (`families.queries`)."""

from __future__ import annotations

from core.teams.queries.progress import (
    Progress,
    TeamRecord,
    progress_of,
    record_of,
)
from core.teams.queries.seats import (
    attendance_of,
    delegates_to_invite,
    is_member,
    meeting_visible,
    meetings_of,
    meetings_visible_to,
    member_visible,
    members_of,
    partners_to_invite,
    seats_of,
    seats_visible_to,
    team_of,
    teams_of_partner,
    teams_visible_to,
)

__all__ = [
    "Progress",
    "TeamRecord",
    "attendance_of",
    "delegates_to_invite",
    "is_member",
    "meeting_visible",
    "meetings_of",
    "meetings_visible_to",
    "member_visible",
    "members_of",
    "partners_to_invite",
    "progress_of",
    "record_of",
    "seats_of",
    "seats_visible_to",
    "team_of",
    "teams_of_partner",
    "teams_visible_to",
]
