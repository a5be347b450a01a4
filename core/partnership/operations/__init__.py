"""How an organisation becomes a partner: invited, declared, certified, perhaps withdrawn.

Operations that make a record take `key`, an id chosen by the caller: the same form sent twice finds
the record of the first time instead of making another.
"""

from __future__ import annotations

from core.partnership.operations.making import Made, made_before, next_number
from core.partnership.operations.meetings import hold_meeting
from core.partnership.operations.organisations import invite_partner, register_lead, update_partner
from core.partnership.operations.papers import issue_certificate, sign_declaration, withdraw_declaration
from core.partnership.operations.people import end_person, name_person, open_delegate_account

__all__ = [
    "Made",
    "end_person",
    "hold_meeting",
    "invite_partner",
    "issue_certificate",
    "made_before",
    "name_person",
    "next_number",
    "open_delegate_account",
    "register_lead",
    "sign_declaration",
    "update_partner",
    "withdraw_declaration",
]
