"""Which new cells to withhold so that a told cell is told no more: as few as will do, the least missed first.

Asked near the told cell only, with surroundings that may be anything between their bounds; a choice that
turns out too small is mended in the next round.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from core.protection.evidence import safe_between
from core.protection.solver import Programme, Table
from core.protection.system import ENDLESS, Ints, System, propagated

_CIRCLES: Final = (80, 400, 2_000)
# Up to so many cells all are asked at last.
_WHOLE: Final = 9_000


class Choice:
    """One told cell, and the new cells near it that might be withheld."""

    def __init__(self, printed: System, cell: int, near: Ints, free: Collection[int]) -> None:
        self.cell = cell
        self.near = near
        self.printed = printed
        self.candidates = [int(other) for other in near if int(other) in free]
        # Bounds of the surroundings that hold whichever candidates are withheld.
        lo, hi = printed.lo.copy(), printed.hi.copy()
        lo[self.candidates], hi[self.candidates] = 0, ENDLESS
        wide = propagated(printed.within(lo, hi))
        self.lo, self.hi = lo[near], hi[near]
        self.programme = Programme(Table(wide).loose(near), self.lo, self.hi)
        self.place = {int(other): at for at, other in enumerate(near)}

    def settled(self, withheld: Collection[int]) -> bool:
        """Whether the cell has a safe range when these candidates are withheld and the others printed."""
        lo, hi = self.printed.lo[self.near].copy(), self.printed.hi[self.near].copy()
        for other in withheld:
            lo[self.place[other]], hi[self.place[other]] = 0, ENDLESS
        cost = (self.near == self.cell).astype(float)
        low = self.programme.ask(cost, lo, hi, exact=True)
        if low.counts is None:
            return False
        least = int(low.counts[self.place[self.cell]])
        if least == 0:
            return True
        high = self.programme.ask(-cost, lo, hi, exact=True)
        if high.endless:
            return True
        if high.counts is None:
            return False
        most = int(high.counts[self.place[self.cell]])
        return bool(safe_between(np.array([least]), np.array([most]))[0])

    def fewest(self) -> list[int] | None:
        """A set of candidates of which none can be spared; none when all together do not help."""
        ordered = sorted(self.candidates, key=self._harm)
        if not self.settled(ordered):
            return None
        return self._needed([], ordered, changed=True)

    def _needed(self, base: list[int], among: Sequence[int], *, changed: bool) -> list[int]:
        """Halve and ask again: what of `among` is needed on top of `base`, earlier ones preferred."""
        if changed and self.settled(base):
            return []
        if len(among) == 1:
            return list(among)
        half = len(among) // 2
        first, second = list(among[:half]), list(among[half:])
        later = self._needed([*base, *first], second, changed=True)
        sooner = self._needed([*base, *later], first, changed=bool(later))
        return [*sooner, *later]

    def _harm(self, cell: int) -> tuple[int, bool, int]:
        """Numbers of nobody are missed least, then small ones; the told cell before its equals."""
        return int(self.printed.lo[cell]), cell != self.cell, cell


def to_withhold(printed: System, table: Table, cell: int, free: Collection[int]) -> list[int] | None:
    """New cells whose withholding settles the cell: an empty list when it is settled already, None when
    nothing helps.
    """
    asked = 0
    for size in (*_CIRCLES, *([printed.size] if printed.size <= _WHOLE else [])):
        near = table.around(cell, size)
        if len(near) == asked:
            continue
        asked = len(near)
        found = Choice(printed, cell, near, free).fewest()
        # Loose surroundings may only seem to settle it; where nothing lies around them they do not.
        if found or (found is not None and _is_all(table, near)):
            return found
    return None


def _is_all(table: Table, cells: Ints) -> bool:
    """Whether no identity ties these cells to any other."""
    return len(table.cells_of(table.rows_of(cells))) == len(cells)
