"""The smallest change of a known world that brings one cell where it is wanted.

Asked as two amounts a cell, more and less than in the world, of which as few as possible are wanted: a
programme in fractions that starts from no change at all and needs a few steps. What it finds is nearly
always whole, and touches so little that several such changes fit into one world. Where it is not whole,
whole counts are looked for among the cells it touches and those around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np

from core.protection.solver import SEED, Floats, Programme, Rows, Table, lower, model_of, upper
from core.protection.system import ENDLESS, Ints, System

_WHOLE: Final = 1e-6
# Whole counts are looked for among so many cells.
_AROUND: Final = (0, 150, 500, 1_500)
# A change is looked for among so many cells before it is among all.
_NEAR: Final = 300


@dataclass(frozen=True)
class Change:
    """Cells that change, and their counts in the changed world."""

    cells: Ints
    counts: Ints


class _Amounts:
    """How much more and how much less each of some cells is, as one programme."""

    def __init__(self, rows: Rows, sums: Ints, room: Ints) -> None:
        self.size = len(room) // 2
        both = Rows(
            starts=rows.starts * 2,
            columns=np.stack([rows.columns, rows.columns + self.size], axis=1).ravel(),
            coefficients=np.stack([rows.coefficients, -rows.coefficients], axis=1).ravel(),
            lo=np.where(rows.lo <= -ENDLESS // 2, rows.lo, rows.lo - sums),
            hi=np.where(rows.hi >= ENDLESS // 2, rows.hi, rows.hi - sums),
        )
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", SEED),
            ("presolve", "off"),
        ):
            self.solver.setOptionValue(name, value)
        model = model_of(both, np.zeros(2 * self.size, dtype=np.int64), room)
        model.integrality_ = []
        model.col_cost_ = np.ones(2 * self.size)
        self.solver.passModel(model)
        self.room = room

    def tie(self, rows: Rows, sums: Ints) -> None:
        """Other bounds of the rows."""
        places = np.arange(len(sums), dtype=np.int32)
        self.solver.changeRowsBounds(len(places), places, lower(rows.lo - sums), upper(rows.hi - sums))

    def widen(self, room: Ints) -> None:
        """Other room for every cell."""
        changed = np.flatnonzero(room != self.room).astype(np.int32)
        self.room = room
        if len(changed):
            self.solver.changeColsBounds(len(changed), changed, np.zeros(len(changed)), upper(room[changed]))

    def ask(self, cell: int, least: tuple[int, int], most: tuple[int, int]) -> Floats | None:
        """By how much each cell moves in the smallest change; none where there is no such change."""
        sides = np.array([cell, cell + self.size], dtype=np.int32)
        self.solver.changeColsBounds(
            2, sides, np.array(least, dtype=float), upper(np.minimum(most, self.room[sides]))
        )
        self.solver.clearSolver()
        self.solver.run()
        found = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        amounts = np.array(self.solver.getSolution().col_value) if found else None
        self.solver.changeColsBounds(2, sides, np.zeros(2), upper(self.room[sides]))
        return None if amounts is None else amounts[: self.size] - amounts[self.size :]


class Nearest:
    """A world and all that may be changed in it; cells may be held for some of the questions.

    Asked among the cells around the one in question first, and only then among all.
    """

    def __init__(self, system: System, world: Ints) -> None:
        self.size = system.size
        self.table = Table(system)
        self._all: _Amounts | None = None
        self.between(system, world)

    @property
    def system(self) -> System:
        return self.table.system

    def between(self, system: System, world: Ints | None = None) -> None:
        """Other bounds of the same cells and rows from now on, perhaps beside another world."""
        # Which cells stand in which rows is known already.
        self.table.system = system
        if world is not None:
            self.world, self.sums = world, system.sums(world)
        more = np.where(system.hi >= ENDLESS // 2, ENDLESS, system.hi - self.world)
        self.room = np.concatenate([more, self.world - system.lo])
        self._near: tuple[int, Ints, _Amounts] | None = None
        if self._all is not None:
            self._all.widen(self.room)
            self._all.tie(*self._rows())

    def ask(self, cell: int, low: int, high: int) -> Change | None:
        """A small change with the cell between `low` and `high`; none where it is not found whole."""
        now = int(self.world[cell])
        least, most = (max(low - now, 0), max(now - high, 0)), (max(high - now, 0), max(now - low, 0))
        if least[0] > self.room[cell] or least[1] > self.room[cell + self.size]:
            return None
        cells, amounts = self._around_cell(cell)
        moved = amounts.ask(int(np.searchsorted(cells, cell)), least, most)
        if moved is None and len(cells) < self.size:
            cells = np.arange(self.size)
            moved = self.all.ask(cell, least, most)
        return None if moved is None else self._whole(cells, moved, cell, low, high)

    @property
    def all(self) -> _Amounts:
        """All cells at once."""
        if self._all is None:
            self._all = _Amounts(*self._rows(), self.room)
        return self._all

    def _rows(self) -> tuple[Rows, Ints]:
        """All rows, and what they add up to in the world."""
        everything = np.arange(self.size)
        return self.table.loose(everything), self.sums[self.table.rows_of(everything)]

    def _around_cell(self, cell: int) -> tuple[Ints, _Amounts]:
        """The cells around one, all others held; kept for the next question about it."""
        if self._near is None or self._near[0] != cell:
            cells = self.table.around(cell, _NEAR, whole=False)
            rows = self.table.held(cells, self.world)
            # Outside stands as in the world: what is left is what the cells inside add up to.
            inside = sums_of(rows, self.world[cells])
            room = self.room[np.concatenate([cells, cells + self.size])]
            self._near = cell, cells, _Amounts(rows, inside, room)
        return self._near[1:]

    def _whole(self, cells: Ints, moved: Floats, cell: int, low: int, high: int) -> Change | None:
        near = np.rint(moved)
        if (np.abs(moved - near) > _WHOLE).any():
            return self._among(cells[np.abs(moved) > _WHOLE], cell, low, high)
        other = np.flatnonzero(near)
        return Change(cells[other], self.world[cells[other]] + near[other].astype(np.int64))

    def _among(self, touched: Ints, cell: int, low: int, high: int) -> Change | None:
        """Whole counts of the touched cells and ever more of those around, all others as in the world."""
        before = 0
        for most in _AROUND:
            cells = self._around(touched, most)
            if len(cells) == before:
                continue
            before = len(cells)
            least = self.world[cells] - self.room[cells + self.size]
            greatest = np.minimum(self.world[cells] + self.room[cells], ENDLESS)
            own = cells == cell
            least[own] = np.maximum(least[own], low)
            greatest[own] = np.minimum(greatest[own], high)
            programme = Programme(self.table.held(cells, self.world), least, greatest)
            found = programme.ask(np.zeros(len(cells)), few=True).counts
            if found is not None:
                other = found != self.world[cells]
                return Change(cells[other], found[other])
        return None

    def _around(self, cells: Ints, most: int) -> Ints:
        while len(cells) < most:
            wider = self.table.cells_of(self.table.rows_of(cells))
            if len(wider) > max(_AROUND) or len(wider) == len(cells):
                break
            cells = wider
        return cells


def sums_of(rows: Rows, counts: Ints) -> Ints:
    """What the cells of a part add up to, row by row."""
    owner = np.repeat(np.arange(len(rows.lo)), np.diff(rows.starts))
    weighted = rows.coefficients * counts[rows.columns]
    return np.bincount(owner, weighted, len(rows.lo)).astype(np.int64)


class Together:
    """Changes of one world written into as few worlds as hold them: those that no row ties share one."""

    def __init__(self, table: Table, world: Ints) -> None:
        self.table = table
        self.first = world
        self.worlds: list[Ints] = []
        self._rows: list[set[int]] = []

    def add(self, changes: Sequence[Change]) -> None:
        for change in changes:
            rows = set(self.table.rows_of(change.cells).tolist())
            number = next(
                (at for at, used in enumerate(self._rows) if used.isdisjoint(rows)), len(self._rows)
            )
            if number == len(self._rows):
                self._rows.append(set())
                self.worlds.append(self.first.copy())
            self._rows[number] |= rows
            self.worlds[number][change.cells] = change.counts
