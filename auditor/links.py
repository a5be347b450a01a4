"""Proposes numbers for sums that nobody prints, so that a world of printed cells can be checked whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from auditor.identities import Identities, Row
from auditor.programme import ImpossibleError, Programme, UnfinishedError
from auditor.system import ContradictionError, System


class Links:
    """The unprinted columns of a release and the identities that run through them."""

    def __init__(self, identities: Identities) -> None:
        self.cells = len(identities.release.cells)
        self.number = identities.size - self.cells
        self.rows = [row for row in identities.rows if any(at >= self.cells for _, at in row.terms)]

    def completed(self, world: Sequence[int]) -> list[int] | None:
        """The world with a number for every column; None where no number fits."""
        if not self.number:
            return list(world)
        try:
            system = System.of([(0, None)] * self.number, [self._rest(row, world) for row in self.rows])
            system = system.propagated()
            free = np.flatnonzero(system.lo < system.hi)
            found = system.lo.copy()
            if len(free):
                found[free] = Programme.held(system, free, system.lo).whole(np.ones(len(free)))
        except (ContradictionError, ImpossibleError, UnfinishedError):
            return None
        return [*world, *(int(value) for value in found)]

    def _rest(self, row: Row, world: Sequence[int]) -> Row:
        """What an identity says of the unprinted columns once the printed ones have their numbers."""
        known = sum(factor * world[at] for factor, at in row.terms if at < self.cells)
        return Row(
            tuple((factor, at - self.cells) for factor, at in row.terms if at >= self.cells),
            None if row.lo is None else row.lo - known,
            None if row.hi is None else row.hi - known,
        )
