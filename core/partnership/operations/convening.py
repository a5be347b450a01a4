"""What partners are sent about a meeting: the invitation, a change, a cancellation, a reminder.

Each mail carries the meeting for a calendar. Its attendee is the organisation's own mailbox, whoever
reads the mail, and its summary says nothing of what the meeting is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.notifications.calendar import invitation, method_of
from core.notifications.links import sealed
from core.notifications.operations import notify, stop
from core.notifications.rules import Attachment
from core.partnership.enums import MeetingKind
from core.partnership.models import PartnershipAttendance, PartnershipMeeting
from core.partnership.queries.calendar import calendar_event, mailbox, meeting_page, organiser
from core.partnership.queries.invited import ANSWERING
from core.partnership.queries.mailing import readers_of
from core.partnership.rules import as_day
from core.partnership.rules.meetings import WARSAW
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address


def about(meeting: PartnershipMeeting) -> str:
    """What messages of a meeting are about, so that those that wait can be stopped."""
    return f"partnership.meeting:{meeting.pk}"


def write_to(
    actor: Actor, meeting: PartnershipMeeting, lines: Iterable[PartnershipAttendance], *, kind: str
) -> int:
    """Send `kind` with the calendar file to the readers of these lines; gives how many messages.

    A message of one kind about one version of the meeting goes to an address once.
    """
    asked = [line for line in lines if not line.partner.is_lead]
    readers = readers_of([line.partner for line in asked], clock.today())
    event, host, number = calendar_event(meeting), organiser(), 0
    for line in asked:
        content = invitation(event, organiser=host, attendee=mailbox(line.partner))
        media_type = f"text/calendar; method={method_of(event)}"
        attachment = Attachment("spotkanie.ics", media_type, content)
        for reader in readers[line.partner_id]:
            notify(
                actor=actor,
                to=reader.email,
                user=reader.user,
                kind=kind,
                context=_context(meeting, line),
                attachments=[attachment],
                key=f"{kind}:{line.pk}:{meeting.sequence}:{reader.email.casefold()}"[:200],
                about=about(meeting),
            )
            number += 1
    return number


def take_back(actor: Actor, meeting: PartnershipMeeting) -> None:
    """Stop what was written about the meeting and has not left."""
    stop(actor=actor, about=about(meeting))


def when(meeting: PartnershipMeeting) -> dict[str, str]:
    """Day and hours of a meeting as they are written in Poland; hours empty where none are known."""
    starts = meeting.starts_at.astimezone(WARSAW) if meeting.starts_at else None
    ends = meeting.ends_at.astimezone(WARSAW) if meeting.ends_at else None
    return {
        "day": as_day(meeting.day),
        "starts": f"{starts:%H:%M}" if starts else "",
        "ends": f"{ends:%H:%M}" if ends else "",
    }


def _context(meeting: PartnershipMeeting, line: PartnershipAttendance) -> dict[str, Any]:
    days = max((meeting.day - clock.today()).days, 0)
    token = sealed(ANSWERING, {"line": str(line.pk)}, days=days)
    agenda = meeting.agenda.order_by("position", "pk").values_list("title", flat=True)
    return {
        **when(meeting),
        "title": meeting.title,
        "meeting_kind": str(MeetingKind(meeting.kind).label),
        "place": meeting.place,
        "remote_address": meeting.remote_address,
        "partner": line.partner.name,
        "agenda": list(agenda),
        "reason": meeting.cancelled_because,
        "answer": address(f"/spotkania-partnerstwa/odpowiedz/{token}/"),
        "page": meeting_page(meeting),
    }
