"""What a town can read out of the releases when it reckons with its own exact counts.

A total less one's own figure is the oldest attack there is, so every contributing municipality is tried.
Worlds are looked for beside the true counts: those in which half of a voivodeship's towns stand still and
the rest moves are proof for every town of the still half at once. A handful of halves tells any two towns
apart; what they leave open is decided for one town and one cell. These worlds hold true counts and are
thrown away: only the release job ever sees them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.protection.certify import links
from core.protection.document import Document
from core.protection.evidence import safe_between
from core.protection.search import Search, Verdict
from core.protection.system import Flags, Ints, system_of
from core.protection.system import System as Numbers
from core.regional.system import System
from core.regional.truth import Truth


@dataclass(frozen=True)
class Told:
    """A town that could read a cell of others."""

    town: str
    cell: int


def told(document: Document, system: System, truth: Truth) -> list[Told]:
    """Every town and cell of others that it could be certain of; empty when there is none."""
    return list(_Insiders(document, system, truth).told())


class _Insiders:
    """Looks for worlds in which towns stand still; keeps for every town what it still cannot rule out."""

    def __init__(self, document: Document, system: System, truth: Truth) -> None:
        self.areas = np.array([place.area for place in system.places])
        self.numbers = system_of(document)
        self.links = links(document)
        values = [truth.value(place) for place in system.places]
        self.known = np.array([value is not None for value in values])
        self.values = np.array([value or 0 for value in values], dtype=np.int64)
        self.towns = sorted({town for coverage in system.coverage_of.values() for town in coverage.reported})
        self.base = self._base()
        size = (len(self.towns), self.numbers.size)
        # Least and most that worlds show of each cell while the town of the row stands still.
        self.least = np.broadcast_to(self.base, size).copy()
        self.most = self.least.copy()
        # A voivodeship of which only this town handed over is its own number too.
        alone = np.array([truth.alone(place) for place in system.places])
        self.own = np.array([alone == town for town in self.towns]).reshape(size)

    def told(self) -> Iterator[Told]:
        # First all stand still, then some quarter or eighth of them, then any two are told apart.
        for still in (set(self.towns), *_parts(self.towns, 4), *_parts(self.towns, 8), *_halves(self.towns)):
            self._move(frozenset(self.towns) - still)
        for number, town in enumerate(self.towns):
            yield from self._decided(number, town)

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

    def _move(self, moving: frozenset[str]) -> None:
        """Worlds in which these towns move and all others stand still: proof for each of the others."""
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
        for cell in np.flatnonzero(waiting & ~fixed & search.undecided):
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
        """A world is proof for every town whose own counts stand still in it."""
        for world in worlds:
            moved = set(self.areas[world != self.base])
            still = np.array([town not in moved for town in self.towns])
            self.least[still] = np.minimum(self.least[still], world)
            self.most[still] = np.maximum(self.most[still], world)


def _parts(towns: Sequence[str], number: int) -> list[set[str]]:
    return [set(towns[first::number]) for first in range(min(number, len(towns)))]


def _halves(towns: Sequence[str]) -> list[set[str]]:
    """For any two towns, a half that holds the one and not the other: by the digits of their numbers."""
    return [
        {town for place, town in enumerate(towns) if place >> digit & 1 == value}
        for digit in range((len(towns) - 1).bit_length())
        for value in (0, 1)
    ]
