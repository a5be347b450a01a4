"""The income criterion of social assistance: an amount with the days from which it holds.

Art. 8(1) of the Act of 12 March 2004, amounts by the Council of Ministers' regulations verified every
three years (art. 9). In grosze a month: for a person alone, and for each person in a family.
"""

from __future__ import annotations

from datetime import date
from typing import Final

CRITERIA: Final = (
    (date(2018, 10, 1), 701_00, 528_00),
    (date(2022, 1, 1), 776_00, 600_00),
    (date(2025, 1, 1), 1010_00, 823_00),
)


def criterion_on(day: date, persons: int) -> int | None:
    """The criterion for a household of this size on a day, or None before the amounts known here."""
    found = None
    for starts_on, alone, in_family in CRITERIA:
        if starts_on <= day:
            found = alone if persons == 1 else in_family
    return found
