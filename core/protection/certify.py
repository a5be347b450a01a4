"""Which new cells of a release must be withheld, decided from printed numbers alone.

Everything printed earlier is frozen and stays. All releases are one system: a cell that nobody proves safe
is told by the others, and then a new cell is withheld, the told one itself or, where that does not help, one
that tells of it. Each round goes on with the wider system until every cell has its proof. Nothing is drawn
by chance and no clock is read: the same document gives the same certificate.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core.protection.choosing import to_withhold
from core.protection.declaring import AREA
from core.protection.document import Document
from core.protection.errors import DeadEndError, UndecidedError
from core.protection.evidence import Evidence, evidence_of, safe_between, verify
from core.protection.relieving import Relief
from core.protection.search import Search, Verdict
from core.protection.solver import SEED, chosen
from core.protection.system import ENDLESS, Flags, Ints, system_of

VERSION: Final = "certify/4"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Certificate:
    """What to withhold, and the proof for everything that is then printed."""

    withheld: tuple[int, ...]
    evidence: Evidence
    rounds: int
    version: str = VERSION
    seed: int = SEED

    def as_dict(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "seed": self.seed,
            "rounds": self.rounds,
            "withheld": list(self.withheld),
            "evidence": self.evidence.as_dict(),
        }


def certify(document: Document, *, new: Collection[int], progress: Progress | None = None) -> Certificate:
    """Decide for a document of all frozen cells and the new ones; `new` are the places of the latter.

    Raises `ContradictionError` when the printed numbers fit no counts, `DeadEndError` when frozen cells
    tell a count whatever is withheld, `UndecidedError` when nothing can be shown of a cell.
    """
    run = _Run(document, frozenset(new), progress or _silent)
    withheld = run.all_safe()
    evidence = evidence_of(run.needed_worlds())
    verify(document.withholding(withheld), evidence)
    return Certificate(tuple(sorted(withheld)), evidence, run.rounds)


def verdicts(document: Document) -> list[Verdict]:
    """What an outsider, or the insider of `known`, can know of every cell; nothing is withheld."""
    run = _Run(document, frozenset(), _silent)
    run.search.push_all()
    found = [Verdict.SAFE] * len(document.cells)
    for cell in run.undecided():
        found[cell] = run.search.decide(cell)
    return found


def _silent(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


class _Run:
    """One certification."""

    def __init__(self, document: Document, new: frozenset[int], progress: Progress) -> None:
        self.document = document
        self.new = new
        self.progress = progress
        self.search = Search(system_of(document), links(document))
        self.known = [item.cell for item in document.known]
        self.withheld: set[int] = set()
        self.unclear: set[int] = set()
        self.rounds = 0

    def all_safe(self) -> set[int]:
        """Withhold round by round until every cell is proven safe."""
        self.search.push_all()
        while undecided := self.undecided():
            self.rounds += 1
            told = self._decided(undecided)
            self.search.close()
            if told:
                self._withhold(told)
                self.search.rebound(self.search.printed)
                if self.search.is_joint:
                    self.search.push_jointly()
        return self.withheld

    def undecided(self) -> list[int]:
        open_cells = self.search.undecided
        open_cells[self.known] = False
        return [int(cell) for cell in np.flatnonzero(open_cells)]

    def _decided(self, undecided: list[int]) -> list[int]:
        """Cells that are told, far enough from each other that one's withholding cannot be another's.

        A cell that stays open counts as told: what nobody can show to be safe is not printed.
        """
        if self.search.is_joint:
            return self._decided_jointly(undecided)
        told: list[int] = []
        touched = np.zeros(self.search.system.size, dtype=bool)
        for number, cell in enumerate(undecided):
            self.progress(f"round {self.rounds}", number, len(undecided))
            if touched[cell] or not self.search.undecided[cell]:
                continue
            verdict = self.search.decide(cell)
            if verdict is not Verdict.SAFE:
                told.append(cell)
                touched[self.search.table.around(cell, NEAR)] = True
            if verdict is Verdict.OPEN:
                self.unclear.add(cell)
        return told

    def _decided_jointly(self, undecided: list[int]) -> list[int]:
        """All that are told: what is withheld is chosen for all of them together."""
        told: list[int] = []
        for number, cell in enumerate(undecided):
            self.progress(f"round {self.rounds}", number, len(undecided))
            if not self.search.undecided[cell]:
                continue
            verdict = self.search.decide(cell)
            if verdict is not Verdict.SAFE:
                told.append(cell)
            if verdict is Verdict.OPEN:
                self.unclear.add(cell)
        return told

    def _withhold_jointly(self, told: list[int]) -> None:
        free = self.new - self.withheld - set(self.known)
        relief = Relief(self.search.whole, self.search.printed, free)
        stuck = relief.of(told)
        chosen = list(relief.chosen)
        # Of fractions alone it is not told: whole numbers need more room on its doorstep.
        for cell in [] if chosen else self.unclear.intersection(told):
            chosen += self._nearest(cell, free)
        if not chosen:
            self._give_up(stuck or told)
        self.withheld.update(chosen)
        self.search.withhold(chosen)

    def _withhold(self, told: list[int]) -> None:
        """Withhold for one told cell after the other; each sees what was withheld for those before it."""
        if self.search.is_joint:
            self._withhold_jointly(told)
            return
        stuck, before = [], len(self.withheld)
        for cell in told:
            # Withholding what an insider knows hides nothing from him.
            free = self.new - self.withheld - set(self.known)
            choice = to_withhold(self.search.printed, self.search.table, cell, free)
            if choice is None and cell in free:
                choice = [cell]
            if not choice and cell in self.unclear:
                choice = self._nearest(cell, free) or choice
            if choice is None:
                stuck.append(cell)
            else:
                self.withheld.update(choice)
                self.search.withhold(choice)
        # One that nothing helps may be helped by what was withheld after it: it is asked again.
        if len(self.withheld) == before:
            self._give_up(stuck or told)

    def _give_up(self, stuck: list[int]) -> None:
        if unclear := self.unclear.intersection(stuck):
            raise UndecidedError(sorted(unclear))
        raise DeadEndError(stuck)

    def _nearest(self, cell: int, free: Collection[int]) -> list[int]:
        """The printed new cell next to one of which nothing can be shown: more room on its doorstep."""
        table = self.search.table
        found = np.array([cell], dtype=np.int64)
        while True:
            wider = table.cells_of(table.rows_of(found))
            near = [int(other) for other in wider if int(other) in free]
            if near:
                return [min(near, key=lambda other: (int(self.search.printed.lo[other]), other))]
            if len(wider) <= len(found):
                return []
            found = wider

    def needed_worlds(self) -> list[Ints]:
        """As few of the worlds as still prove everything, the first always among them."""
        worlds = self.search.worlds
        least, most = self.search.least, self.search.most
        kept = list(range(len(worlds)))
        stacked = np.stack(worlds)
        for number in range(len(worlds) - 1, 0, -1):
            rest = np.array([other for other in kept if other != number], dtype=np.int64)
            # Only cells where this world is an end can lose their proof.
            at_end = (stacked[number] == least) | (stacked[number] == most)
            cells = chosen(at_end & (stacked[number] != stacked[0]))
            part = stacked[np.ix_(rest, cells)]
            safe = safe_between(part.min(axis=0), part.max(axis=0))
            safe |= np.isin(cells, self.known)
            if safe.all():
                kept = rest.tolist()
                part = stacked[kept]
                least, most = part.min(axis=0), part.max(axis=0)
        return [worlds[number] for number in kept]


# A cell so near another in cells may be helped by what is withheld for it.
NEAR: Final = 60


def links(document: Document) -> Flags:
    """Cells of the root and its children in a tree of places: what ties voivodeships together.

    A document has several such trees (`area`, `area-2` ...) where who contributes differs by period.
    """
    upper = {
        dimension: {document.root(dimension), *parents[document.root(dimension)]}
        for dimension, parents in document.hierarchies.items()
        if dimension.partition("-")[0] == AREA
    }
    return np.array(
        [
            all(node in upper[dimension] for dimension, node in cell.key if dimension in upper)
            for cell in document.cells
        ],
        dtype=bool,
    ) & bool(upper)


__all__ = ["ENDLESS", "Certificate", "certify", "verdicts"]
