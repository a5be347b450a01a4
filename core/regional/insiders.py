"""What a town can read out of the releases when it takes its own exact counts off.

A total less one's own figure is the oldest attack there is, so every contributing municipality is tried: from
every count, printed and between the lines, it takes its own share, and what is left of the others must not
surely lie between 1 and 4. Worlds are looked for beside the true counts: those in which a quarter of the
towns stands still and the rest moves are proof for every town of that quarter at once. What that leaves open
is asked cell by cell: the smallest change of the true counts that shows a cell safe is proof for every town
that it leaves alone, and the few it touches are asked by themselves. Only what no small change shows is
decided for one town and one cell. What is withheld for an insider takes no proof away, so only what was told
is asked again. These worlds hold true counts and are thrown away: only the release job ever sees them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.protection.certify import links
from core.protection.document import Document
from core.protection.evidence import safe_between
from core.protection.joint import Joint
from core.protection.nearest import Change, Nearest, sums_of
from core.protection.relieving import Relief
from core.protection.search import Search, Verdict, goals
from core.protection.solver import Table
from core.protection.system import ENDLESS, Flags, Ints, components, system_of
from core.regional.shares import shares_of
from core.regional.system import System
from core.regional.truth import Truth

_QUARTERS: Final = 4
# After so many pushes small changes are cheaper.
_PUSHES: Final = 3
# Changes of more cells hardly ever fit another release.
_KEPT: Final = 200
# What is left once one's own is taken off is narrow by nature: 3-7 less one's own 3 is 0-4. Asked is the
# guarantee itself: nobody is certain that a count lies between 1 and 4.
_SPREAD: Final = 0


@dataclass(frozen=True)
class Told:
    """A town that could read a cell of others."""

    town: str
    cell: int


class Insiders:
    """Looks for worlds in which towns stand still; keeps for every town what it still cannot rule out."""

    def __init__(
        self, document: Document, system: System, truth: Truth, earlier: Iterable[Change] = ()
    ) -> None:
        self.areas = np.array([place.area for place in system.places])
        self.numbers = system_of(document)
        self.table = Table(self.numbers)
        self.links = links(document)
        self.shares = shares_of(system, self.numbers, truth)
        self.towns = np.array(self.shares.towns)
        # One programme for all questions; only bounds differ from one to the next.
        self.whole = Joint(self.numbers)
        self.base = self._base()
        # Least and most that worlds show of each cell once the town of the row has taken its own counts off.
        self.least = self.base - self.shares.counts
        self.most = self.least.copy()
        # Told by what was printed before: nothing printed now changes that.
        self.told_before = np.zeros(self.least.shape, dtype=bool)
        # Changes that showed something; those of the release before are tried before anything is asked.
        self.kept: list[Change] = []
        for change in earlier:
            self._note(change.cells, change.counts)
        self._moved = False

    def told(self) -> list[Told]:
        """Cells of others that some town could be certain of, each with one such town."""
        if not self._moved:
            for still in _quarters(self.shares.towns):
                self._move(np.isin(self.towns, list(still)))
            self._moved = True
        self._change_little()
        found: list[Told] = []
        for number, town in enumerate(self.shares.towns):
            # Something is withheld for it anyway: it is asked again then.
            waiting = self._open[number]
            waiting[[item.cell for item in found]] = False
            found += [Told(town, cell) for cell in self._decided(number, np.flatnonzero(waiting))]
        return found

    def relieved(self, found: Collection[Told], free: Collection[int]) -> set[int]:
        """New cells whose withholding leaves told cells told no more; where nothing helps there are none.

        What was told before this release already is noted and asked no more.
        """
        chosen: set[int] = set()
        for number, town in enumerate(self.shares.towns):
            cells = [item.cell for item in found if item.town == town]
            if not cells:
                continue
            # Withholding what a town knows hides nothing from it.
            others = set(free) - chosen - set(np.flatnonzero(self.shares.own[number]).tolist())
            left = self.shares.left(self.numbers, number)
            relief = Relief(self.whole, left, others, spread=_SPREAD, lowest=self.numbers.lo)
            anyway = [cell for cell in relief.of(cells) if relief.is_told_anyway(cell)]
            self.told_before[number, anyway] = True
            chosen.update(relief.chosen)
            self.withhold(relief.chosen)
        return chosen

    def still_told(self, found: Collection[Told]) -> set[int]:
        """Cells of those found that were not told before."""
        number = {town: place for place, town in enumerate(self.shares.towns)}
        return {item.cell for item in found if not self.told_before[number[item.town], item.cell]}

    def withhold(self, cells: Collection[int]) -> None:
        """Print these cells no more: whatever was possible stays possible."""
        lo, hi = self.numbers.lo.copy(), self.numbers.hi.copy()
        lo[list(cells)], hi[list(cells)] = 0, ENDLESS
        self.numbers = self.numbers.within(lo, hi)

    @property
    def _open(self) -> Flags:
        """By town and cell: others' counts for which no world shows yet that they are safe."""
        flags: Flags = ~safe_between(self.least, self.most, _SPREAD) & ~self.told_before
        return flags

    def _base(self) -> Ints:
        """The true counts; where the towns' own do not add up to counts that fit, completed."""
        total, known = self.shares.total, self.shares.known
        if self.numbers.holds(total):
            return total
        numbers = self.numbers
        numbers = numbers.within(
            np.where(known, total, np.maximum(numbers.lo, total)), np.where(known, total, numbers.hi)
        )
        search = Search(numbers, self.links, whole=self.whole, spread=_SPREAD)
        search.push_first()
        return search.worlds[0]

    def _move(self, still: Flags) -> None:
        """Worlds in which these towns stand still and all others move: proof for each of those."""
        # A town that has a part of a count sees more than what is pushed for those who have none.
        waiting = self._open[still] & (self.shares.counts[still] == 0)
        if not waiting.any():
            return
        fixed = np.isin(self.areas, self.towns[still])
        left = self.shares.beside(self.numbers, still)
        numbers = left.within(np.where(fixed, self.base, left.lo), np.where(fixed, self.base, left.hi))
        search = Search(numbers, self.links, whole=self.whole, spread=_SPREAD)
        search.add(self.base)
        # What stands still is known to them or decided where it moves.
        asked = waiting.any(axis=0) & ~fixed
        search.least = np.where(asked, np.where(waiting, self.least[still], 0).max(axis=0), 0)
        search.most = np.where(asked, np.where(waiting, self.most[still], ENDLESS).min(axis=0), 0)
        if search.is_joint:
            search.push_jointly(_PUSHES)
        else:
            search.push_all()
        self._learn(search.worlds)

    def _change_little(self) -> None:
        """Small changes of the true counts: each is proof for every town that it leaves alone."""
        nearest = Nearest(self.numbers, self.base)
        none = np.zeros_like(self.base)
        for cell in np.flatnonzero(self._open.any(axis=0)):
            open_to = ~safe_between(self.least[:, cell], self.most[:, cell], _SPREAD)
            open_to &= ~self.told_before[:, cell]
            without = np.flatnonzero(open_to & (self.shares.counts[:, cell] == 0))
            if len(without):
                self._reach(nearest, int(cell), without, none)
        for number in range(len(self.towns)):
            open_cells = np.flatnonzero(self._open[number])
            if len(open_cells):
                own = self.shares.counts[number]
                nearest.between(self.shares.left(self.numbers, number), self.base - own)
                for cell in open_cells:
                    # One that is proven meanwhile is not asked.
                    self._reach(nearest, int(cell), np.array([number]), own)

    def _reach(self, nearest: Nearest, cell: int, towns: Ints, own: Ints) -> None:
        """Changes that may prove a cell safe for some of these towns; `own` is taken off in that world."""
        least, most = int(self.least[towns, cell].max()), int(self.most[towns, cell].min())
        lo, hi = int(nearest.system.lo[cell]), int(nearest.system.hi[cell])
        while not safe_between(np.array([least]), np.array([most]), _SPREAD)[0]:
            wanted = goals(lo, hi, least, most, _SPREAD)
            found = (change for low, high in wanted if (change := nearest.ask(cell, low, high)))
            change = next(found, None)
            if change is None:
                return
            self._note(change.cells, change.counts + own[change.cells])
            count = int(change.counts[change.cells == cell][0])
            least, most = min(least, count), max(most, count)

    def _note(self, cells: Ints, counts: Ints) -> None:
        """What a change shows to every town that stands still in it and to whom it leaves what can be."""
        own = self.shares.counts[:, cells]
        fits = ~np.isin(self.towns, self.areas[cells]) & (counts >= own).all(axis=1)
        rows = self.table.rows_of(cells)
        part = self.table.held(cells, self.base)
        sums = sums_of(part, counts) - self.shares.taken[:, rows]
        fits &= ((sums >= part.lo) & (sums <= part.hi)).all(axis=1)
        spot = np.ix_(np.flatnonzero(fits), cells)
        left, least, most = counts - own[fits], self.least[spot], self.most[spot]
        open_before = ~safe_between(least, most, _SPREAD)
        self.least[spot], self.most[spot] = np.minimum(least, left), np.maximum(most, left)
        shown = open_before & safe_between(self.least[spot], self.most[spot], _SPREAD)
        if shown.any() and len(cells) <= _KEPT:
            self.kept.append(Change(cells, counts))

    def _decided(self, number: int, open_cells: Ints) -> list[int]:
        """Those of the open cells that a town could be certain of."""
        if not len(open_cells):
            return []
        own = self.shares.counts[number]
        left = self.shares.left(self.numbers, number)
        search = Search(left, self.links, whole=self.whole, spread=_SPREAD)
        search.add(self.base - own)
        search.least, search.most = self.least[number].copy(), self.most[number].copy()
        told = [
            int(cell)
            for cell in open_cells
            if search.undecided[cell] and search.decide(int(cell)) is not Verdict.SAFE
        ]
        search.close()
        self._learn([world + own for world in search.worlds])
        return told

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
