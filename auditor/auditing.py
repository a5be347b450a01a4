"""One audit from document to report."""

from __future__ import annotations

import time
from typing import Final

import numpy as np

from auditor import criteria
from auditor.aims import judge_targets
from auditor.errors import RejectedError
from auditor.evidence import check
from auditor.hunt import Hunt
from auditor.identities import Identities
from auditor.reading import Release, read
from auditor.report import Finding, Report, Status
from auditor.state import State
from auditor.system import ENDLESS, ContradictionError, Mask, System

_CONTRADICTS: Final = "the release contradicts itself here: no number satisfies what is printed"


def audit(document: object, *, evidence: object = None, known: object = None) -> Report:
    """Attack a release of the format `sdc-release/1`, given as decoded JSON.

    `known` ([{"cell": i, "v": n}]) are numbers an insider has besides; they are not judged, nor is what
    follows from them without the release. `evidence` ({"worlds": [[...]]}) is checked by additions only.
    A malformed or self-contradictory release is refused with `RejectedError`.
    """
    started = time.process_time()
    release = read(document, known)
    identities = Identities(release)
    printed = System.of(identities.bounds, identities.rows)
    try:
        printed.propagated()
        insider = _fixed(printed, release)
        judged = _judged(release, identities)
        hunt = Hunt(insider, judged, identities.groups())
        checked = None if evidence is None else check(identities, evidence)
        hunt.run(checked.holding if checked else ())
    except ContradictionError as wrong:
        raise RejectedError(_contradiction(release, wrong.column)) from None
    size = len(release.cells)
    return Report(
        findings=tuple(_finding(release, hunt.state, judged, place) for place in range(size)),
        targets=judge_targets(hunt, release),
        identities=len(identities.rows),
        evidence=checked.report if checked else None,
        worlds=tuple(tuple(world[:size].tolist()) for world in hunt.state.worlds),
        cpu_seconds=time.process_time() - started,
    )


def _fixed(printed: System, release: Release) -> System:
    """The same with what an insider knows."""
    lo, hi = printed.lo.copy(), printed.hi.copy()
    for place, value in release.known.items():
        if not lo[place] <= value <= hi[place]:
            raise ContradictionError(place)
        lo[place] = hi[place] = value
    return printed.with_bounds(lo, hi)


def _judged(release: Release, identities: Identities) -> Mask:
    """Cells to attack: not printed exactly, and not known to the insider before anything was printed."""
    judged = np.zeros(identities.size, dtype=np.bool_)
    judged[: len(release.cells)] = [not cell.exact for cell in release.cells]
    if release.known:
        judged &= ~_foreknown(release, identities)
    return judged


def _foreknown(release: Release, identities: Identities) -> Mask:
    """What follows from an insider's own numbers and the identities alone is no fault of the release."""
    unprinted = [(0, None)] * identities.size
    alone = _fixed(System.of(unprinted, identities.rows), release).propagated()
    found: Mask = alone.lo == alone.hi
    return found


def _finding(release: Release, state: State, judged: Mask, place: int) -> Finding:
    cell = release.cells[place]
    low, high = int(state.low[place]), int(state.high[place])
    outer = (low, None if high >= ENDLESS else high)
    inner = (int(state.seen_low[place]), int(state.seen_high[place]))
    leaks: tuple[criteria.Leak, ...] = ()
    if cell.exact and place not in release.known:
        leaks = criteria.leaks(cell.lo, cell.lo)
        status = Status.DISCLOSED if leaks else Status.PRINTED
    elif not judged[place]:
        status = Status.KNOWN
    elif leaks := criteria.leaks(low, high):
        status = Status.DISCLOSED
    else:
        status = Status.PROVEN if bool(state.proven[place]) else Status.UNDECIDED
    return Finding(place, cell.name, status, outer, inner, leaks)


def _contradiction(release: Release, column: int) -> str:
    if column < len(release.cells):
        named = f"{release.cells[column].name} (cells[{column}])"
    else:
        named = "a sum that is not printed"
    if column in release.known:
        return f"what the insider is said to know contradicts what is printed: {named}"
    return f"{_CONTRADICTS}: {named}"
