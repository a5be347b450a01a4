"""A meeting of the partnership with everything that one can have; by operations only."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from core.partnership.operations import agenda, decisions, meetings, minutes
from core.shared import clock
from tests.support import people

if TYPE_CHECKING:
    from core.partnership.models import PartnerOrganisation

DAY = date(2026, 4, 8)
TERM = DAY + timedelta(7)


def published_meeting(partner: PartnerOrganisation) -> dict[str, Any]:
    """A held meeting of one partner, its minutes amended and published: its records by the API's names."""
    actor = people.system()
    with clock.standing_at(DAY):
        meeting = meetings.plan_meeting(
            actor=actor,
            day=DAY,
            starts=time(10),
            ends=time(12),
            kind="working",
            title="Spotkanie wiosenne",
            place="Ratusz",
            quorum=1,
        )
        (line,) = meetings.invite(actor=actor, meeting=meeting, partners=[partner])
        item = agenda.add_item(actor=actor, meeting=meeting, title="Koszyk usług", presenter=partner)
        record = minutes.start_minutes(actor=actor, meeting=meeting)
        item = minutes.save_item(actor=actor, item=item, text="Omówiono koszyk.", version=0)
        decision = decisions.record_decision(
            actor=actor,
            meeting=meeting,
            text="Ulotka o koszyku.",
            item=item,
            owner=partner,
            person=partner.people.first(),
            due_on=TERM,
        )
        meetings.enter_presence(actor=actor, meeting=meeting, came=[partner])
        meeting = meetings.finish_meeting(actor=actor, meeting=meeting)
        minutes.open_amendments(actor=actor, meeting=meeting, amend_until=TERM)
        amendment = minutes.propose_amendment(
            actor=actor, item=item, text="Omówiono i przyjęto koszyk.", partner=partner
        )
        minutes.accept_amendment(actor=actor, amendment=amendment)
    with clock.standing_at(TERM + timedelta(1)):
        published = minutes.publish(actor=actor, meeting=meeting)
    return {
        "AgendaItem": item,
        "MeetingDecision": decision,
        "MeetingMinutes": record,
        "MinutesAmendment": amendment,
        "PartnershipAttendance": line,
        "PartnershipMeeting": meeting,
        "PublishedMinutes": published,
    }
