"""Meetings of the partnership, what was said, decided and published, each as far as the caller may see."""

from __future__ import annotations

from typing import Any

import graphene

from core.partnership import queries
from core.partnership.enums import MeetingKind
from core.partnership.enums.meetings import (
    AmendmentState,
    Answer,
    DecisionKind,
    FrozenKind,
    MeetingState,
    MinutesPhase,
    TaskState,
)
from core.partnership.models import (
    AgendaItem,
    MeetingDecision,
    MeetingMinutes,
    MinutesAmendment,
    PartnershipAttendance,
    PartnershipMeeting,
    PublishedMinutes,
)
from core.partnership.queries import minutes as minutes_queries
from core.partnership.queries.decisions import decisions_visible_to
from core.partnership.queries.meetings import attendance_visible_to
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.partnership.types import READERS, PartnerPersonType, PartnerType
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import Date, DateTime, NoNullString

MeetingKindEnum = enumeration(MeetingKind, "PartnershipMeetingKind", "What a meeting is for.")
MeetingStateEnum = enumeration(MeetingState, "PartnershipMeetingState", "Where a meeting stands.")
AnswerEnum = enumeration(Answer, "PartnershipMeetingAnswer", "What a partner says to an invitation.")
PhaseEnum = enumeration(MinutesPhase, "MinutesPhase", "Phase of minutes.")
AmendmentStateEnum = enumeration(AmendmentState, "MinutesAmendmentState", "What became of a proposal.")
FrozenKindEnum = enumeration(FrozenKind, "PublishedMinutesKind", "What was published.")
DecisionKindEnum = enumeration(DecisionKind, "MeetingDecisionKind", "How binding a decision is.")
TaskStateEnum = enumeration(TaskState, "PartnershipTaskState", "How far a task is.")


def _said(source: AgendaItem, _info: Any) -> str | None:
    return source.said or None  # type: ignore[attr-defined]


class PartnershipAttendanceType(EntityType):
    """A line of an attendance list."""

    class Meta:
        model = PartnershipAttendance
        name = "PartnershipAttendance"
        description = "One line of a meeting's attendance list: asked, answered, present."
        rows = attendance_visible_to
        policy = READERS

    invited_at = field(DateTime, policy=WITH_OBJECT, description="When invited; null for uninvited guests.")
    answer = field(AnswerEnum, policy=WITH_OBJECT, description="Answer.", resolver=filled("answer"))
    answered_at = field(DateTime, policy=WITH_OBJECT, description="When answered.")
    present = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Came.")
    entered_at = field(DateTime, policy=WITH_OBJECT, description="When presence was entered.")
    partner = related(
        PartnerType, "partner", policy=WITH_OBJECT, rows=queries.partners, description="The partner."
    )


class MinutesAmendmentType(EntityType):
    """A proposal to change the minutes."""

    class Meta:
        model = MinutesAmendment
        name = "MinutesAmendment"
        description = "Other words that a partner proposes for a point of the minutes."
        rows = minutes_queries.amendments_visible_to
        policy = READERS

    proposed_by = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who wrote it.")
    created_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When.")
    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="The proposed words.")
    comment = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why.")
    state = field(AmendmentStateEnum, required=True, policy=WITH_OBJECT, description="What became of it.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="The convenor's reason.")
    partner = related(
        PartnerType, "partner", policy=WITH_OBJECT, rows=queries.partners, description="Whose it is."
    )


class AgendaItemType(EntityType):
    """A point of an agenda."""

    class Meta:
        model = AgendaItem
        name = "AgendaItem"
        description = "A point of a meeting's agenda."
        rows = minutes_queries.agenda_said
        policy = READERS

    position = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Order in the agenda.")
    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="Title.")
    minutes_planned = field(graphene.Int, policy=WITH_OBJECT, description="Minutes planned for it.")
    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="Description.")
    minutes = field(
        NoNullString,
        policy=READERS,
        description="What the minutes say; null as long as the caller may not read them.",
        resolver=_said,
    )
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Version to save against.")
    presenter = related(
        PartnerType, "presenter", policy=WITH_OBJECT, rows=queries.partners, description="Who presents it."
    )
    amendments = related(
        MinutesAmendmentType,
        "amendments",
        many=True,
        policy=READERS,
        rows=minutes_queries.amendments_visible_to,
        description="Proposals to its minutes.",
    )


