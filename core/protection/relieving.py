"""Which new cells to withhold for many told cells at once, asked of the whole system in fractions.

The prices of an extreme name the printed numbers that hold a told cell; only those can help it. The one
named by most of them is tried first, zeros before other numbers, and kept where it settles any. A cell that
no single number helps is asked with all that hold it at once, of which none is withheld that can be spared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from core.protection.evidence import SPREAD
from core.protection.joint import Joint
from core.protection.search import is_told
from core.protection.system import Ints, System

# A printed zero is missed less than a number.
_ZERO, _NUMBER = 1.0, 2.5
_WIDER: Final = 6
_WHOLE: Final = 1e-6


class Relief:
    """Told cells, and what is withheld for them one after the other.

    Asked between the printed bounds: what follows from them would hide which number tells.
    """

    def __init__(
        self,
        joint: Joint,
        printed: System,
        free: Collection[int],
        *,
        spread: int = SPREAD,
        lowest: Ints | None = None,
    ) -> None:
        self.spread = spread
        # What the printed symbols alone say, where `printed` knows more.
        self.lowest = printed.lo if lowest is None else lowest
        self.joint = joint
        self.free = set(free)
        self.printed = printed
        joint.between(printed)
        self.chosen: list[int] = []

    def of(self, told: Iterable[int]) -> list[int]:
        """Those of the told cells that nothing helps; `chosen` is withheld for the others."""
        holding = {cell: found for cell in told if (found := self._holding(cell)) is not None}
        stuck: list[int] = []
        while holding:
            if alone := [cell for cell, found in holding.items() if not found]:
                cell = alone[0]
                del holding[cell]
                if not self._together(cell):
                    stuck.append(cell)
                continue
            best = max(set().union(*holding.values()), key=lambda other: self._worth(other, holding))
            helped = self._helped(best, [cell for cell, found in holding.items() if best in found])
            for cell in helped:
                del holding[cell]
            for found in holding.values():
                found.discard(best)
        return stuck

    def is_told_anyway(self, cell: int) -> bool:
        """Whether a cell is told even if nothing new is printed."""
        everything = sorted(self.free - set(self.chosen))
        self.joint.free(everything)
        told = not self._settled(cell)
        self._print(everything)
        return told

    def _worth(self, cell: int, holding: dict[int, set[int]]) -> tuple[float, bool, int]:
        named = sum(cell in found for found in holding.values())
        return named / self._harm(cell), cell in holding, -cell

    def _harm(self, cell: int) -> float:
        return _NUMBER if self.lowest[cell] else _ZERO

    def _holding(self, cell: int) -> set[int] | None:
        """New cells whose printed numbers hold a cell; none when it is not told at all."""
        low = self.joint.least(cell)
        if low is not None and low.value < _WHOLE:
            return None
        high = self.joint.most(cell)
        if not is_told(low, high, self.spread):
            return None
        named = {cell}
        for side in (low, high):
            named.update(side.holding.tolist() if side else ())
        return named & self.free - set(self.chosen)

    def _settled(self, cell: int) -> bool:
        low = self.joint.least(cell)
        return (low is not None and low.value < _WHOLE) or not is_told(
            low, self.joint.most(cell), self.spread
        )

    def _helped(self, cell: int, told: Sequence[int]) -> list[int]:
        """Told cells that are none any more once a cell is withheld, or even without that."""
        self.joint.free([cell])
        helped = [other for other in told if self._settled(other)]
        self._print([cell])
        needed = [other for other in helped if not self._settled(other)]
        if needed:
            self._withhold([cell])
        return helped

    def _together(self, cell: int) -> bool:
        """Withhold several new cells for one; whether that helps."""
        group: list[int] = []
        for _ in range(_WIDER):
            found = self._holding(cell)
            if found is None:
                break
            more = sorted(found - set(group))
            if not more:
                self._print(group)
                return False
            group += more
            self.joint.free(more)
        else:
            if not self._settled(cell):
                self._print(group)
                return False
        for other in sorted(group, key=lambda each: (-self._harm(each), each != cell, -each)):
            self._print([other])
            if self._settled(cell):
                group.remove(other)
            else:
                self.joint.free([other])
        self._withhold(group)
        return True

    def _withhold(self, cells: Sequence[int]) -> None:
        self.joint.free(cells)
        self.chosen.extend(cells)

    def _print(self, cells: Sequence[int]) -> None:
        self.joint.bound(cells, self.printed.lo[cells].tolist(), self.printed.hi[cells].tolist())
