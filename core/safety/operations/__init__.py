"""Writing down how a person is reached and who may not know of whom; writing to a person safely."""

from __future__ import annotations

from core.safety.operations.contacts import (
    ContactData,
    name_own_email,
    set_contact,
    write_to_person,
)
from core.safety.operations.separations import (
    end_separate_procedure,
    end_separation,
    mark_separate_procedure,
    mark_separation_mistaken,
    open_records,
    separate,
)

__all__ = [
    "ContactData",
    "end_separate_procedure",
    "end_separation",
    "mark_separate_procedure",
    "mark_separation_mistaken",
    "name_own_email",
    "open_records",
    "separate",
    "set_contact",
    "write_to_person",
]
