"""What each town adds to every count: what it takes off when it reckons, to see what is left of others.

The identities between counts hold for each town as for all together, so they hold for what is left too. A
count that no formula makes (how many families have a ground) is completed with whole counts that fit. Where
corrections of two towns hide each other, an identity holds for the sum alone and is used for the sum alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core.protection.solver import Programme, Table
from core.protection.system import ENDLESS, Flags, Ints
from core.protection.system import System as Numbers
from core.regional.system import System
from core.regional.truth import Truth


@dataclass(frozen=True)
class Shares:
    """Counts by town and cell, and which cells are made of one town's counts alone."""

    towns: tuple[str, ...]
    counts: Ints
    own: Flags
    # Cells that formulas make for every town that adds to them.
    known: Flags
    numbers: Numbers

    @property
    def total(self) -> Ints:
        """The counts of all towns together."""
        total: Ints = self.counts.sum(axis=0)
        return total

    @cached_property
    def sums(self) -> Ints:
        """Value of every row, by town."""
        return self.numbers.sums(self.counts.T).T

    @cached_property
    def of_sum_only(self) -> Flags:
        """Rows that hold for all towns together and not for each."""
        fits = (self.sums >= self.numbers.row_lo) & (self.sums <= self.numbers.row_hi)
        return np.logical_not(fits.all(axis=0))

    @cached_property
    def taken(self) -> Ints:
        """How much of the room between a row's bounds each town's own counts take."""
        return np.where(self.of_sum_only, 0, self.sums)

    def beside(self, numbers: Numbers, towns: Flags) -> Numbers:
        """What can be while these towns' counts stand still and no other count is less than none."""
        taken = self.taken[towns]
        return replace(
            numbers,
            lo=np.maximum(numbers.lo, self.counts[towns].max(axis=0)),
            row_lo=numbers.row_lo + taken.max(axis=0),
            row_hi=numbers.row_hi + taken.min(axis=0),
        )

    def left(self, numbers: Numbers, town: int) -> Numbers:
        """What a town knows of the others' counts."""
        own, whole = self.counts[town], self.of_sum_only * self.sums[town]
        lo = np.maximum(numbers.lo - own, 0)
        hi = np.where(numbers.hi >= ENDLESS // 2, ENDLESS, numbers.hi - own)
        lo[self.own[town]] = hi[self.own[town]] = 0
        return replace(numbers, lo=lo, hi=hi, row_lo=numbers.row_lo - whole, row_hi=numbers.row_hi - whole)


def shares_of(system: System, numbers: Numbers, truth: Truth) -> Shares:
    """The shares of all towns that contributed to anything."""
    towns = tuple(sorted({town for found in system.coverage_of.values() for town in found.reported}))
    number_of = {town: number for number, town in enumerate(towns)}
    counts = np.zeros((len(towns), numbers.size), dtype=np.int64)
    unknown = np.zeros(counts.shape, dtype=bool)
    own = np.zeros(counts.shape, dtype=bool)
    for cell, place in enumerate(system.places):
        shares = truth.shares(place)
        for town, share in shares.items():
            number = number_of[town]
            counts[number, cell], unknown[number, cell] = share or 0, share is None
            own[number, cell] = len(shares) == 1
    table = Table(numbers)
    for number in range(len(towns)):
        cells = np.flatnonzero(unknown[number])
        found = _completed(table, counts[number], cells)
        if found is None:
            # Then nothing is said of them town by town.
            counts[unknown] = 0
            break
        counts[number, cells] = found
    return Shares(towns, counts, own, np.logical_not(unknown.any(axis=0)), numbers)


def _completed(table: Table, counts: Ints, cells: Ints) -> Ints | None:
    """Counts of some cells that fit all the others; none where there are none."""
    if not len(cells):
        return np.zeros(0, dtype=np.int64)
    endless = np.full(len(cells), ENDLESS)
    programme = Programme(table.held(cells, counts), np.zeros_like(endless), endless)
    return programme.ask(np.zeros(len(cells)), few=True).counts
