"""What members of a team are sent about a meeting: day and hours, a way to answer, an entry for the calendar.

No mail names a person, a family, a case or a place, nor what the meeting is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.notifications.calendar import invitation as calendar_file
from core.notifications.calendar import method_of
from core.notifications.links import sealed
from core.notifications.operations import notify, stop
from core.notifications.rules import Attachment
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.meeting_hours import WARSAW, as_day
from core.teams.models import MeetingInvitation, PlannedMeeting
from core.teams.queries.calendar import attendee, calendar_event, organiser, own_page
from core.teams.queries.mailing import readers
from core.teams.queries.planning import ANSWERING

# How long a link answers for a meeting whose time is still looked for.
SEARCH_DAYS = 60


def about(planned: PlannedMeeting) -> str:
    """What messages of a meeting are about, so that those that wait can be stopped."""
    return f"teams.meeting:{planned.pk}"


def when(planned: PlannedMeeting) -> dict[str, str]:
    """Day and hours as they are written in Poland; empty while a time is looked for."""
    if planned.starts_at is None or planned.ends_at is None:
        return {"day": "", "starts": "", "ends": ""}
    starts, ends = planned.starts_at.astimezone(WARSAW), planned.ends_at.astimezone(WARSAW)
    return {"day": as_day(starts.date()), "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}


def answer_page(invitation: MeetingInvitation) -> str:
    """Where whoever has the mail answers without an account, until the meeting is over."""
    planned = invitation.planned
    days = max((planned.day - clock.today()).days, 0) + 1 if planned.day else SEARCH_DAYS
    token = sealed(ANSWERING, {"invitation": str(invitation.pk)}, days=days)
    return address(f"/spotkanie/{token}/")


def write_to(
    actor: Actor,
    planned: PlannedMeeting,
    invitations: Iterable[MeetingInvitation],
    *,
    kind: str,
    calendar: bool = True,
    mark: str = "",
) -> int:
    """Send `kind` to whoever reads for these invitations; gives how many messages.

    A message of one kind about one version of the meeting goes to an address once; `mark` tells two of
    one version apart.
    """
    rows = [row for row in invitations if not row.member.is_moderator]
    found, number = readers(rows), 0
    with_file = calendar and planned.starts_at is not None
    event = calendar_event(planned) if with_file else None
    for row in rows:
        row.planned = planned
        for reader in found[row.pk]:
            files = []
            if event is not None:
                content = calendar_file(event, organiser=organiser(), attendee=attendee(reader.email))
                files = [Attachment("spotkanie.ics", f"text/calendar; method={method_of(event)}", content)]
            notify(
                actor=actor,
                to=reader.email,
                user=reader.user,
                kind=kind,
                context=_context(planned, row),
                attachments=files,
                key=f"{kind}:{row.pk}:{planned.version}:{mark}:{reader.email.casefold()}"[:200],
                about=about(planned),
                language=reader.language,
                not_before=reader.not_before,
                hours=reader.hours,
            )
            number += 1
    return number


def take_back(actor: Actor, planned: PlannedMeeting) -> None:
    """Stop what was written about the meeting and has not left."""
    stop(actor=actor, about=about(planned))


def _context(planned: PlannedMeeting, invitation: MeetingInvitation) -> dict[str, Any]:
    return {
        **when(planned),
        "answer_by": as_day(planned.answer_by) if planned.answer_by else "",
        "answer": answer_page(invitation),
        "page": own_page(planned),
    }
