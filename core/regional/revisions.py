"""Corrections: printed cells stay as they are, corrections enter the next period, a year is revised once.

A year is counted once more with the month of June after it, and only for a town in which at least five
families changed: a number that changed for one family would tell of that family.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

# The month whose hand-over carries the revision of the year before.
REVISION_MONTH: Final = 6
FEWEST_CHANGED: Final = 5

Counts = Mapping[tuple[str, str, str], int]


def year_revised_by(month: date) -> date | None:
    """First day of the year whose revision goes with a month."""
    return date(month.year - 1, 1, 1) if month.month == REVISION_MONTH else None


def surely_changed(before: Counts, now: Counts) -> int:
    """How many families changed at least: one family moves any count by one at most."""
    return max((abs(now.get(key, 0) - before.get(key, 0)) for key in {*before, *now}), default=0)


def is_worth_revising(before: Counts, now: Counts) -> bool:
    """Whether enough families changed for the revision to tell of none of them."""
    return surely_changed(before, now) >= FEWEST_CHANGED
