"""Checks alternative worlds by additions only: no solver, nothing that could be mistaken.

A world gives every cell a whole number. It counts when every number lies within what is printed and every
identity adds up. For each cell the worlds together must show that it can be 0, or can be large, so that
nobody can be certain it is small. Where an identity runs through a sum that is not printed, a number for
that sum is proposed by `auditor.links`; the proposal is checked like everything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from auditor.criteria import SMALL
from auditor.errors import RejectedError
from auditor.identities import Identities
from auditor.links import Links
from auditor.reading import Release
from auditor.system import Whole


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a world does not count."""

    world: int
    sentence: str


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """What the worlds prove; `unproven` are places of cells that no world shows to be safe."""

    worlds: int
    proven: int
    unproven: tuple[int, ...]
    faults: tuple[Fault, ...]

    @property
    def holds(self) -> bool:
        return not self.faults and not self.unproven


@dataclass(frozen=True, slots=True)
class Checked:
    """The report, and the worlds that hold, with numbers for every column."""

    report: EvidenceReport
    holding: tuple[Whole, ...]


def check(identities: Identities, evidence: object) -> Checked:
    """Whether the worlds of `evidence` prove every cell of the release."""
    release = identities.release
    worlds = worlds_of(evidence, len(release.cells))
    links = Links(identities)
    shown = [place in release.known for place in range(len(release.cells))]
    faults, holding = [], []
    for number, world in enumerate(worlds):
        columns = links.completed(world)
        sentence = _fault(identities, world, columns)
        if sentence or columns is None:
            faults.append(Fault(number, sentence))
            continue
        holding.append(np.array(columns, dtype=np.int64))
        for place, value in enumerate(world):
            if value == 0 or value > SMALL:
                shown[place] = True
    unproven = tuple(place for place, proven in enumerate(shown) if not proven)
    report = EvidenceReport(len(worlds), len(release.cells) - len(unproven), unproven, tuple(faults))
    return Checked(report, tuple(holding))


def worlds_of(evidence: object, size: int) -> list[list[int]]:
    """{"first": [a number for every cell], "others": [changes [cell, number]]}; or {"worlds": [...]}."""
    told: Any = evidence if isinstance(evidence, Mapping) else {"worlds": evidence}
    if "first" not in told:
        return [
            _numbers(item, size, f"evidence.worlds[{number}]")
            for number, item in enumerate(_list(told.get("worlds"), "evidence.worlds"))
        ]
    first = _numbers(told["first"], size, "evidence.first")
    found = [first]
    for number, changes in enumerate(_list(told.get("others"), "evidence.others")):
        where = f"evidence.others[{number}]"
        world = list(first)
        for change in _list(changes, where):
            place, value = _numbers(change, 2, where)
            if not 0 <= place < size:
                raise RejectedError(f"there is no cell {place}", where=where)
            world[place] = value
        found.append(world)
    return found


def _list(content: object, where: str) -> Sequence[Any]:
    if not isinstance(content, list | tuple):
        raise RejectedError("a list is expected", where=where)
    return content


def _numbers(content: object, size: int, where: str) -> list[int]:
    if not isinstance(content, list | tuple) or len(content) != size:
        raise RejectedError(f"{size} whole numbers are expected", where=where)
    if not all(isinstance(value, int) and not isinstance(value, bool) for value in content):
        raise RejectedError("every number of a world is whole", where=where)
    return list(content)


def _fault(identities: Identities, world: list[int], columns: list[int] | None) -> str:
    """What is wrong with a world, or nothing; whole numbers are only added and compared."""
    release = identities.release
    for cell, value in zip(release.cells, world, strict=True):
        if value < cell.lo or (cell.hi is not None and value > cell.hi):
            return f"{cell.name} is {value}, printed is {cell.lo} to {'any' if cell.hi is None else cell.hi}"
    for place, value in release.known.items():
        if world[place] != value:
            return f"{release.cells[place].name} is {world[place]}, known is {value}"
    if columns is None:
        return "no numbers for the sums that are not printed make its identities add up"
    for row in identities.rows:
        total = 0
        for coefficient, column in row.terms:
            total += coefficient * columns[column]
        if (row.lo is not None and total < row.lo) or (row.hi is not None and total > row.hi):
            names = ", ".join(_name(release, column) for _, column in row.terms[:4])
            return f"an identity of {names} does not add up ({total})"
    return ""


def _name(release: Release, column: int) -> str:
    return release.cells[column].name if column < len(release.cells) else "an unprinted sum"
