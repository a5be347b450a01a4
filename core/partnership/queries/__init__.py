"""What may be read of the partnership.

Staff of the town sees all of it; a delegate sees who belongs to it, its meetings, and the papers and
people of the own organisation; families do not see this area.
"""

from __future__ import annotations

from core.partnership.queries.meetings import attendance_of, meeting_visible, meetings
from core.partnership.queries.organisations import (
    active_partners,
    lead,
    organisation_rule,
    partner_of,
    partner_visible,
    partners,
    partners_to_meet,
    sees_organisation,
    sees_partnership,
    stage_counts,
    stage_on,
)
from core.partnership.queries.papers import (
    CertificateCheck,
    certificate_check,
    certificate_visible,
    certificates_visible_to,
    declaration_in_force,
    declaration_visible,
    declarations_of,
    declarations_visible_to,
    grouped_code,
)
from core.partnership.queries.people import (
    accounts_to_name,
    delegates_of,
    people_of,
    people_visible_to,
    person_visible,
)

__all__ = [
    "CertificateCheck",
    "accounts_to_name",
    "active_partners",
    "attendance_of",
    "certificate_check",
    "certificate_visible",
    "certificates_visible_to",
    "declaration_in_force",
    "declaration_visible",
    "declarations_of",
    "declarations_visible_to",
    "delegates_of",
    "grouped_code",
    "lead",
    "meeting_visible",
    "meetings",
    "organisation_rule",
    "partner_of",
    "partner_visible",
    "partners",
    "partners_to_meet",
    "people_of",
    "people_visible_to",
    "person_visible",
    "sees_organisation",
    "sees_partnership",
    "stage_counts",
    "stage_on",
]
