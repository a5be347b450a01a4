"""Meetings of the partnership and who came."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from core.partnership.models import (
    PartnerOrganisation,
    PartnershipAttendance,
    PartnershipMeeting,
)
from core.partnership.queries.organisations import sees_partnership
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


def meetings(actor: Actor, kind: str | None = None) -> QuerySet[PartnershipMeeting]:
    """Meetings of the partnership, the newest first, with `invited_number` and `present_number`."""
    if not sees_partnership(actor):
        raise NotVisibleError
    found = PartnershipMeeting.objects.annotate(
        invited_number=Count("attendance"),
        present_number=Count("attendance", filter=Q(attendance__present=True)),
    ).order_by("-held_on", "title", "pk")
    return found.filter(kind=kind) if kind else found


def meeting_visible(actor: Actor, meeting_id: UUID | str) -> PartnershipMeeting:
    """One meeting with its attendance and the partners in it."""
    by_name = PartnershipAttendance.objects.select_related("partner").order_by(
        "-present", "partner__name", "pk"
    )
    found = meetings(actor).prefetch_related(Prefetch("attendance", by_name))
    meeting = found.filter(pk=meeting_id).first()
    if meeting is None:
        raise NotVisibleError
    return meeting


def attendance_of(partner: PartnerOrganisation) -> QuerySet[PartnershipAttendance]:
    """To which meetings a partner was invited and whether it came, the newest first."""
    found = partner.attendance.select_related("meeting")
    return found.order_by("-meeting__held_on", "meeting__title", "pk")
