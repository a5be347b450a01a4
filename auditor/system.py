"""Bounds and rows as arrays of whole numbers, and what follows from them without any solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from auditor.identities import Row

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Stands for "without a bound"; far above any count, far below what overflows.
ENDLESS: Final = 1 << 40
_ROUNDS: Final = 2_000


class ContradictionError(Exception):
    """No numbers at all satisfy the bounds and rows; `column` is where it showed."""

    def __init__(self, column: int) -> None:
        self.column = column
        super().__init__(column)


@dataclass(frozen=True)
class System:
    """lo <= x <= hi and row_lo <= A x <= row_hi; entries of A lie sorted by row."""

    lo: Whole
    hi: Whole
    entry_row: Whole
    entry_column: Whole
    entry_value: Whole
    row_lo: Whole
    row_hi: Whole

    @classmethod
    def of(cls, bounds: Sequence[tuple[int, int | None]], rows: Sequence[Row]) -> System:
        """Rows of one cell only are bounds of that cell as well; they stay rows, propagation reads them."""
        counts = [len(row.terms) for row in rows]
        entries = np.array([term for row in rows for term in row.terms], dtype=np.int64).reshape(-1, 2)
        return cls(
            lo=np.array([lo for lo, _ in bounds], dtype=np.int64),
            hi=np.array([ENDLESS if hi is None else hi for _, hi in bounds], dtype=np.int64),
            entry_row=np.repeat(np.arange(len(rows), dtype=np.int64), counts),
            entry_column=entries[:, 1].copy(),
            entry_value=entries[:, 0].copy(),
            row_lo=np.array([-ENDLESS if row.lo is None else row.lo for row in rows], dtype=np.int64),
            row_hi=np.array([ENDLESS if row.hi is None else row.hi for row in rows], dtype=np.int64),
        )

    @property
    def columns(self) -> int:
        return len(self.lo)

    @property
    def rows(self) -> int:
        return len(self.row_lo)

    def with_bounds(self, lo: Whole, hi: Whole) -> System:
        return replace(self, lo=lo, hi=hi)

    def totals(self, world: Whole) -> Whole:
        """The sum of every row in a world, in whole numbers."""
        found = np.zeros(self.rows, dtype=np.int64)
        np.add.at(found, self.entry_row, self.entry_value * world[self.entry_column])
        return found

    def holds(self, world: Whole) -> bool:
        """Whether a world satisfies everything: exact, no tolerance."""
        if bool(((world < self.lo) | (world > self.hi)).any()):
            return False
        totals = self.totals(world)
        return not bool(((totals < self.row_lo) | (totals > self.row_hi)).any())

    def propagated(self) -> System:
        """Bounds that follow from each row alone, again and again until nothing moves."""
        lo, hi = self.lo.copy(), self.hi.copy()
        for _ in range(_ROUNDS):
            new_lo, new_hi = self._step(lo, hi)
            if wrong := np.flatnonzero(new_lo > new_hi).tolist():
                raise ContradictionError(wrong[0])
            if bool((new_lo == lo).all()) and bool((new_hi == hi).all()):
                break
            lo, hi = new_lo, new_hi
        self._refuse_broken_rows(lo, hi)
        return self.with_bounds(lo, hi)

    def _step(self, lo: Whole, hi: Whole) -> tuple[Whole, Whole]:
        """One pass over all rows at once."""
        value, column = self.entry_value, self.entry_column
        least = np.where(value > 0, lo[column], hi[column])
        most = np.where(value > 0, hi[column], lo[column])
        new_lo, new_hi = lo.copy(), hi.copy()
        for corner, limit, at_most in ((least, self.row_hi, True), (most, self.row_lo, False)):
            room, told = self._room(corner, limit)
            # value * x <= room (at_most) or >= room: from above where the signs agree, else from below.
            above = told & ((value > 0) == at_most)
            below = told & ((value > 0) != at_most)
            np.minimum.at(new_hi, column[above], room[above] // value[above])
            np.maximum.at(new_lo, column[below], -((-room[below]) // value[below]))
        return new_lo, new_hi

    def _room(self, corner: Whole, limit: Whole) -> tuple[Whole, Mask]:
        """What a row leaves for each of its entries, and where that says anything at all."""
        endless = corner >= ENDLESS
        part = np.where(endless, 0, self.entry_value * corner)
        total = np.zeros(self.rows, dtype=np.int64)
        np.add.at(total, self.entry_row, part)
        unknown = np.bincount(self.entry_row[endless], minlength=self.rows)
        told = (unknown[self.entry_row] - endless == 0) & (np.abs(limit[self.entry_row]) < ENDLESS)
        return limit[self.entry_row] - (total[self.entry_row] - part), told

    def _refuse_broken_rows(self, lo: Whole, hi: Whole) -> None:
        fixed = lo == hi
        free = np.bincount(self.entry_row[~fixed[self.entry_column]], minlength=self.rows)
        totals = self.totals(np.where(fixed, lo, 0))
        broken = (free == 0) & ((totals < self.row_lo) | (totals > self.row_hi))
        if wrong := np.flatnonzero(broken).tolist():
            raise ContradictionError(int(self.entry_column[self.entry_row == wrong[0]][0]))

    def components(self, free: Mask) -> list[Whole]:
        """Free columns that hang together through rows, in the order of their first column."""
        parent = np.arange(self.columns, dtype=np.int64).tolist()

        def top(node: int) -> int:
            while parent[node] != node:
                parent[node] = parent[parent[node]]
                node = parent[node]
            return node

        keep = free[self.entry_column]
        last: dict[int, int] = {}
        pairs: Any = zip(self.entry_row[keep].tolist(), self.entry_column[keep].tolist(), strict=True)
        for row, column in pairs:
            if row in last:
                one, other = top(last[row]), top(column)
                parent[max(one, other)] = min(one, other)
            last[row] = column
        groups: dict[int, list[int]] = {}
        for column in np.flatnonzero(free).tolist():
            groups.setdefault(top(column), []).append(column)
        return [np.array(group, dtype=np.int64) for group in groups.values()]
