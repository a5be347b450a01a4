"""Giving and taking access, entering, writing to each other."""

from core.access.operations.entering import change_pin, enter_with_slip, sign_in
from core.access.operations.letters import mark_read, send_message
from core.access.operations.slips import issue_slip, slip_paper, take_away

__all__ = [
    "change_pin",
    "enter_with_slip",
    "issue_slip",
    "mark_read",
    "send_message",
    "sign_in",
    "slip_paper",
    "take_away",
]
