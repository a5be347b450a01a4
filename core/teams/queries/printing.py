"""What the minutes of a meeting say, as plain values in an order of their own: to be printed and frozen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from core.families.models import Person
from core.shared.meeting_hours import WARSAW, as_day
from core.shared.minutes import AmendmentState
from core.teams.enums import Coming, MemberKind
from core.teams.models import (
    AgendaPoint,
    MeetingInvitation,
    PlannedMeeting,
    TeamAmendment,
    TeamAnnex,
    TeamDecision,
)
from core.teams.queries.minutes import agenda_of, decisions_of
from core.teams.queries.planning import invitations_of
from tenants.context import current


def content_of(planned: PlannedMeeting) -> dict[str, Any]:
    """Everything that the minutes of a meeting say, for its leader."""
    declined = TeamAmendment.objects.filter(point__planned=planned, state=AmendmentState.DECLINED)
    relations = ("member__person", "member__user", "member__partner", "member__partner_person", "point")
    return _content(
        planned,
        agenda=list(agenda_of(planned)),
        decisions=list(decisions_of(planned)),
        declined=list(declined.select_related(*relations).order_by("created_at", "pk")),
    )


def content_for(planned: PlannedMeeting, person: Person | None) -> dict[str, Any]:
    """The same as a paper for one person of the family (or, with None, for the table): nothing of others.

    What is about another person alone is left out before anything is numbered.
    """
    whole = content_of(planned)
    key = str(person.pk) if person is not None else ""

    def shown(row: dict[str, Any]) -> bool:
        return row["for_person"] in ("", key)

    items = [row for row in whole["items"] if shown(row)]
    decisions = [row for row in whole["decisions"] if shown(row)]
    for rows in (items, decisions):
        for number, row in enumerate(rows, start=1):
            row["number"] = number
    declined = [row for row in whole["declined"] if shown(row)]
    return {**whole, "items": items, "decisions": decisions, "declined": declined}


def printed(
    content: dict[str, Any], *, sha256: str = "", annexes: Iterable[TeamAnnex] = ()
) -> dict[str, Any]:
    """The content with what its paper says beside it: annexes that its reader may know, counted anew."""
    rows = [
        {
            "number": number,
            "item": annex.point.title if annex.point else "",
            "text": annex.text,
            "reason": annex.reason,
            "on": as_day(annex.published_on),
            "by": annex.published_by,
            "sha256": annex.sha256,
        }
        for number, annex in enumerate(annexes, start=1)
    ]
    return {**content, "town": str(current().name), "sha256": sha256, "annexes": rows}


def _content(
    planned: PlannedMeeting,
    *,
    agenda: list[AgendaPoint],
    decisions: list[TeamDecision],
    declined: list[TeamAmendment],
) -> dict[str, Any]:
    meeting = planned.meeting
    starts = planned.starts_at.astimezone(WARSAW) if planned.starts_at else None
    ends = planned.ends_at.astimezone(WARSAW) if planned.ends_at else None
    private = {point.pk: str(point.for_person_id) for point in agenda if point.for_person_id is not None}
    return {
        "case": planned.team.case.number,
        "number": meeting.number if meeting is not None else planned.team.meetings.count() + 1,
        "title": planned.title,
        "day": as_day(planned.day) if planned.day else "",
        "starts": f"{starts:%H:%M}" if starts else "",
        "ends": f"{ends:%H:%M}" if ends else "",
        "place": planned.place,
        "remote": bool(planned.remote_address),
        "quorate": meeting.quorate if meeting is not None else None,
        "without_family_reason": meeting.without_family_reason if meeting is not None else "",
        "next_on": as_day(meeting.next_on) if meeting is not None and meeting.next_on else "",
        "people": [_who(row) for row in invitations_of(planned)],
        "items": [_item(point, number) for number, point in enumerate(agenda, start=1)],
        "decisions": [_decision(row, number, private) for number, row in enumerate(decisions, start=1)],
        "declined": [_amendment(row) for row in declined],
    }


def _who(row: MeetingInvitation) -> dict[str, str]:
    name = row.member.display_name
    if row.substitute is not None:
        name = f"{row.substitute.name} (zastępstwo: {name})"
    what = row.member.organisation or str(MemberKind(row.member.kind).label)
    return {"name": name, "what": what, "coming": row.coming or Coming.NO_SHOW.value}


def _item(point: AgendaPoint, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "title": point.title,
        "minutes": point.minutes,
        "for_person": str(point.for_person_id or ""),
    }


def _decision(decision: TeamDecision, number: int, private: dict[UUID, str]) -> dict[str, Any]:
    of_point = private.get(decision.point_id, "") if decision.point_id else ""
    return {
        "number": number,
        "text": decision.text,
        "step": decision.step_id is not None,
        "for_person": str(decision.for_person_id or "") or of_point,
    }


def _amendment(amendment: TeamAmendment) -> dict[str, Any]:
    return {
        "item": amendment.point.title,
        "by": amendment.member.display_name,
        "text": amendment.text,
        "reason": amendment.reason,
        "for_person": str(amendment.point.for_person_id or ""),
    }
