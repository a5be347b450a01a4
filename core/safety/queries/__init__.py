"""How a person is reached, who may know of whom. Takes cases and persons that the caller may see."""

from __future__ import annotations

from core.safety.queries.contacts import (
    PartnerContact,
    Writing,
    channel_of,
    contact_for_partner,
    contact_of,
    contacts_of,
    contacts_visible_to,
    details_of,
    may_write_to,
)
from core.safety.queries.separations import (
    check_together,
    hidden_from,
    is_kept_apart,
    opened_of,
    own_meetings,
    own_records,
    separate_procedure_of,
    separate_procedures_visible_to,
    separation_visible,
    separations_of,
    separations_visible_to,
    standing_in,
    wall_of,
)

__all__ = [
    "PartnerContact",
    "Writing",
    "channel_of",
    "check_together",
    "contact_for_partner",
    "contact_of",
    "contacts_of",
    "contacts_visible_to",
    "details_of",
    "hidden_from",
    "is_kept_apart",
    "may_write_to",
    "opened_of",
    "own_meetings",
    "own_records",
    "separate_procedure_of",
    "separate_procedures_visible_to",
    "separation_visible",
    "separations_of",
    "separations_visible_to",
    "standing_in",
    "wall_of",
]
