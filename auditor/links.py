"""Proposes numbers for sums that nobody prints, so that a world of printed cells can be checked whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from auditor.identities import Identities
from auditor.programme import ImpossibleError, Programme, UnfinishedError
from auditor.system import ContradictionError, System


def completed(identities: Identities, world: Sequence[int]) -> list[int] | None:
    """The world with a number for every column; None where no number fits."""
    if identities.size == len(world):
        return list(world)
    links = identities.bounds[len(world) :]
    try:
        system = System.of([*((value, value) for value in world), *links], identities.rows).propagated()
        free = np.flatnonzero(system.lo < system.hi)
        found = system.lo.copy()
        if len(free):
            found[free] = Programme(system, free, system.lo).whole(np.ones(len(free)))
    except (ContradictionError, ImpossibleError, UnfinishedError):
        return None
    return [int(value) for value in found]
