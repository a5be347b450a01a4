"""What published minutes say, copied out of the records once: plain values, in an order of their own."""

from __future__ import annotations

from typing import Any

from core.partnership.enums import MeetingKind
from core.partnership.enums.meetings import AmendmentState, DecisionKind
from core.partnership.models import (
    AgendaItem,
    MeetingDecision,
    MinutesAmendment,
    PartnershipMeeting,
    PublishedMinutes,
)
from core.partnership.operations.convening import when
from core.partnership.queries.organisations import lead
from core.partnership.rules import as_day
from tenants.context import current


def minutes_content(meeting: PartnershipMeeting) -> dict[str, Any]:
    """Everything that the minutes of a meeting say."""
    lines = meeting.attendance.select_related("partner").order_by("partner__name", "pk")
    items = meeting.agenda.select_related("presenter").order_by("position", "pk")
    decisions = meeting.decisions.select_related("owner", "person", "item").order_by("ordinal", "pk")
    declined = MinutesAmendment.objects.filter(item__meeting=meeting, state=AmendmentState.DECLINED)
    return {
        **_of(meeting),
        "meeting_kind": MeetingKind(meeting.kind).value,
        "place": meeting.place,
        "remote": bool(meeting.remote_address),
        "convenor": meeting.convenor.name if meeting.convenor else "",
        "quorum": meeting.quorum,
        "present": [line.partner.name for line in lines if line.present],
        "absent": [line.partner.name for line in lines if not line.present],
        "items": [_item(item, number) for number, item in enumerate(items, start=1)],
        "decisions": [_decision(decision) for decision in decisions],
        "declined": [
            _amendment(item)
            for item in declined.select_related("partner", "item").order_by("created_at", "pk")
        ],
    }


def annex_content(
    meeting: PartnershipMeeting, corrected: PublishedMinutes, *, text: str, reason: str
) -> dict[str, Any]:
    """What an annex says, and of which minutes it is."""
    return {
        **_of(meeting),
        "corrects": corrected.number,
        "corrects_sha256": corrected.sha256,
        "text": text,
        "reason": reason,
    }


def printed_content(published: PublishedMinutes) -> dict[str, Any]:
    """The frozen content with what its paper says beside it: number, hash, town, lead."""
    leader = lead()
    return {
        **published.content,
        "town": str(current().name),
        "lead": leader.name if leader else "",
        "number": published.number,
        "sha256": published.sha256,
    }


def _of(meeting: PartnershipMeeting) -> dict[str, str]:
    return {"title": meeting.title, **when(meeting)}


def _item(item: AgendaItem, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "title": item.title,
        "presenter": item.presenter.name if item.presenter else "",
        "minutes": item.minutes,
    }


def _decision(decision: MeetingDecision) -> dict[str, Any]:
    return {
        "number": decision.ordinal,
        "kind": DecisionKind(decision.kind).value,
        "text": decision.text,
        "item": decision.item.title if decision.item else "",
        "owner": decision.owner.name if decision.owner else "",
        "person": decision.person.name if decision.person else "",
        "due_on": as_day(decision.due_on) if decision.due_on else "",
    }


def _amendment(amendment: MinutesAmendment) -> dict[str, Any]:
    return {
        "item": amendment.item.title,
        "partner": amendment.partner.name,
        "text": amendment.text,
        "reason": amendment.reason,
    }
