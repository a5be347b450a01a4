"""What belongs to one partner's accession, a record of each kind; by operations only."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from core.partnership import operations as partnership
from core.partnership.operations import contacts, invitations, resources
from core.partnership.operations.steps import record_step
from core.shared import clock
from tests.core.partnership.stories import invited
from tests.support import people

if TYPE_CHECKING:
    from core.partnership.models import PartnerOrganisation


def accession_of(partner: PartnerOrganisation) -> dict[str, Any]:
    """Records of accession by the API's names."""
    system, today = people.system(), clock.today()
    person = partner.people.get()
    stand_in = partnership.name_person(actor=system, partner=partner, name="Ewa Zastępcza")
    step = record_step(actor=system, step="diagnosis", reached_on=today)
    return {
        "PartnershipStep": step,
        "PartnershipStepChange": step.changes.get(),
        "LocalNeedsAssessment": resources.write_assessment(actor=system, title="Diagnoza", made_on=today),
        "ResourceMapEntry": resources.map_resource(actor=system, name="Biblioteka", sector="health"),
        "PartnerInvitation": invitations.send_invitation(
            actor=system, partner=invited("Zaproszona Poradnia"), channel="letter"
        ),
        "PartnerAddress": contacts.write_address(
            actor=system, partner=partner, kind="service", postcode="42-200", city="Częstochowa"
        ),
        "PersonSubstitution": contacts.name_substitute(
            actor=system, person=person, substitute=stand_in, starts_on=today, last_on=today
        ),
        "ContactPeriod": contacts.set_contact_period(
            actor=system,
            person=person,
            way="phone",
            weekdays="1",
            from_time=time(8),
            until_time=time(9),
        ),
    }
