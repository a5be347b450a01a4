"""Writing about task teams."""

from __future__ import annotations

import graphene

from core.families.queries import case_visible
from core.partnership.queries import partner_visible, person_visible
from core.teams import operations
from graphql_api.families.mutations import WRITERS
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.scalars import Date
from graphql_api.teams.loaders import seat_visible, team_visible
from graphql_api.teams.types import TeamMeetingType, TeamMemberType, TeamType

TEAM = reference("Team", team_visible, "The task team.")


class TeamMutations:
    """What the moderator writes."""

    team_appoint = mutation(
        "TeamAppoint",
        result=TeamType,
        policy=WRITERS,
        takes={
            "case": reference("Case", case_visible, "The case."),
            "formed_on": value(Date, "Day of forming; today when left out.", required=False),
        },
        perform=operations.form_team,
        description="Form the task team: its leader moderates, whoever agreed is a member.",
    )
    team_partner_invite = mutation(
        "TeamPartnerInvite",
        result=TeamMemberType,
        policy=WRITERS,
        takes={
            "team": TEAM,
            "partner": reference("Partner", partner_visible, "The partner."),
            "partner_person": reference("PartnerPerson", person_visible, "Whom it sends.", required=False),
            "starts_on": value(Date, "First day; today when left out.", required=False),
        },
        perform=operations.add_partner_member,
        description="Give a partner a seat in the team.",
    )
    meeting_record = mutation(
        "MeetingRecord",
        result=TeamMeetingType,
        policy=WRITERS,
        takes={
            "team": TEAM,
            "held_on": value(Date, "Day; today when left out.", required=False),
            "present": reference("TeamMember", seat_visible, "Seats that came.", many=True),
            "minutes": text("What was agreed.", required=False),
            "place": text("Where.", required=False),
            "remote": value(graphene.Boolean, "At a distance.", required=False),
            "without_family_reason": text("Why the family was not there.", required=False),
            "next_on": value(Date, "Day of the next meeting.", required=False),
        },
        perform=operations.hold_meeting,
        description="Record a meeting with who came and what was agreed.",
    )
