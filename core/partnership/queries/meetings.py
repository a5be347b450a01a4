"""Meetings of the partnership, who was asked, what they answered and who came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.partnership.enums.meetings import MeetingState
from core.partnership.models import (
    AgendaItem,
    PartnerOrganisation,
    PartnershipAttendance,
    PartnershipMeeting,
)
from core.partnership.queries.organisations import sees_partnership
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@dataclass(frozen=True)
class Numbers:
    """How many partners were asked to a meeting, answered, came."""

    invited: int = 0
    answered: int = 0
    present: int = 0


def meetings_listed(
    actor: Actor, kind: str | None = None, state: str | None = None
) -> QuerySet[PartnershipMeeting]:
    """Meetings, the newest first, without numbers: a late page of a long list skips rows, not counts."""
    if not sees_partnership(actor):
        raise NotVisibleError
    given = {name: value for name, value in (("kind", kind), ("state", state)) if value}
    return PartnershipMeeting.objects.filter(**given).order_by("-day", "title", "pk")


def numbers_of(meetings: Iterable[PartnershipMeeting]) -> dict[UUID, Numbers]:
    """Numbers of some meetings, one query for all of them."""
    lines = PartnershipAttendance.objects.filter(meeting__in=list(meetings)).order_by()
    counted = lines.values("meeting").annotate(
        invited=Count("pk"),
        answered=Count("pk", filter=~Q(answer="")),
        came=Count("pk", filter=Q(present=True)),
    )
    return {row["meeting"]: Numbers(row["invited"], row["answered"], row["came"]) for row in counted}


def meetings(actor: Actor, kind: str | None = None, state: str | None = None) -> QuerySet[PartnershipMeeting]:
    """Meetings of the partnership, the newest first, with `invited_number`, `present_number` and
    `answered_number`.

    The numbers are counted for the rows that are read, not for every meeting that there is.
    """
    return meetings_listed(actor, kind, state).annotate(
        invited_number=_counted(Q()),
        present_number=_counted(Q(present=True)),
        answered_number=_counted(~Q(answer="")),
    )


def meeting_visible(actor: Actor, meeting_id: UUID | str) -> PartnershipMeeting:
    """One meeting with its agenda, its attendance and the partners in them."""
    by_name = PartnershipAttendance.objects.select_related("partner").order_by(
        "-present", "partner__name", "pk"
    )
    agenda = AgendaItem.objects.select_related("presenter").order_by("position", "pk")
    found = meetings(actor).select_related("convenor")
    found = found.prefetch_related(Prefetch("attendance", by_name), Prefetch("agenda", agenda))
    meeting = found.filter(pk=meeting_id).first()
    if meeting is None:
        raise NotVisibleError
    return meeting


def meeting_row(actor: Actor, meeting_id: UUID | str) -> PartnershipMeeting:
    """One meeting by itself: for an operation that looks at the rest under its lock."""
    found = meetings(actor).filter(pk=meeting_id).first()
    if found is None:
        raise NotVisibleError
    return found


def attendance_of(partner: PartnerOrganisation) -> QuerySet[PartnershipAttendance]:
    """To which held meetings a partner was invited and whether it came, the newest first."""
    found = partner.attendance.select_related("meeting").filter(meeting__state=MeetingState.HELD)
    return found.order_by("-meeting__day", "meeting__title", "pk")


def attendance_visible_to(actor: Actor) -> QuerySet[PartnershipAttendance]:
    """Lines of attendance lists, by partner: who sees the partnership sees who comes to its meetings."""
    if not sees_partnership(actor):
        raise NotVisibleError
    return PartnershipAttendance.objects.order_by("partner__name", "pk")


def attendance_line(actor: Actor, attendance_id: UUID | str) -> PartnershipAttendance:
    """One line of an attendance list with its meeting and partner."""
    found = attendance_visible_to(actor).select_related("meeting", "partner")
    line = found.filter(pk=attendance_id).first()
    if line is None:
        raise NotVisibleError
    return line


def unanswered(meeting: PartnershipMeeting) -> QuerySet[PartnershipAttendance]:
    """Invited organisations that have not answered, by name."""
    waiting = meeting.attendance.select_related("partner").filter(invited_at__isnull=False, answer="")
    return waiting.order_by("partner__name", "pk")


def last_quorum() -> int | None:
    """The quorum that was asked for at the last meeting planned: what the next form starts from."""
    found = PartnershipMeeting.objects.exclude(starts_at=None).order_by("-created_at", "-pk")
    return found.values_list("quorum", flat=True).first()


def next_meeting(actor: Actor, on: date) -> PartnershipMeeting | None:
    """The next planned meeting from a day on, or None."""
    coming = meetings(actor, state=MeetingState.PLANNED).filter(day__gte=on)
    return coming.order_by("day", "starts_at", "pk").first()


def agenda_visible_to(actor: Actor) -> QuerySet[AgendaItem]:
    """Points of agendas in their order; what the minutes say of them is asked for apart."""
    if not sees_partnership(actor):
        raise NotVisibleError
    return AgendaItem.objects.order_by("position", "pk")


def agenda_item(actor: Actor, item_id: UUID | str) -> AgendaItem:
    """One point with its meeting and who presents it."""
    found = agenda_visible_to(actor).select_related("meeting", "presenter").filter(pk=item_id).first()
    if found is None:
        raise NotVisibleError
    return found


def _counted(rule: Q) -> Coalesce:
    rows = PartnershipAttendance.objects.filter(rule, meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(rows.annotate(number=Count(F("pk"))).values("number")), 0)
