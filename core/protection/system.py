"""A document as numbers: bounds of the cells and a sparse table of identities, all whole.

Rows are stored one after the other (`starts`, `columns`, `coefficients`). Nothing here solves anything: it
adds, compares and follows bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.protection.document import Document, Relation
from core.protection.errors import ContradictionError
from core.protection.identities import identities_of

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Beyond every count: a bound that is none. Sums of some thousand of them stay far from overflow.
ENDLESS: Final = 10**12
_HALF: Final = ENDLESS // 2
_ROUNDS: Final = 60


@dataclass(frozen=True)
class System:
    """Cells between `lo` and `hi`; rows between `row_lo` and `row_hi`."""

    lo: Ints
    hi: Ints
    starts: Ints
    columns: Ints
    coefficients: Ints
    row_lo: Ints
    row_hi: Ints

    @property
    def size(self) -> int:
        return len(self.lo)

    @property
    def rows(self) -> int:
        return len(self.row_lo)

    def row_of_entry(self) -> Ints:
        """For every coefficient the number of its row."""
        return np.repeat(np.arange(self.rows), np.diff(self.starts))

    def sums(self, world: Ints) -> Ints:
        """Value of every row in one world, or in several beside each other."""
        if not self.rows:
            return np.zeros((0, *world.shape[1:]), dtype=np.int64)
        weights = self.coefficients if world.ndim == 1 else self.coefficients[:, None]
        return np.add.reduceat(weights * world[self.columns], self.starts[:-1], axis=0)

    def holds(self, world: Ints) -> bool:
        """Whether a world fits every printed number and every identity: additions only."""
        if (world < self.lo).any() or (world > self.hi).any():
            return False
        sums = self.sums(world)
        return bool((sums >= self.row_lo).all() and (sums <= self.row_hi).all())

    def within(self, lo: Ints, hi: Ints) -> System:
        return replace(self, lo=lo, hi=hi)


def system_of(document: Document) -> System:
    """What a document says of its cells."""
    lo = np.array([cell.lo for cell in document.cells], dtype=np.int64)
    hi = np.array([ENDLESS if cell.hi is None else cell.hi for cell in document.cells], dtype=np.int64)
    for known in document.known:
        if not lo[known.cell] <= known.value <= hi[known.cell]:
            raise ContradictionError(f"cell {known.cell} cannot be {known.value}, as is said to be known")
        lo[known.cell] = hi[known.cell] = known.value
    return assembled(lo, hi, tuple(identities_of(document)))


def assembled(lo: Ints, hi: Ints, rows: Sequence[Relation]) -> System:
    """A system of bounds and rows."""
    lengths = [len(row.terms) for row in rows]
    return System(
        lo=lo,
        hi=hi,
        starts=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        columns=np.array([cell for row in rows for _, cell in row.terms], dtype=np.int64),
        coefficients=np.array([weight for row in rows for weight, _ in row.terms], dtype=np.int64),
        row_lo=np.array([-ENDLESS if row.lo is None else row.lo for row in rows], dtype=np.int64),
        row_hi=np.array([ENDLESS if row.hi is None else row.hi for row in rows], dtype=np.int64),
    )


def propagated(system: System, rounds: int = _ROUNDS) -> System:
    """Bounds that follow row by row, whole numbers only; a contradiction is an error.

    Never wider than the truth about what an outsider can conclude, and far cheaper than solving.
    """
    lo, hi = system.lo.copy(), system.hi.copy()
    if not system.rows:
        return system
    weights, columns, rows = system.coefficients, system.columns, system.row_of_entry()
    rising = weights > 0
    for _ in range(rounds):
        least = np.where(rising, weights * lo[columns], weights * hi[columns])
        most = np.where(rising, weights * hi[columns], weights * lo[columns])
        others_least = np.add.reduceat(least, system.starts[:-1])[rows] - least
        others_most = np.add.reduceat(most, system.starts[:-1])[rows] - most
        room_up = system.row_hi[rows] - others_least
        room_down = system.row_lo[rows] - others_most
        upper = np.where(rising, _floor(room_up, weights), _floor(room_down, weights))
        lower = np.where(rising, _ceil(room_down, weights), _ceil(room_up, weights))
        upper[upper > _HALF] = ENDLESS
        new_lo, new_hi = lo.copy(), hi.copy()
        np.minimum.at(new_hi, columns, upper)
        np.maximum.at(new_lo, columns, lower)
        if (new_lo > new_hi).any():
            raise ContradictionError("what is printed fits no set of counts")
        if (new_lo == lo).all() and (new_hi == hi).all():
            break
        lo, hi = new_lo, new_hi
    return system.within(lo, hi)


def _floor(room: Ints, weights: Ints) -> Ints:
    return np.floor_divide(room, weights)


def _ceil(room: Ints, weights: Ints) -> Ints:
    return -np.floor_divide(-room, weights)


def components(system: System, free: Flags) -> Ints:
    """Number of the connected part of every free cell, -1 for the others.

    Cells are connected by a row that holds both; cells that are not free connect nothing.
    """
    label = np.where(free, np.arange(system.size), system.size)
    entries = free[system.columns]
    columns, rows = system.columns[entries], system.row_of_entry()[entries]
    while True:
        least = np.full(system.rows, system.size, dtype=np.int64)
        np.minimum.at(least, rows, label[columns])
        found = label.copy()
        np.minimum.at(found, columns, least[rows])
        found[free] = np.minimum(found[free], found[found[free]])
        if (found == label).all():
            break
        label = found
    _, numbers = np.unique(label[free], return_inverse=True)
    told = np.full(system.size, -1, dtype=np.int64)
    told[free] = numbers
    return told
