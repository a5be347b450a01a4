"""Meetings of teams to come, their invitations, minutes and requests to join: for the leader of the case."""

from __future__ import annotations

import graphene

from core.shared.enums import Role
from core.teams.enums import Answer, Coming, JoinState, PlanState
from core.teams.models import (
    AgendaPoint,
    JoinRequest,
    MeetingInvitation,
    MeetingSlot,
    PlannedMeeting,
    TeamAmendment,
    TeamAnnex,
    TeamDecision,
    TeamMinutes,
)
from core.teams.queries import joining, minutes, planning, seats_visible_to
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS
from graphql_api.fields import enumeration, field, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString
from graphql_api.teams.types import TeamMemberType

ASKERS = policy(Role.SOCIAL_WORKER, Role.DELEGATE, scopes=("families:read",))
StateEnum = enumeration(PlanState, "PlannedMeetingState", "Where a planned meeting of a team stands.")
AnswerEnum = enumeration(Answer, "SeatAnswer", "Whether an invited seat comes.")
ComingEnum = enumeration(Coming, "SeatComing", "How an invited seat came.")
JoinEnum = enumeration(JoinState, "JoinState", "Where a request to join a team stands.")


class MeetingSlotType(EntityType):
    """A proposed time."""

    class Meta:
        model = MeetingSlot
        name = "MeetingSlot"
        description = "A time proposed for a meeting of a team."
        rows = planning.slots_visible_to
        policy = LEADERS

    starts_at = field(DateTime, required=True, policy=WITH_OBJECT, description="Beginning.")
    ends_at = field(DateTime, required=True, policy=WITH_OBJECT, description="End.")


class MeetingInvitationType(EntityType):
    """A seat that is asked."""

    class Meta:
        model = MeetingInvitation
        name = "MeetingInvitation"
        description = "A seat invited to a meeting of a team, and what it says."
        rows = planning.invitations_visible_to
        policy = LEADERS
        audited = True

    answer = field(NoNullString, required=True, policy=WITH_OBJECT, description="Answer; empty before it.")
    coming = field(NoNullString, required=True, policy=WITH_OBJECT, description="How it came; empty before.")
    seat = related(
        TeamMemberType, "member", policy=LEADERS, rows=seats_visible_to, description="The invited seat."
    )


class TeamAgendaPointType(EntityType):
    """A point and what the minutes say of it."""

    class Meta:
        model = AgendaPoint
        name = "TeamAgendaPoint"
        description = "A point of a team's meeting and what its minutes say."
        rows = minutes.points_visible_to
        policy = LEADERS
        audited = True

    position = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Place in the agenda.")
    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="What it is about.")
    minutes = field(NoNullString, required=True, policy=WITH_OBJECT, description="What the minutes say.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Version to save against.")


class TeamDecisionType(EntityType):
    """What was agreed."""

    class Meta:
        model = TeamDecision
        name = "TeamDecision"
        description = "What a team agreed at a meeting."
        rows = minutes.decisions_visible_to
        policy = LEADERS
        audited = True

    ordinal = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number.")
    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="What was agreed.")


class TeamAmendmentType(EntityType):
    """A proposal of other words."""

    class Meta:
        model = TeamAmendment
        name = "TeamAmendment"
        description = "An attendee's proposal of other words for a point of a team's minutes."
        rows = minutes.amendments_visible_to
        policy = LEADERS
        audited = True

    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="The proposed words.")
    comment = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why.")
    state = field(NoNullString, required=True, policy=WITH_OBJECT, description="What became of it.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="The moderator's reason.")


class TeamAnnexType(EntityType):
    """What published minutes should say."""

    class Meta:
        model = TeamAnnex
        name = "TeamAnnex"
        description = "What the published minutes of a team's meeting should say; they stay as they are."
        rows = minutes.annexes_visible_to
        policy = LEADERS
        audited = True

    ordinal = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number.")
    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="What they should say.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why.")
    sha256 = field(NoNullString, required=True, policy=WITH_OBJECT, description="Fingerprint of the words.")
    published_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    published_by = field(NoNullString, required=True, policy=WITH_OBJECT, description="By whom.")
    point = related(
        TeamAgendaPointType,
        "point",
        policy=LEADERS,
        rows=minutes.points_visible_to,
        description="The point that it corrects; null for the minutes as a whole.",
    )


class TeamMinutesType(EntityType):
    """The phase of minutes."""

    class Meta:
        model = TeamMinutes
        name = "TeamMinutes"
        description = "In which phase the minutes of a team's meeting are."
        rows = minutes.minutes_visible_to
        policy = LEADERS
        audited = True

    phase = field(NoNullString, required=True, policy=WITH_OBJECT, description="The phase.")
    amend_until = field(Date, policy=WITH_OBJECT, description="Last day of amendments.")


class PlannedMeetingType(EntityType):
    """A meeting from its first plan to its end."""

    class Meta:
        model = PlannedMeeting
        name = "PlannedMeeting"
        description = "A meeting of a task team from its first plan to its end."
        rows = planning.planned_visible_to
        policy = LEADERS
        audited = True

    state = field(StateEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    day = field(Date, policy=WITH_OBJECT, description="Day; null while one is looked for.")
    starts_at = field(DateTime, policy=WITH_OBJECT, description="Beginning.")
    ends_at = field(DateTime, policy=WITH_OBJECT, description="End.")
    place = field(NoNullString, required=True, policy=WITH_OBJECT, description="Where.")
    remote_address = field(NoNullString, required=True, policy=WITH_OBJECT, description="Video call.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Version to save against.")
    times = related(
        MeetingSlotType,
        "slots",
        many=True,
        size=10,
        policy=LEADERS,
        rows=planning.slots_visible_to,
        description="Proposed times, the earliest first.",
    )
    invitations = related(
        MeetingInvitationType,
        "invitations",
        many=True,
        size=10,
        policy=LEADERS,
        rows=planning.invitations_visible_to,
        description="Seats that are asked.",
    )
    agenda = related(
        TeamAgendaPointType,
        "agenda",
        many=True,
        size=10,
        policy=LEADERS,
        rows=minutes.points_visible_to,
        description="Points in their order.",
    )
    decisions = related(
        TeamDecisionType,
        "decisions",
        many=True,
        size=10,
        policy=LEADERS,
        rows=minutes.decisions_visible_to,
        description="What was agreed.",
    )
    annexes = related(
        TeamAnnexType,
        "annexes",
        many=True,
        size=3,
        policy=LEADERS,
        rows=minutes.annexes_visible_to,
        description="Annexes to the published minutes, in their order.",
    )


class JoinRequestType(EntityType):
    """A wish to join a team."""

    class Meta:
        model = JoinRequest
        name = "JoinRequest"
        description = "A request for a seat in a team: what its asker wrote, and the answer; never the case."
        rows = joining.joining_readable
        policy = ASKERS
        audited = True

    state = field(JoinEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    case_number = field(NoNullString, required=True, policy=WITH_OBJECT, description="The number as typed.")
    asked_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="In what they want to help.")
    decision_reason = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Why it was declined."
    )
