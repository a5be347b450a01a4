"""Meetings as calendars see them: a neutral word, hours, a place and the way to the page."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.notifications.calendar import Event, Mailbox
from core.partnership.enums.meetings import MeetingState
from core.partnership.models import PartnerOrganisation, PartnershipMeeting
from core.partnership.queries.organisations import lead, sees_partnership
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.enums import STAFF
from tenants.context import current

# A feed tells what is ahead and of the last months: telephones keep the rest.
KEPT = timedelta(days=180)
MOST = 500


def meeting_page(meeting: PartnershipMeeting) -> str:
    """Address of a meeting's page, behind the sign-in."""
    return address(f"/spotkania-partnerstwa/{meeting.pk}/")


def calendar_event(meeting: PartnershipMeeting) -> Event:
    """A meeting as an event; one recorded without hours takes the whole day."""
    page = meeting_page(meeting)
    lines = [_("Spotkanie zdalne: %(address)s") % {"address": meeting.remote_address}]
    about = _("Porządek i protokół po zalogowaniu: %(page)s") % {"page": page}
    return Event(
        uid=meeting.uid,
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        starts=meeting.starts_at or meeting.day,
        ends=meeting.ends_at or meeting.day + timedelta(days=1),
        summary=_("Spotkanie partnerstwa"),
        location=meeting.place or meeting.remote_address,
        description="\n".join([*(lines if meeting.remote_address else []), about]),
        page=page,
        cancelled=meeting.state == MeetingState.CANCELLED,
    )


def meetings_ahead(actor: Actor) -> QuerySet[PartnershipMeeting]:
    """Meetings of somebody's calendar by day: staff all, a delegate those to which the partner is invited."""
    if not sees_partnership(actor):
        return PartnershipMeeting.objects.none()
    if not actor.has(*STAFF) and actor.partner_id is None:
        return PartnershipMeeting.objects.none()
    mine = Q() if actor.has(*STAFF) else Q(attendance__partner_id=actor.partner_id)
    since = clock.today() - KEPT
    return PartnershipMeeting.objects.filter(mine, day__gte=since).order_by("day", "starts_at", "pk")[:MOST]


def calendar_events(actor: Actor) -> list[Event]:
    """What somebody's calendar shows of the partnership."""
    return [calendar_event(meeting) for meeting in meetings_ahead(actor)]


def organiser() -> Mailbox:
    """The centre that leads the partnership, as calendars name it."""
    leader = lead()
    return mailbox(leader) if leader else Mailbox(str(current().name))


def mailbox(partner: PartnerOrganisation) -> Mailbox:
    """An organisation's own mailbox; never a person's."""
    return Mailbox(partner.name, partner.email)
