"""Writing meetings: plan, invite, hold, write minutes, decide, publish."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from core.partnership import operations as partnership
from core.partnership import queries
from core.partnership.errors.meetings import MeetingTooLongError
from core.partnership.operations import agenda, decisions, meetings, minutes
from core.partnership.queries.decisions import decision_visible
from core.partnership.queries.meetings import agenda_item, attendance_line, meeting_row
from core.partnership.queries.minutes import amendment_visible
from core.partnership.rules.meetings import WARSAW
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.meetings.types import (
    AgendaItemType,
    AnswerEnum,
    DecisionKindEnum,
    MeetingDecisionType,
    MeetingKindEnum,
    MeetingMinutesType,
    MinutesAmendmentType,
    PartnershipAttendanceType,
    PartnershipMeetingType,
    PublishedMinutesType,
)
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import Date, DateTime

_SCOPES = ("partners:read", "partners:write")
WRITERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=_SCOPES)
# Partners answer, amend and do their tasks themselves.
SPEAKERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE, scopes=_SCOPES)
MEETING = reference("PartnershipMeeting", meeting_row, "The meeting.")
ITEM = reference("AgendaItem", agenda_item, "The point.")
DECISION = reference("MeetingDecision", decision_visible, "The decision.")
PROPOSAL = reference("MinutesAmendment", amendment_visible, "The proposal.")


def _partners(name: str, *, required: bool = False) -> Any:
    return reference("Partner", queries.partner_visible, name, required=required, many=True)


def _partner(name: str) -> Any:
    return reference("Partner", queries.partner_visible, name, required=False)


def _hours(starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """Day and hours in Poland of two moments; a meeting ends on the day on which it begins."""
    first, last = starts_at.astimezone(WARSAW), ends_at.astimezone(WARSAW)
    if first.date() != last.date():
        raise MeetingTooLongError
    return {"day": first.date(), "starts": first.time(), "ends": last.time()}


def _plan(*, actor: Actor, starts_at: datetime, ends_at: datetime, **given: Any) -> Any:
    return meetings.plan_meeting(actor=actor, **_hours(starts_at, ends_at), **given)


def _change(*, actor: Actor, starts_at: datetime, ends_at: datetime, **given: Any) -> Any:
    return meetings.change_meeting(actor=actor, **_hours(starts_at, ends_at), **given)


def _invite(*, actor: Actor, meeting: Any, partners: list[Any]) -> Any:
    meetings.invite(actor=actor, meeting=meeting, partners=partners)
    return meeting


def _remind(*, actor: Actor, meeting: Any) -> Any:
    meetings.remind(actor=actor, meeting=meeting)
    return meeting


def _remove_item(*, actor: Actor, item: Any) -> Any:
    meeting = item.meeting
    agenda.remove_item(actor=actor, item=item)
    return meeting


def _remove_decision(*, actor: Actor, decision: Any) -> Any:
    meeting = decision.meeting
    decisions.remove_decision(actor=actor, decision=decision)
    return meeting


def _hold(*, actor: Actor, came: list[Any], **given: Any) -> Any:
    return partnership.hold_meeting(actor=actor, present=came, **given)


def _accept(*, actor: Actor, proposal: Any, **given: Any) -> Any:
    return minutes.accept_amendment(actor=actor, amendment=proposal, **given)


def _decline(*, actor: Actor, proposal: Any, reason: str) -> Any:
    return minutes.decline_amendment(actor=actor, amendment=proposal, reason=reason)


def _record(*, actor: Actor, partner_person: Any = None, **given: Any) -> Any:
    return decisions.record_decision(actor=actor, person=partner_person, **given)


def _correct(*, actor: Actor, partner_person: Any = None, **given: Any) -> Any:
    return decisions.change_decision(actor=actor, person=partner_person, **given)


_PLAN = {
    "starts_at": value(DateTime, "Beginning."),
    "ends_at": value(DateTime, "End, on the same day in Poland."),
    "kind": value(MeetingKindEnum, "What it is for."),
    "title": text("Title."),
    "place": text("Where.", required=False),
    "remote_address": text("Address of a remote meeting, https only.", required=False),
    "quorum": value(graphene.Int, "How many partners must be present.", required=False),
}
_ITEM = {
    "title": text("Title."),
    "presenter": _partner("Who presents it."),
    "minutes_planned": value(graphene.Int, "Minutes planned.", required=False),
    "text": text("Description.", required=False),
}
_DECISION = {
    "text": text("Words."),
    "kind": value(DecisionKindEnum, "How binding; a finding when left out.", required=False),
    "item": reference("AgendaItem", agenda_item, "The point it came from.", required=False),
    "owner": _partner("Who is to do it."),
    "partner_person": reference("PartnerPerson", queries.person_visible, "The person named.", required=False),
    "due_on": value(Date, "Last day.", required=False),
}


def _of_meeting(name: str, perform: Any, description: str, **takes: Any) -> Any:
    return mutation(
        name,
        result=PartnershipMeetingType,
        policy=WRITERS,
        takes={"meeting": MEETING, **takes},
        perform=perform,
        description=description,
    )


class MeetingMutations:
    """What the officer, and for its own part a partner, writes of meetings."""

    partnership_meeting_plan = mutation(
        "PartnershipMeetingPlan",
        result=PartnershipMeetingType,
        policy=WRITERS,
        takes=_PLAN,
        perform=_plan,
        description="Plan a meeting; nobody is told before it is invited to.",
    )
    partnership_meeting_change = _of_meeting(
        "PartnershipMeetingChange",
        _change,
        "Change a planned meeting; those invited are sent the new version.",
        **_PLAN,
        sequence=value(graphene.Int, "The version that was read.", required=False),
    )
    partnership_meeting_cancel = _of_meeting(
        "PartnershipMeetingCancel",
        meetings.cancel_meeting,
        "Call a planned meeting off.",
        reason=text("The reason that those invited are told."),
    )
    partnership_meeting_invite = _of_meeting(
        "PartnershipMeetingInvite",
        _invite,
        "Invite partners; who was invited is not written to again.",
        partners=_partners("Whom to invite.", required=True),
    )
    partnership_meeting_remind = _of_meeting(
        "PartnershipMeetingRemind", _remind, "Write once more to those who have not answered."
    )
    partnership_meeting_answer = mutation(
        "PartnershipMeetingAnswer",
        result=PartnershipAttendanceType,
        policy=SPEAKERS,
        takes={
            "attendance": reference("PartnershipAttendance", attendance_line, "The line of the list."),
            "answer": value(AnswerEnum, "The answer."),
        },
        perform=meetings.answer,
        description="Say whether a partner comes.",
    )
    partnership_meeting_presence = _of_meeting(
        "PartnershipMeetingPresence",
        meetings.enter_presence,
        "Write down who came and who did not; others stay as they are.",
        came=_partners("Who came."),
        absent=_partners("Who did not."),
    )
    partnership_meeting_finish = _of_meeting(
        "PartnershipMeetingFinish",
        meetings.finish_meeting,
        "Close a meeting that took place: from now on it counts.",
    )
    partnership_meeting_hold = mutation(
        "PartnershipMeetingHold",
        result=PartnershipMeetingType,
        policy=WRITERS,
        takes={
            "held_on": value(Date, "Day."),
            "kind": value(MeetingKindEnum, "What it was for."),
            "title": text("Title."),
            "place": text("Where.", required=False),
            "came": _partners("Who came.", required=True),
            "invited": _partners("Who was invited; who came counts as invited."),
            "minutes": text("What was agreed, without personal data.", required=False),
        },
        perform=_hold,
        description="Record a meeting that took place without having been planned here.",
    )
    agenda_item_add = mutation(
        "AgendaItemAdd",
        result=AgendaItemType,
        policy=WRITERS,
        takes={"meeting": MEETING, **_ITEM},
        perform=agenda.add_item,
        description="Add a point at the end of an agenda.",
    )
    agenda_item_change = mutation(
        "AgendaItemChange",
        result=AgendaItemType,
        policy=WRITERS,
        takes={"item": ITEM, **_ITEM},
        perform=agenda.change_item,
        description="Change a point of an agenda.",
    )
    agenda_item_move = mutation(
        "AgendaItemMove",
        result=AgendaItemType,
        policy=WRITERS,
        takes={"item": ITEM, "up": value(graphene.Boolean, "Towards the beginning.")},
        perform=agenda.move_item,
        description="Let a point change places with its neighbour.",
    )
    agenda_item_remove = mutation(
        "AgendaItemRemove",
        result=PartnershipMeetingType,
        policy=WRITERS,
        takes={"item": ITEM},
        perform=_remove_item,
        description="Take a point off an agenda; answers with the meeting.",
    )
    minutes_start = mutation(
        "MinutesStart",
        result=MeetingMinutesType,
        policy=WRITERS,
        takes={"meeting": MEETING},
        perform=minutes.start_minutes,
        description="Begin the minutes of a meeting.",
    )
    minutes_write = mutation(
        "MinutesWrite",
        result=AgendaItemType,
        policy=WRITERS,
        takes={
            "item": ITEM,
            "text": text("What the minutes say of the point."),
            "version": value(graphene.Int, "Version that was read; another one is refused."),
        },
        perform=minutes.save_item,
        description="Write what the minutes say of a point.",
    )
    minutes_show = mutation(
        "MinutesShow",
        result=MeetingMinutesType,
        policy=WRITERS,
        takes={"meeting": MEETING, "amend_until": value(Date, "Last day for amendments.")},
        perform=minutes.open_amendments,
        description="Show prepared minutes to those who were there.",
    )
    minutes_term_move = mutation(
        "MinutesTermMove",
        result=MeetingMinutesType,
        policy=WRITERS,
        takes={"meeting": MEETING, "amend_until": value(Date, "Last day for amendments.")},
        perform=minutes.move_term,
        description="Move the last day for amendments.",
    )
    minutes_amend = mutation(
        "MinutesAmend",
        result=MinutesAmendmentType,
        policy=SPEAKERS,
        takes={
            "item": ITEM,
            "text": text("The words proposed."),
            "comment": text("Why.", required=False),
            "partner": _partner("For whom an officer proposes; a delegate's is the own organisation."),
        },
        perform=minutes.propose_amendment,
        description="Propose other words for a point of the minutes.",
    )
    minutes_amendment_accept = mutation(
        "MinutesAmendmentAccept",
        result=MinutesAmendmentType,
        policy=WRITERS,
        takes={
            "proposal": PROPOSAL,
            "text": text("Words to take in, when not those proposed.", required=False),
            "version": value(graphene.Int, "Version of the point that was read.", required=False),
            "reason": text("Reason.", required=False),
        },
        perform=_accept,
        description="Take a proposal into the minutes.",
    )
    minutes_amendment_decline = mutation(
        "MinutesAmendmentDecline",
        result=MinutesAmendmentType,
        policy=WRITERS,
        takes={"proposal": PROPOSAL, "reason": text("Why not.")},
        perform=_decline,
        description="Decline a proposal.",
    )
    minutes_publish = mutation(
        "MinutesPublish",
        result=PublishedMinutesType,
        policy=WRITERS,
        takes={"meeting": MEETING},
        perform=minutes.publish,
        description="Publish minutes for good.",
    )
    minutes_annex = mutation(
        "MinutesAnnex",
        result=PublishedMinutesType,
        policy=WRITERS,
        takes={
            "meeting": MEETING,
            "text": text("What the minutes should say."),
            "reason": text("Why."),
        },
        perform=minutes.add_annex,
        description="Correct published minutes by an annex.",
    )
    meeting_decision_record = mutation(
        "MeetingDecisionRecord",
        result=MeetingDecisionType,
        policy=WRITERS,
        takes={"meeting": MEETING, **_DECISION},
        perform=_record,
        description="Write down a decision; with an owner it is a task.",
    )
    meeting_decision_change = mutation(
        "MeetingDecisionChange",
        result=MeetingDecisionType,
        policy=WRITERS,
        takes={"decision": DECISION, **_DECISION},
        perform=_correct,
        description="Correct a decision while the minutes are written.",
    )
    meeting_decision_remove = mutation(
        "MeetingDecisionRemove",
        result=PartnershipMeetingType,
        policy=WRITERS,
        takes={"decision": DECISION},
        perform=_remove_decision,
        description="Strike a decision out while the minutes are written; answers with the meeting.",
    )
    partnership_task_complete = mutation(
        "PartnershipTaskComplete",
        result=MeetingDecisionType,
        policy=SPEAKERS,
        takes={
            "decision": DECISION,
            "outcome": text("What came of it.", required=False),
            "finished_on": value(Date, "Day; today when left out.", required=False),
        },
        perform=decisions.complete_task,
        description="Say that a task is done.",
    )
    partnership_task_cancel = mutation(
        "PartnershipTaskCancel",
        result=MeetingDecisionType,
        policy=WRITERS,
        takes={"decision": DECISION, "reason": text("Why.")},
        perform=decisions.cancel_task,
        description="Call a task off.",
    )
