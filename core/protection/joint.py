"""The whole system as one programme in fractions, kept open: cheap questions about single cells, and why.

A few thousand cells take a fraction of a second from nothing and far less from the answer before. What no
fractions allow no whole counts allow: that tells a cell. The prices of the answer name the printed numbers
that tell it, and only those are worth withholding.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np

from core.protection.solver import SEED, Floats, Programme, Table, lower, model_of, upper
from core.protection.system import ENDLESS, Ints, System, components

_WHOLE: Final = 1e-6
_PRICE: Final = 1e-7
_DUAL, _PRIMAL = 1, 4
# A cell is asked no further up than this above the least that would do.
TOP: Final = 20
# Fractions are made whole among so many cells at most.
_MENDED: Final = (0, 120, 600)


@dataclass(frozen=True)
class Extreme:
    """The least or greatest value of a cell in fractions, counts that show it, and the cells that hold it."""

    value: float
    counts: Floats
    holding: Ints


class Joint:
    """All cells between printed bounds, all identities; bounds may be widened for good or for a question."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.table = Table(system)
        self.lo, self.hi = system.lo.copy(), system.hi.copy()
        self.places = np.arange(system.size, dtype=np.int32)
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", SEED)):
            self.solver.setOptionValue(name, value)
        model = model_of(self.table.loose(self.places.astype(np.int64)), system.lo, system.hi)
        model.integrality_ = []
        self.solver.passModel(model)
        self.cost = np.zeros(system.size)

    def bound(self, cells: Collection[int], lo: Collection[int], hi: Collection[int]) -> None:
        """Other bounds for some cells from now on."""
        places = np.array(list(cells), dtype=np.int32)
        low, high = np.array(list(lo), dtype=np.int64), np.array(list(hi), dtype=np.int64)
        self.lo[places], self.hi[places] = low, high
        self.solver.changeColsBounds(len(places), places, low.astype(float), upper(high))

    def between(self, system: System) -> None:
        """The bounds of a system of the same cells and rows."""
        if system.row_lo is not self.system.row_lo or system.row_hi is not self.system.row_hi:
            rows = np.arange(system.rows, dtype=np.int32)
            self.solver.changeRowsBounds(system.rows, rows, lower(system.row_lo), upper(system.row_hi))
        # Which cells stand in which rows is known already.
        self.system = self.table.system = system
        self.bound(self.places.tolist(), system.lo.tolist(), system.hi.tolist())

    def free(self, cells: Collection[int]) -> None:
        """Print these cells no more."""
        self.bound(cells, [0] * len(cells), [ENDLESS] * len(cells))

    def best(self, cost: Floats) -> Floats | None:
        """Counts of least cost, fractions among them."""
        self.solver.setOptionValue("simplex_strategy", _DUAL)
        return self._solved(cost)

    def least(self, cell: int) -> Extreme | None:
        """How small a cell can be; none where the numbers contradict each other."""
        return self._extreme(cell, 1.0)

    def most(self, cell: int) -> Extreme | None:
        """How large a cell can be, asked up to a little more than would do."""
        lo, hi = int(self.lo[cell]), int(self.hi[cell])
        self.bound([cell], [lo], [min(hi, lo + TOP)])
        try:
            return self._extreme(cell, -1.0)
        finally:
            self.bound([cell], [lo], [hi])

    def _extreme(self, cell: int, sign: float) -> Extreme | None:
        cost = np.zeros(self.system.size)
        cost[cell] = sign
        self.solver.setOptionValue("simplex_strategy", _PRIMAL)
        counts = self._solved(cost)
        if counts is None:
            return None
        prices = np.abs(np.array(self.solver.getSolution().col_dual))
        return Extreme(float(counts[cell]), counts, np.flatnonzero(prices > _PRICE).astype(np.int64))

    def _solved(self, cost: Floats) -> Floats | None:
        changed = np.flatnonzero(cost != self.cost).astype(np.int32)
        self.solver.changeColsCost(len(changed), changed, cost[changed])
        self.cost = cost.copy()
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self.solver.clearSolver()
            self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self.solver.getSolution().col_value)

    def whole(self, counts: Floats, kept: Collection[int] = ()) -> Ints | None:
        """Whole counts beside these, the kept cells unchanged; none where a few steps do not find any.

        Fractions fall into parts that no identity ties together: each is mended by itself, among ever
        more of the cells around it.
        """
        near = np.rint(counts)
        world = near.astype(np.int64)
        parts = np.abs(counts - near) > _WHOLE
        if not parts.any():
            return world if self.fits(world) else None
        numbers = components(self.system, parts)
        for number in range(int(numbers.max()) + 1):
            if not self._mend(world, counts, np.flatnonzero(numbers == number).astype(np.int64), kept):
                return None
        return world if self.fits(world) else None

    def fits(self, world: Ints) -> bool:
        """Whether whole counts fit the bounds as they are now, by additions."""
        return self.system.within(self.lo, self.hi).holds(world)

    def _mend(self, world: Ints, counts: Floats, part: Ints, kept: Collection[int]) -> bool:
        for room, most in enumerate(_MENDED):
            cells = part
            while len(cells) < most:
                wider = self.table.cells_of(self.table.rows_of(cells))
                if len(wider) > _MENDED[-1] or len(wider) == len(cells):
                    break
                cells = wider
            if most and len(cells) == len(part):
                continue
            low = np.maximum(np.floor(counts[cells] + _WHOLE).astype(np.int64) - room, self.lo[cells])
            high = np.minimum(np.ceil(counts[cells] - _WHOLE).astype(np.int64) + room, self.hi[cells])
            fixed = np.isin(cells, list(kept))
            low[fixed] = high[fixed] = world[cells[fixed]]
            found = Programme(self.table.held(cells, world), low, high).ask(self.cost[cells], few=True)
            if found.counts is not None:
                world[cells] = found.counts
                return True
        return False
