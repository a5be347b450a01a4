"""What a town can read out of the releases when it reckons with its own exact counts.

A total less one's own figure is the oldest attack there is, so every contributing municipality is tried.
Worlds are looked for beside the true counts: those in which a quarter of the towns stands still and the
rest moves are proof for every town of that quarter at once. What that leaves open is asked cell by cell:
the smallest change of the true counts that shows a cell safe is proof for every town that it leaves alone,
and the few it touches are asked with their own counts held. Only what no small change shows is decided for
one town and one cell. What is withheld for an insider takes no proof away, so only what was told is asked
again. These worlds hold true counts and are thrown away: only the release job ever sees them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.protection.certify import links
from core.protection.document import Document
from core.protection.evidence import safe_between
from core.protection.joint import Joint
from core.protection.nearest import Nearest
from core.protection.relieving import Relief
from core.protection.search import Search, Verdict, goals
from core.protection.system import ENDLESS, Flags, Ints, components, system_of
from core.protection.system import System as Numbers
from core.regional.system import System
from core.regional.truth import Truth

_QUARTERS: Final = 4
# After so many pushes small changes are cheaper.
_PUSHES: Final = 3


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
        # One programme for all questions; only bounds differ from one to the next.
        self.whole = Joint(self.numbers)
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
        """Cells of others that some town could be certain of, each with one such town."""
        if not self._moved:
            for still in _quarters(self.towns):
                self._move(frozenset(self.towns) - still)
            self._moved = True
        self._change_little()
        found: list[Told] = []
        for number, town in enumerate(self.towns):
            # Something is withheld for it anyway: it is asked again then.
            waiting = self._open()[number]
            waiting[[item.cell for item in found]] = False
            found += [Told(town, cell) for cell in self._decided(number, np.flatnonzero(waiting))]
        return found

    def relieved(self, found: Collection[Told], free: Collection[int]) -> set[int]:
        """New cells whose withholding leaves told cells told no more; where nothing helps there are none."""
        chosen: set[int] = set()
        for number, town in enumerate(self.towns):
            cells = [item.cell for item in found if item.town == town]
            if not cells:
                continue
            # Withholding what a town knows hides nothing from it.
            others = set(free) - chosen - set(np.flatnonzero(self.own[number]).tolist())
            relief = Relief(self.whole, self._with_known(self.known & self.own[number]), others)
            relief.of(cells)
            chosen.update(relief.chosen)
            self.withhold(relief.chosen)
        return chosen

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
        fixed = Search(self._with_known(self.known), self.links, whole=self.whole)
        fixed.push_first()
        return fixed.worlds[0]

    def _with_known(self, known: Flags) -> Numbers:
        return self.numbers.within(
            np.where(known, self.values, self.numbers.lo), np.where(known, self.values, self.numbers.hi)
        )

    def _move(self, moving: frozenset[str]) -> None:
        """Worlds in which these towns move and all others stand still: proof for each of the others."""
        still = np.array([town not in moving for town in self.towns])
        if not self._open()[still].any():
            return
        fixed = np.isin(self.areas, [town for town in self.towns if town not in moving])
        search = self._search(fixed, self.base)
        search.least = self.least[still].max(axis=0)
        search.most = self.most[still].min(axis=0)
        # What stands still is known to them or decided where it moves.
        search.least[fixed] = search.most[fixed] = 0
        if search.is_joint:
            search.push_jointly(_PUSHES)
        else:
            search.push_all()
        self._learn(search.worlds)

    def _change_little(self) -> None:
        """Small changes of the true counts: each is proof for every town that it leaves alone."""
        nearest = Nearest(self.numbers, self.base)
        for cell in np.flatnonzero(self._open().any(axis=0)):
            open_to = ~safe_between(self.least[:, cell], self.most[:, cell]) & ~self.own[:, cell]
            if open_to.any():
                self._reach(nearest, int(cell), np.flatnonzero(open_to))
        for number in range(len(self.towns)):
            open_cells = np.flatnonzero(self._open()[number])
            if len(open_cells):
                nearest.between(self.numbers, np.flatnonzero(self.known & self.own[number]))
                for cell in open_cells:
                    # One that is proven meanwhile is not asked.
                    self._reach(nearest, int(cell), np.array([number]))

    def _reach(self, nearest: Nearest, cell: int, towns: Ints) -> None:
        """Changes that may prove a cell safe for some of these towns."""
        least, most = int(self.least[towns, cell].max()), int(self.most[towns, cell].min())
        while not safe_between(np.array([least]), np.array([most]))[0]:
            wanted = goals(int(self.numbers.lo[cell]), int(self.numbers.hi[cell]), least, most)
            found = (change for low, high in wanted if (change := nearest.ask(cell, low, high)))
            change = next(found, None)
            if change is None:
                return
            self._note(change.cells, change.counts)
            count = int(change.counts[change.cells == cell][0])
            least, most = min(least, count), max(most, count)

    def _note(self, cells: Ints, counts: Ints) -> None:
        """What a change shows to every town that stands still in it."""
        still = np.flatnonzero(~np.isin(self.numbered_towns, self.areas[cells]))
        spot = np.ix_(still, cells)
        self.least[spot] = np.minimum(self.least[spot], counts)
        self.most[spot] = np.maximum(self.most[spot], counts)

    def _decided(self, number: int, open_cells: Ints) -> list[int]:
        """Those of the open cells that a town could be certain of."""
        if not len(open_cells):
            return []
        search = self._search(self.known & self.own[number], self.values)
        search.least, search.most = self.least[number].copy(), self.most[number].copy()
        told = [
            int(cell)
            for cell in open_cells
            if search.undecided[cell] and search.decide(int(cell)) is not Verdict.SAFE
        ]
        search.close()
        self._learn(search.worlds)
        return told

    def _search(self, fixed: Flags, counts: Ints) -> Search:
        """A search beside the true counts while some cells stand as told."""
        numbers = self.numbers.within(
            np.where(fixed, counts, self.numbers.lo), np.where(fixed, counts, self.numbers.hi)
        )
        search = Search(numbers, self.links, whole=self.whole)
        search.add(self.base)
        return search

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
                self._note(cells, world[cells])


def _quarters(towns: Sequence[str]) -> list[set[str]]:
    """The towns in four parts as even as can be; fewer where there are fewer towns."""
    return [set(quarter) for place in range(_QUARTERS) if (quarter := towns[place::_QUARTERS])]
