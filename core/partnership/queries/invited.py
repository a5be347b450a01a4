"""Who stands behind the link of an invitation to a meeting."""

from __future__ import annotations

from django.db.models import Prefetch

from core.notifications.links import opened
from core.partnership.models import AgendaItem, PartnershipAttendance
from core.shared.errors import NotVisibleError

# What links of invitations to meetings are sealed for.
ANSWERING = "partnership.meeting_answer"


def invited_by_link(token: str) -> PartnershipAttendance:
    """The line of an attendance list that a link speaks for, with meeting, its agenda, and partner.

    Raises `LinkBrokenError`, `LinkExpiredError`, or `NotVisibleError` when the line is gone.
    """
    agenda = AgendaItem.objects.select_related("presenter").order_by("position", "pk")
    lines = PartnershipAttendance.objects.select_related("meeting", "partner").prefetch_related(
        Prefetch("meeting__agenda", agenda)
    )
    line = lines.filter(pk=opened(ANSWERING, token)["line"]).first()
    if line is None:
        raise NotVisibleError
    return line
