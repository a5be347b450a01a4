"""Twelve releases one after the other: each is rounded, certified with all before it and then frozen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from core.protection.certify import Certificate, Progress, certify
from core.protection.declaring import declared
from core.protection.document import Cell, Document
from core.protection.periods import split
from core.protection.simulation.catalogue import IDENTITIES, Cube, TrueCell, measure_of

STEP: Final = 5
_ERROR: Final = STEP // 2

Audit = Callable[[Document], None]


@dataclass(frozen=True)
class Release:
    """One release of the simulation: its new cells, those withheld of them, and what it took."""

    month: int
    cells: int
    withheld: tuple[int, ...]
    worlds: int
    rounds: int
    cpu_certify: float
    cpu_audit: float


@dataclass
class History:
    """All releases so far: what is printed, beside the true counts that only a simulation has."""

    true: list[TrueCell] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    document: Document | None = None
    certificate: Certificate | None = None


def rounded(count: int) -> int:
    """The nearest multiple of five, zero too."""
    return (count + _ERROR) // STEP * STEP


def printed(cell: TrueCell) -> Cell:
    """What the printed symbol alone tells."""
    value = rounded(cell.count)
    return Cell(cell.measure, tuple(sorted(cell.key)), max(0, value - _ERROR), value + _ERROR)


def document_of(cube: Cube, cells: Sequence[Cell]) -> Document:
    """All cells so far, with every identity that holds among them."""
    names = {cell.measure for cell in cells}
    return Document(
        hierarchies=cube.hierarchies(),
        measures={name: measure_of(split(name)[0]) for name in names},
        cells=tuple(cells),
        relations=declared(cells, IDENTITIES),
    )


def released(
    cube: Cube, months: Sequence[int], *, audit: Audit | None = None, progress: Progress | None = None
) -> History:
    """Release month after month. What is printed once stays; a release that fails ends the run."""
    history = History()
    for number, month in enumerate(months):
        if progress:
            progress(f"month {month}", number, len(months))
        _release(cube, history, month, audit)
    if progress:
        progress("", len(months), len(months))
    return history


def _release(cube: Cube, history: History, month: int, audit: Audit | None) -> None:
    true = list(cube.of_month(month))
    first = len(history.cells)
    history.true += true
    cells = [*history.cells, *map(printed, true)]
    document = document_of(cube, cells)
    began = time.process_time()
    certificate = certify(document, new=range(first, len(cells)))
    certified = time.process_time()
    history.document = document.withholding(certificate.withheld)
    history.cells = list(history.document.cells)
    history.certificate = replace(certificate)
    if audit:
        audit(history.document)
    history.releases.append(
        Release(
            month=month,
            cells=len(true),
            withheld=certificate.withheld,
            worlds=certificate.evidence.worlds,
            rounds=certificate.rounds,
            cpu_certify=certified - began,
            cpu_audit=time.process_time() - certified,
        )
    )
