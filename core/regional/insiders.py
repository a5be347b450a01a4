"""What a town can read out of the releases when it reckons with its own exact counts.

A total less one's own figure is the oldest attack there is, so every contributing municipality is tried.
Worlds are looked for beside the true counts: those in which a quarter of the towns stands still and the
rest moves are proof for every town of that quarter at once. A few ways to quarter them tell any two towns
apart; what they leave open is decided for one town and one cell. What is withheld for an insider takes no
proof away, so only what was told is asked again. These worlds hold true counts and are thrown away: only
the release job ever sees them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.protection.certify import links
from core.protection.document import Document
from core.protection.evidence import safe_between
from core.protection.search import Search, Verdict
from core.protection.system import ENDLESS, Flags, Ints, components, system_of
from core.protection.system import System as Numbers
from core.regional.system import System
from core.regional.truth import Truth

_QUARTERS: Final = 4


@dataclass(frozen=True)
class Told:
    """A town that could read a cell of others."""

    town: str
    cell: int


class Insiders:
    """Looks for worlds in which towns stand still; keeps for every town what it still cannot rule out."""

    def __init__(self, document: Document, system: System, truth: Truth) -> None:
        self.areas = np.array([place.area for place in system.places])
        self.numbers = system_of(document)
        self.links = links(document)
        values = [truth.value(place) for place in system.places]
        self.known = np.array([value is not None for value in values])
        self.values = np.array([value or 0 for value in values], dtype=np.int64)
        self.towns = sorted({town for coverage in system.coverage_of.values() for town in coverage.reported})
        self.numbered_towns = np.array(self.towns)
        self.base = self._base()
        size = (len(self.towns), self.numbers.size)
        # Least and most that worlds show of each cell while the town of the row stands still.
        self.least = np.broadcast_to(self.base, size).copy()
        self.most = self.least.copy()
        # A voivodeship of which only this town handed over is its own number too.
        alone = np.array([truth.alone(place) for place in system.places])
        self.own = np.array([alone == town for town in self.towns]).reshape(size)
        self._moved = False

    def told(self) -> list[Told]:
        """Every town and cell of others that it could be certain of; empty when there is none."""
        if not self._moved:
            ways = _quarters(self.towns)
            for way in ways:
                for still in way:
                    self._move(frozenset(self.towns) - still, thoroughly=way is ways[-1])
            self._moved = True
        return [found for number, town in enumerate(self.towns) for found in self._decided(number, town)]

    def withhold(self, cells: Collection[int]) -> None:
        """Print these cells no more: whatever was possible stays possible."""
        lo, hi = self.numbers.lo.copy(), self.numbers.hi.copy()
        lo[list(cells)], hi[list(cells)] = 0, ENDLESS
        self.numbers = self.numbers.within(lo, hi)

    def _open(self) -> Flags:
        """By town and cell: others' cells for which no world shows yet that they are safe."""
        flags: Flags = ~safe_between(self.least, self.most) & ~self.own
        return flags

    def _base(self) -> Ints:
        """The true counts, completed where no formula makes one."""
        fixed = Search(self._with_known(self.known), self.links)
        fixed.push_first()
        return fixed.worlds[0]

    def _with_known(self, known: Flags) -> Numbers:
        return self.numbers.within(
            np.where(known, self.values, self.numbers.lo), np.where(known, self.values, self.numbers.hi)
        )

    def _move(self, moving: frozenset[str], *, thoroughly: bool) -> None:
        """Worlds in which these towns move and all others stand still: proof for each of the others.

        Cells that no push decides are looked at one by one where it has to be thorough.
        """
        still = np.array([town not in moving for town in self.towns])
        waiting = self._open()[still].any(axis=0)
        if not waiting.any():
            return
        fixed = np.isin(self.areas, [town for town in self.towns if town not in moving])
        search = Search(
            self.numbers.within(
                np.where(fixed, self.base, self.numbers.lo), np.where(fixed, self.base, self.numbers.hi)
            ),
            self.links,
        )
        search.add(self.base)
        search.least = self.least[still].max(axis=0)
        search.most = self.most[still].min(axis=0)
        search.push(~fixed)
        for cell in np.flatnonzero(waiting & ~fixed & search.undecided) if thoroughly else ():
            if search.undecided[cell]:
                search.reach(int(cell))
        search.close()
        self._learn(search.worlds)

    def _decided(self, number: int, town: str) -> Iterator[Told]:
        open_cells = np.flatnonzero(self._open()[number])
        if not len(open_cells):
            return
        search = Search(self._with_known(self.known & self.own[number]), self.links)
        search.add(self.base)
        search.least, search.most = self.least[number].copy(), self.most[number].copy()
        for cell in open_cells:
            if search.undecided[cell] and search.decide(int(cell)) is not Verdict.SAFE:
                yield Told(town, int(cell))
        search.close()
        self._learn(search.worlds)

    def _learn(self, worlds: Sequence[Ints]) -> None:
        """A world is proof for every town whose own counts stand still in it.

        What changes in it falls into parts that no identity ties together: each change alone is a world too,
        and the smaller it is the more towns stand still.
        """
        for world in worlds:
            changed = world != self.base
            part_of = components(self.numbers, changed)
            order = np.argsort(part_of, kind="stable")[np.count_nonzero(~changed) :]
            for cells in np.split(order, np.flatnonzero(np.diff(part_of[order])) + 1):
                still = np.flatnonzero(~np.isin(self.numbered_towns, self.areas[cells]))
                spot = np.ix_(still, cells)
                self.least[spot] = np.minimum(self.least[spot], world[cells])
                self.most[spot] = np.maximum(self.most[spot], world[cells])


def _quarters(towns: Sequence[str]) -> list[list[set[str]]]:
    """Ways to quarter them such that any two towns are in different quarters of one: digits to base four."""
    ways: list[list[set[str]]] = []
    weight = 1
    while weight < len(towns) or not ways:
        quarters: list[set[str]] = [set() for _ in range(_QUARTERS)]
        for place, town in enumerate(towns):
            quarters[place // weight % _QUARTERS].add(town)
        ways.append([quarter for quarter in quarters if quarter])
        weight *= _QUARTERS
    return ways
