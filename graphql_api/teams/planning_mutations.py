"""Writing about meetings of teams: plan, answer, hold, write minutes, amend; and who joins a team."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisible
from core.teams.enums import Coming
from core.teams.errors.meetings import SlotsError
from core.teams.operations import answering, joining, minutes, planning, room
from core.teams.queries import joining as joining_queries
from core.teams.queries import minutes as minutes_queries
from core.teams.queries import planning as queries
from graphql_api.families.mutations import WRITERS
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import Date, DateTime
from graphql_api.teams.loaders import seat_visible
from graphql_api.teams.mutations import TEAM
from graphql_api.teams.planning_types import (
    AnswerEnum,
    ComingEnum,
    JoinRequestType,
    MeetingInvitationType,
    PlannedMeetingType,
    TeamAgendaPointType,
    TeamAmendmentType,
    TeamAnnexType,
    TeamDecisionType,
    TeamMinutesType,
)
from graphql_api.teams.types import TeamMeetingType, TeamMemberType

DELEGATES = policy(Role.DELEGATE, scopes=("families:read", "families:write"))


def _slot(actor: Actor, key: Any) -> Any:
    found = queries.slots_visible_to(actor).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def _invitation(actor: Actor, key: Any) -> Any:
    found = queries.invitations_visible_to(actor).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


PLANNED = reference("PlannedMeeting", queries.planned_visible, "The planned meeting.")
SEATS = reference("TeamMember", seat_visible, "Seats that are asked.", many=True)
INVITATION = reference("MeetingInvitation", _invitation, "The invitation.")
POINT = reference("TeamAgendaPoint", minutes_queries.point_visible, "The point.")
SOME_POINT = reference("TeamAgendaPoint", minutes_queries.point_visible, "Of which point.", required=False)
PROPOSAL = reference("TeamAmendment", minutes_queries.amendment_visible, "The proposal.")
REQUEST = reference("JoinRequest", joining_queries.joining_visible, "The request.")
_PLACE = {
    "place": text("Where.", required=False),
    "remote_address": text("Address of a video call.", required=False),
}


def _plan(*, actor: Actor, seats: list[Any], **given: Any) -> Any:
    return planning.plan_meeting(actor=actor, members=seats, **given)


def _propose(
    *, actor: Actor, seats: list[Any], starts: list[datetime], ends: list[datetime], **given: Any
) -> Any:
    if len(starts) != len(ends):
        raise SlotsError
    times = list(zip(starts, ends, strict=True))
    return planning.propose_times(actor=actor, members=seats, times=times, **given)


def _choose(*, actor: Actor, planned_meeting: Any, proposed_time: Any) -> Any:
    return planning.choose_time(actor=actor, planned=planned_meeting, slot=proposed_time)


def _move(*, actor: Actor, planned_meeting: Any, **given: Any) -> Any:
    return planning.move_meeting(actor=actor, planned=planned_meeting, **given)


def _cancel(*, actor: Actor, planned_meeting: Any, reason: str) -> Any:
    return planning.cancel_meeting(actor=actor, planned=planned_meeting, reason=reason)


def _answer(*, actor: Actor, seat_invitation: Any, answer: Any) -> Any:
    return answering.answer(
        actor=actor, invitation=seat_invitation, answer=str(getattr(answer, "value", answer))
    )


def _start(*, actor: Actor, planned_meeting: Any) -> Any:
    return room.start(actor=actor, planned=planned_meeting)


def _tick(*, actor: Actor, seat_invitation: Any, coming: Any) -> Any:
    chosen = Coming(getattr(coming, "value", coming))
    return room.tick(actor=actor, invitation=seat_invitation, coming=chosen)


def _point(*, actor: Actor, planned_meeting: Any, title: str) -> Any:
    return room.add_point(actor=actor, planned=planned_meeting, title=title)


def _save(*, actor: Actor, team_point: Any, text: str, version: int) -> Any:
    return room.save_point(actor=actor, point=team_point, text=text, version=version)


def _decide(*, actor: Actor, planned_meeting: Any, text: str, team_point: Any = None) -> Any:
    return room.add_decision(actor=actor, planned=planned_meeting, text=text, point=team_point)


def _annex(*, actor: Actor, planned_meeting: Any, team_point: Any = None, **words: Any) -> Any:
    return minutes.add_annex(actor=actor, planned=planned_meeting, point=team_point, **words)


def _finish(*, actor: Actor, planned_meeting: Any, **given: Any) -> Any:
    return room.finish(actor=actor, planned=planned_meeting, **given)


def _show(*, actor: Actor, planned_meeting: Any, amend_until: Any) -> Any:
    return minutes.open_amendments(actor=actor, planned=planned_meeting, amend_until=amend_until)


def _publish(*, actor: Actor, planned_meeting: Any) -> Any:
    minutes.publish(actor=actor, planned=planned_meeting)
    return minutes_queries.minutes_of(planned_meeting)


def _accept(*, actor: Actor, team_proposal: Any) -> Any:
    return minutes.accept_amendment(actor=actor, amendment=team_proposal)


def _decline(*, actor: Actor, team_proposal: Any, reason: str) -> Any:
    return minutes.decline_amendment(actor=actor, amendment=team_proposal, reason=reason)


def _approve(*, actor: Actor, join_request: Any, family_agrees: bool) -> Any:
    return joining.approve(actor=actor, request=join_request, family_agrees=family_agrees)


def _refuse(*, actor: Actor, join_request: Any, reason: str) -> Any:
    return joining.decline(actor=actor, request=join_request, reason=reason)


def _written(name: str, result: Any, perform: Any, description: str, **takes: Any) -> Any:
    return mutation(
        name, result=result, policy=WRITERS, takes=takes, perform=perform, description=description
    )


class GatheringMutations:
    """What the moderator writes about meetings, and a delegate about joining."""

    team_meeting_plan = _written(
        "TeamMeetingPlan",
        PlannedMeetingType,
        _plan,
        "Plan a meeting of a team and invite its seats.",
        team=TEAM,
        seats=SEATS,
        starts_at=value(DateTime, "Beginning."),
        ends_at=value(DateTime, "End, on the same day in Poland."),
        **_PLACE,
    )
    team_times_propose = _written(
        "TeamTimesPropose",
        PlannedMeetingType,
        _propose,
        "Ask the seats of a team which of several times suit.",
        team=TEAM,
        seats=SEATS,
        starts=value(graphene.List(graphene.NonNull(DateTime)), "Beginnings."),
        ends=value(graphene.List(graphene.NonNull(DateTime)), "Ends, in the same order."),
        answer_by=value(Date, "Last day of answers.", required=False),
        **_PLACE,
    )
    team_time_choose = _written(
        "TeamTimeChoose",
        PlannedMeetingType,
        _choose,
        "Set the meeting to a proposed time.",
        planned_meeting=PLANNED,
        proposed_time=reference("MeetingSlot", _slot, "The time."),
    )
    team_meeting_move = _written(
        "TeamMeetingMove",
        PlannedMeetingType,
        _move,
        "Move a meeting; those invited are told.",
        planned_meeting=PLANNED,
        starts_at=value(DateTime, "Beginning."),
        ends_at=value(DateTime, "End."),
        reason=text("Why; those invited read it."),
        version=value(graphene.Int, "Version that was read.", required=False),
        **_PLACE,
    )
    team_meeting_cancel = _written(
        "TeamMeetingCancel",
        PlannedMeetingType,
        _cancel,
        "Call a meeting off; those invited are told.",
        planned_meeting=PLANNED,
        reason=text("Why; those invited read it."),
    )
    team_invitation_answer = _written(
        "TeamInvitationAnswer",
        MeetingInvitationType,
        _answer,
        "Write down whether an invited seat comes.",
        seat_invitation=INVITATION,
        answer=value(AnswerEnum, "The answer."),
    )
    team_minutes_start = _written(
        "TeamMinutesStart", TeamMinutesType, _start, "Begin the minutes.", planned_meeting=PLANNED
    )
    team_presence_tick = _written(
        "TeamPresenceTick",
        MeetingInvitationType,
        _tick,
        "Say how an invited seat came.",
        seat_invitation=INVITATION,
        coming=value(ComingEnum, "How."),
    )
    team_point_add = _written(
        "TeamPointAdd",
        TeamAgendaPointType,
        _point,
        "Add a point to the agenda.",
        planned_meeting=PLANNED,
        title=text("What it is about."),
    )
    team_point_write = _written(
        "TeamPointWrite",
        TeamAgendaPointType,
        _save,
        "Write what the minutes say of a point.",
        team_point=POINT,
        text=text("The text."),
        version=value(graphene.Int, "Version that was read."),
    )
    team_decision_add = _written(
        "TeamDecisionAdd",
        TeamDecisionType,
        _decide,
        "Write down what was agreed.",
        planned_meeting=PLANNED,
        text=text("What."),
        team_point=SOME_POINT,
    )
    team_meeting_finish = _written(
        "TeamMeetingFinish",
        TeamMeetingType,
        _finish,
        "Record the meeting with who came.",
        planned_meeting=PLANNED,
        without_family_reason=text("Why the family was not there.", required=False),
        next_on=value(Date, "Day of the next meeting.", required=False),
    )
    team_minutes_show = _written(
        "TeamMinutesShow",
        TeamMinutesType,
        _show,
        "Show the minutes to those who were there.",
        planned_meeting=PLANNED,
        amend_until=value(Date, "Last day of amendments."),
    )
    team_minutes_publish = _written(
        "TeamMinutesPublish", TeamMinutesType, _publish, "Freeze the minutes.", planned_meeting=PLANNED
    )
    team_annex_add = _written(
        "TeamAnnexAdd",
        TeamAnnexType,
        _annex,
        "Correct published minutes by an annex; about one person's point it is told to that person alone.",
        planned_meeting=PLANNED,
        text=text("What they should say."),
        reason=text("Why."),
        team_point=SOME_POINT,
    )
    team_amendment_accept = _written(
        "TeamAmendmentAccept",
        TeamAmendmentType,
        _accept,
        "Take a proposal into the minutes.",
        team_proposal=PROPOSAL,
    )
    team_amendment_decline = _written(
        "TeamAmendmentDecline",
        TeamAmendmentType,
        _decline,
        "Leave the minutes as they are.",
        team_proposal=PROPOSAL,
        reason=text("Why."),
    )
    team_join_approve = _written(
        "TeamJoinApprove",
        TeamMemberType,
        _approve,
        "Give the asker a seat, with the family's word.",
        join_request=REQUEST,
        family_agrees=value(graphene.Boolean, "Whether the family knows and agrees."),
    )
    team_join_decline = _written(
        "TeamJoinDecline",
        JoinRequestType,
        _refuse,
        "Refuse a seat.",
        join_request=REQUEST,
        reason=text("Why; the asker reads it."),
    )
    team_join_ask = mutation(
        "TeamJoinAsk",
        result=JoinRequestType,
        policy=DELEGATES,
        takes={
            "case_number": text("The number that the family told."),
            "reason": text("In what the institution wants to help."),
        },
        perform=joining.ask_by_number,
        description="Ask for a seat in the team of a case; a number of nobody is answered alike.",
    )
