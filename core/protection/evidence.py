"""The proof that travels with a release: other complete sets of counts that give the same publications.

A cell is safe when one of these worlds has 0 there, or one has 5 or more and, should any show 1 to 4, the
worlds lie at least three apart. Checking needs additions and comparisons, no solver. A world is stored as
what differs from the first one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core.protection.document import Document
from core.protection.errors import EvidenceError
from core.protection.system import ENDLESS, Flags, Ints, System, system_of

# A count from 1 to 4 tells of a family; 5 is the first that does not.
ENOUGH: Final = 5
# Existing counts must stay open between at least four values.
SPREAD: Final = 3
_AT_ONCE: Final = 32


@dataclass(frozen=True)
class Evidence:
    """One whole world, and for every other the cells in which it differs."""

    first: tuple[int, ...]
    others: tuple[tuple[tuple[int, int], ...], ...] = ()

    @property
    def worlds(self) -> int:
        return 1 + len(self.others)

    def whole(self) -> list[list[int]]:
        """Every world with all its counts."""
        found = [list(self.first)]
        for changes in self.others:
            world = list(self.first)
            for at, value in changes:
                world[at] = value
            found.append(world)
        return found

    def as_dict(self) -> dict[str, Any]:
        return {
            "first": list(self.first),
            "others": [[list(pair) for pair in world] for world in self.others],
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Evidence:
        try:
            return cls(
                tuple(int(value) for value in content["first"]),
                tuple(tuple((int(at), int(value)) for at, value in world) for world in content["others"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EvidenceError(f"this is no evidence: {error}") from None


def evidence_of(worlds: Sequence[Ints]) -> Evidence:
    """Worlds as a proof."""
    first = worlds[0]
    return Evidence(
        tuple(int(value) for value in first),
        tuple(
            tuple((int(at), int(world[at])) for at in np.flatnonzero(world != first)) for world in worlds[1:]
        ),
    )


def safe_between(least: Ints, most: Ints, spread: int = SPREAD) -> Flags:
    """Which cells are safe, from the smallest and the largest count that worlds show there.

    With a `spread` of 0 a cell is safe as soon as one world has none or enough there.
    """
    apart = (most - least >= spread) | (least >= ENOUGH)
    safe: Flags = (least == 0) | ((most >= ENOUGH) & apart)
    return safe


def verify(document: Document, evidence: Evidence) -> None:
    """Raise an `EvidenceError` unless every cell of the document is proven safe."""
    if unsafe := unproven(document, evidence):
        raise EvidenceError(f"nothing proves cell {unsafe[0]} ({len(unsafe)} in all)")


def unproven(document: Document, evidence: Evidence) -> list[int]:
    """Cells that the worlds do not prove safe; a world that does not fit is an error.

    What an insider knows needs no proof: the cells in `known` are left out.
    """
    system = system_of(document)
    if len(evidence.first) != system.size:
        raise EvidenceError(f"the worlds have {len(evidence.first)} cells, the document {system.size}")
    first = np.array(evidence.first, dtype=np.int64)
    least, most = first.copy(), first.copy()
    _check(system, first[:, None], 0)
    for begin in range(0, len(evidence.others), _AT_ONCE):
        chosen = evidence.others[begin : begin + _AT_ONCE]
        worlds = np.repeat(first[:, None], len(chosen), axis=1)
        for number, world in enumerate(chosen):
            for at, value in world:
                if not 0 <= at < system.size:
                    raise EvidenceError(f"world {begin + number + 1} names a cell {at} that is not there")
                worlds[at, number] = value
        _check(system, worlds, begin + 1)
        np.minimum(least, worlds.min(axis=1), out=least)
        np.maximum(most, worlds.max(axis=1), out=most)
    safe = safe_between(least, most)
    safe[[known.cell for known in document.known]] = True
    return [int(cell) for cell in np.flatnonzero(~safe)]


def _check(system: System, worlds: Ints, number: int) -> None:
    """Every world fits every printed number and every identity."""
    wrong = ((worlds < system.lo[:, None]) | (worlds > system.hi[:, None])).any(axis=0)
    if wrong.any():
        raise EvidenceError(f"world {number + int(wrong.argmax())} does not fit a printed number")
    if int(np.abs(worlds).max(initial=0)) >= ENDLESS:
        raise EvidenceError("a world has no such numbers")
    sums = system.sums(worlds)
    wrong = ((sums < system.row_lo[:, None]) | (sums > system.row_hi[:, None])).any(axis=0)
    if wrong.any():
        raise EvidenceError(f"world {number + int(wrong.argmax())} breaks an identity")
