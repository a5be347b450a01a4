"""The clock of art. 12(3) GDPR: a month to answer, two more for a good reason."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

ANSWER_MONTHS: Final = 1
EXTENSION_MONTHS: Final = 2
# Days before the end on which those who answer are reminded, and the day after it.
REMINDED: Final = (7, 2, -1)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last (Regulation 1182/71, art. 3)."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def answer_due(received_on: date) -> date:
    """The last day for an answer."""
    return months_after(received_on, ANSWER_MONTHS)


def extended_due(received_on: date) -> date:
    """The last day after an extension: three months from receipt in all."""
    return months_after(received_on, ANSWER_MONTHS + EXTENSION_MONTHS)


def reminder_for(due_on: date, today: date) -> int | None:
    """Which reminder is due today: the days that are left, or None."""
    left = (due_on - today).days
    reached = [days for days in REMINDED if left <= days]
    return min(reached) if reached else None
