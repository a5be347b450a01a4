"""Task teams, their seats and meetings: for the social worker who leads the case."""

from __future__ import annotations

from typing import Any

import graphene

from core.families.queries import persons_visible_to
from core.partnership.queries import partners
from core.teams import queries
from core.teams.enums import MemberKind
from core.teams.models import CaseTeam, TeamMeeting, TeamMember
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS, PersonType
from graphql_api.fields import enumeration, field, related
from graphql_api.partnership.types import READERS as PARTNER_READERS
from graphql_api.partnership.types import PartnerType
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import Date, NoNullString

MemberKindEnum = enumeration(MemberKind, "TeamMemberKind", "Who somebody is in a task team.")


def _seat_name(source: TeamMember, _info: Any) -> str:
    return str(source.display_name)


class TeamMemberType(EntityType):
    """A seat in a team."""

    class Meta:
        model = TeamMember
        name = "TeamMember"
        description = "A seat in a task team: a person of the family, a worker or a partner."
        rows = queries.seats_visible_to
        policy = LEADERS
        audited = True

    kind = field(MemberKindEnum, required=True, policy=WITH_OBJECT, description="Whose seat it is.")
    name = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="How minutes name the seat.",
        resolver=_seat_name,
    )
    is_moderator = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Leads the team.")
    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, policy=WITH_OBJECT, description="Last day.")
    person = related(
        PersonType,
        "person",
        policy=LEADERS,
        rows=persons_visible_to,
        description="The person of the family.",
    )
    partner = related(
        PartnerType,
        "partner",
        policy=PARTNER_READERS,
        rows=partners,
        description="The partner.",
    )


class TeamMeetingType(EntityType):
    """A meeting of a team."""

    class Meta:
        model = TeamMeeting
        name = "TeamMeeting"
        description = "A meeting of a task team as it was held."
        rows = queries.meetings_visible_to
        policy = LEADERS
        audited = True

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number.")
    held_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    place = field(NoNullString, required=True, policy=WITH_OBJECT, description="Where.")
    remote = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="At a distance.")
    minutes = field(NoNullString, required=True, policy=WITH_OBJECT, description="What was agreed.")
    family_present = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether the family was there."
    )
    without_family_reason = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Why it was not."
    )
    next_on = field(Date, policy=WITH_OBJECT, description="Day of the next one.")
    present_number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How many came.")
    invited_number = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="How many were invited."
    )


class TeamType(EntityType):
    """A task team."""

    class Meta:
        model = CaseTeam
        name = "Team"
        description = "The task team of a case."
        rows = queries.teams_visible_to
        policy = LEADERS
        audited = True

    formed_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of forming.")
    members = related(
        TeamMemberType,
        "members",
        many=True,
        size=8,
        policy=LEADERS,
        rows=queries.seats_visible_to,
        description="Seats taken today, the moderator first.",
    )
    meetings = related(
        TeamMeetingType,
        "meetings",
        many=True,
        size=12,
        policy=LEADERS,
        rows=queries.meetings_visible_to,
        description="Meetings, the newest first.",
    )
