"""Reading meetings of teams to come and requests to join."""

from __future__ import annotations

from core.teams.queries.joining import joining_readable
from core.teams.queries.planning import planned_visible_to
from graphql_api.connection import connection
from graphql_api.families.types import LEADERS
from graphql_api.teams.planning_types import ASKERS, JoinRequestType, PlannedMeetingType


class TeamQueries:
    """Of the cases that the caller leads; a delegate reads the own institution's requests."""

    planned_meetings = connection(
        PlannedMeetingType,
        rows=planned_visible_to,
        order=("-created_at",),
        policy=LEADERS,
        description="Meetings of teams from plan to end, the newest plan first.",
    )
    join_requests = connection(
        JoinRequestType,
        rows=joining_readable,
        order=("-asked_on",),
        policy=ASKERS,
        description="Requests for a seat in a team, the newest first.",
    )
