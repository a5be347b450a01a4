"""What is known so far of every column during one audit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from auditor import criteria
from auditor.system import ENDLESS, Mask, System, Whole

_SEED: Final = 5
CAP: Final = 100_000


@dataclass
class State:
    """Surely between `low` and `high`, shown possible between `seen_low` and `seen_high`.

    `groups` parts the columns into branches that hang together only through what is above them (-1), and
    says which columns form the trunk. `shown` are columns that a kept world shows as nothing or as not small.
    """

    system: System
    judged: Mask
    groups: tuple[Whole, Mask]
    low: Whole = field(init=False)
    high: Whole = field(init=False)
    seen_low: Whole = field(init=False)
    seen_high: Whole = field(init=False)
    given_up: Mask = field(init=False)
    shown: Mask = field(init=False)
    worlds: list[Whole] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.system = self.system.propagated()
        self.low, self.high = self.system.lo.copy(), self.system.hi.copy()
        self.seen_low, self.seen_high = criteria.unseen(self.system.columns)
        self.given_up = np.zeros(self.system.columns, dtype=np.bool_)
        self.shown = np.zeros(self.system.columns, dtype=np.bool_)
        self.random = np.random.default_rng(_SEED)
        self.current = self.system.lo.copy()
        self.free = self.system.lo < self.system.hi
        endless = self.system.hi >= ENDLESS
        # Counts without an upper bound end far above anything that matters, so that solvers stay finite.
        self.capped = self.system.with_bounds(
            self.system.lo, np.where(endless, self.system.lo + CAP, self.system.hi)
        )

    @property
    def proven(self) -> Mask:
        return criteria.safe(self.seen_low, self.seen_high, self.low)

    @property
    def leaking(self) -> Mask:
        return criteria.leaking(self.low, self.high)

    @property
    def open(self) -> Mask:
        """Judged, and neither shown to be safe nor shown to leak."""
        return self.judged & ~self.proven & ~self.leaking & ~self.given_up

    def record(self) -> bool:
        """Take the current world in if it really holds; keep it if it clears a cell, or is the first of
        those kept where a cell is not small: who checks them has no others.
        """
        if not self.system.holds(self.current):
            return False
        before = self.proven
        np.minimum(self.seen_low, self.current, out=self.seen_low)
        np.maximum(self.seen_high, self.current, out=self.seen_high)
        cleared = self.proven & ~before
        not_small = (self.current == 0) | (self.current > criteria.SMALL)
        if not self.worlds or bool(((cleared | (not_small & ~self.shown)) & self.judged).any()):
            self.worlds.append(self.current.copy())
            self.shown |= not_small
        return True