class MeetingMinutesType(EntityType):
    """Minutes and their phase."""

    class Meta:
        model = MeetingMinutes
        name = "MeetingMinutes"
        description = "In which phase the minutes of a meeting are."
        rows = minutes_queries.minutes_visible_to
        policy = READERS

    phase = field(PhaseEnum, required=True, policy=WITH_OBJECT, description="Phase.")
    amend_until = field(Date, policy=WITH_OBJECT, description="Last day for amendments.")


class PublishedMinutesType(EntityType):
    """Published minutes or an annex."""

    class Meta:
        model = PublishedMinutes
        name = "PublishedMinutes"
        description = "Minutes or an annex as published; never changed."
        rows = minutes_queries.published_visible_to
        policy = READERS

    kind = field(FrozenKindEnum, required=True, policy=WITH_OBJECT, description="Minutes or annex.")
    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number.")
    sha256 = field(NoNullString, required=True, policy=WITH_OBJECT, description="Hash of the content.")
    published_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    published_by = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who published it.")


class MeetingDecisionType(EntityType):
    """A decision, perhaps a task."""

    class Meta:
        model = MeetingDecision
        name = "MeetingDecision"
        description = "A resolution or finding; with an owner it is a task."
        rows = decisions_visible_to
        policy = READERS

    ordinal = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number in the meeting.")
    kind = field(DecisionKindEnum, required=True, policy=WITH_OBJECT, description="How binding it is.")
    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="Words.")
    due_on = field(Date, policy=WITH_OBJECT, description="Last day.")
    state = field(
        TaskStateEnum,
        policy=WITH_OBJECT,
        description="How far the task is; null for a decision without an owner.",
        resolver=filled("state"),
    )
    finished_on = field(Date, policy=WITH_OBJECT, description="Day on which it was done or cancelled.")
    outcome = field(NoNullString, required=True, policy=WITH_OBJECT, description="What came of it.")
    owner = related(
        PartnerType, "owner", policy=WITH_OBJECT, rows=queries.partners, description="Who is to do it."
    )
    person = related(
        PartnerPersonType,
        "person",
        policy=READERS,
        rows=queries.people_visible_to,
        description="The person named; a delegate reads only the own organisation's.",
    )
    meeting = related(
        lambda: PartnershipMeetingType,
        "meeting",
        policy=WITH_OBJECT,
        rows=queries.meetings,
        description="The meeting that decided.",
    )


class PartnershipMeetingType(EntityType):
    """A meeting of the partnership."""

    class Meta:
        model = PartnershipMeeting
        name = "PartnershipMeeting"
        description = "A meeting of the whole partnership, planned, held or cancelled."
        rows = queries.meetings
        policy = READERS

    state = field(MeetingStateEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    kind = field(MeetingKindEnum, required=True, policy=WITH_OBJECT, description="What it is for.")
    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="Title.")
    day = field(Date, required=True, policy=WITH_OBJECT, description="Day in Poland, planned or past.")
    held_on = field(Date, policy=WITH_OBJECT, description="The same day once it was held.")
    starts_at = field(DateTime, policy=WITH_OBJECT, description="Beginning; null when only the day is known.")
    ends_at = field(DateTime, policy=WITH_OBJECT, description="End.")
    place = field(NoNullString, required=True, policy=WITH_OBJECT, description="Where.")
    remote_address = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Address of a remote meeting."
    )
    quorum = field(graphene.Int, policy=WITH_OBJECT, description="How many partners must be present.")
    sequence = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Version as calendars count it."
    )
    uid = field(NoNullString, required=True, policy=WITH_OBJECT, description="Its id in calendars.")
    cancelled_because = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Why it was cancelled."
    )
    invited_number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How many asked.")
    answered_number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How many answered.")
    present_number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How many came.")
    agenda = related(
        AgendaItemType,
        "agenda",
        many=True,
        policy=READERS,
        rows=minutes_queries.agenda_said,
        description="Points in their order.",
    )
    attendance = related(
        PartnershipAttendanceType,
        "attendance",
        many=True,
        policy=READERS,
        rows=attendance_visible_to,
        description="The attendance list.",
    )
    record = related(
        MeetingMinutesType,
        "record",
        policy=READERS,
        rows=minutes_queries.minutes_visible_to,
        description="Minutes, if the caller may read them.",
    )
    published = related(
        PublishedMinutesType,
        "published",
        many=True,
        size=3,
        policy=READERS,
        rows=minutes_queries.published_visible_to,
        description="Published minutes and annexes.",
    )
    decisions = related(
        MeetingDecisionType,
        "decisions",
        many=True,
        policy=READERS,
        rows=decisions_visible_to,
        description="Decisions, if the caller may read them.",
    )
