"""What counts as telling a small number, and what is enough to show that nothing is told.

With [low, high] for all that a cell may still be: exact pins 1 to 4; narrow says it exists, may be small, and
is one of at most three values; certain says it lies in 1 to 4. From [5, 7] no small count follows: such a
cell could as well be printed. So a cell is safe as soon as it can be 0, or can be 7 and more: then either it
is surely 5 and more, or four values and a large one remain.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np

from auditor.system import Mask, Whole

SMALL: Final = 4
"""Counts from 1 to this are what nobody may be certain of."""
WIDTH: Final = 3
"""Highest less lowest value that must remain for a count known to exist."""
CLEAR: Final = SMALL + WIDTH
"""A cell that can be this and more tells nothing, whatever else it can be."""


class Leak(StrEnum):
    EXACT = "exact"
    NARROW = "narrow"
    CERTAIN = "certain"


def leaks(low: int, high: int) -> tuple[Leak, ...]:
    """What an interval that surely holds the count tells of it; nothing is the good answer."""
    found = []
    if 1 <= low == high <= SMALL:
        found.append(Leak.EXACT)
    if 1 <= low <= SMALL and high - low < WIDTH:
        found.append(Leak.NARROW)
    if low >= 1 and high <= SMALL:
        found.append(Leak.CERTAIN)
    return tuple(found)


def leaking(low: Whole, high: Whole) -> Mask:
    """The same for all cells at once: whether anything is told."""
    exists = (low >= 1) & (low <= SMALL)
    return exists & ((high - low < WIDTH) | (high <= SMALL))


def safe(seen_low: Whole, seen_high: Whole, surely_low: Whole) -> Mask:
    """What worlds prove: each of the seen values is possible, and nothing lies below `surely_low`."""
    large = (seen_high > SMALL) & ((seen_high - seen_low >= WIDTH) | (surely_low > SMALL))
    result: Mask = (seen_low == 0) | (seen_high >= CLEAR) | large
    return result


def unseen(size: int) -> tuple[Whole, Whole]:
    """Before the first world nothing is shown to be possible."""
    return np.full(size, np.iinfo(np.int64).max // 4), np.full(size, -1, dtype=np.int64)
