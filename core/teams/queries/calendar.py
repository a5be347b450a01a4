"""Meetings of teams as calendars see them: one neutral word, hours, and the way to the page.

No place (it may be somebody's home), no address of a video call, no number of a case and no name: what
lies in a calendar is read by whoever holds the telephone.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from core.notifications.calendar import Event, Mailbox
from core.partnership.queries.calendar import organiser
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.teams.enums import PlanState
from core.teams.models import PlannedMeeting
from core.teams.queries.planning import own_invitations

KEPT = timedelta(days=90)
MOST = 200


def own_page(planned: PlannedMeeting) -> str:
    """Address of the invited person's own page of a meeting, behind the sign-in."""
    return address(f"/moje-spotkania/{planned.pk}/")


def calendar_event(planned: PlannedMeeting) -> Event:
    """A meeting whose time is set, was set, or was called off, as an event."""
    if planned.starts_at is None or planned.ends_at is None:
        raise ValueError("a meeting without a time has no place in a calendar")
    page = own_page(planned)
    return Event(
        uid=planned.uid,
        sequence=planned.sequence,
        changed_at=planned.changed_at,
        starts=planned.starts_at,
        ends=planned.ends_at,
        summary=_("Spotkanie"),
        description=_("Szczegóły po zalogowaniu: %(page)s") % {"page": page},
        page=page,
        cancelled=planned.state == PlanState.CANCELLED,
    )


def calendar_events(actor: Actor) -> list[Event]:
    """What somebody's calendar shows of the teams in which they sit."""
    since = clock.today() - KEPT
    rows = own_invitations(actor).filter(planned__day__gte=since).exclude(planned__starts_at=None)[:MOST]
    return [calendar_event(planned) for planned in {row.planned_id: row.planned for row in rows}.values()]


def attendee(email: str) -> Mailbox:
    """Whom an invitation names: an address without a name."""
    return Mailbox(_("Zaproszona osoba"), email)


__all__ = ["attendee", "calendar_event", "calendar_events", "organiser", "own_page"]
