"""The attack: what the printed numbers and identities leave possible for each cell.

From cheap to dear. Bounds that follow row by row; then one programme pushes all open cells of a component
at once, each towards the value that would clear it, and every whole solution (a world) clears many; what
stays open is asked about alone, fractions first, whole numbers last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from auditor import criteria
from auditor.programme import TOLERANCE, ImpossibleError, Programme, Real, UnfinishedError
from auditor.system import ENDLESS, ContradictionError, Mask, System, Whole

_IDLE: Final = 3
_SEED: Final = 5
_CAP: Final = 100_000


@dataclass
class Hunt:
    """The state of one audit: surely between `low` and `high`, seen between `seen_low` and `seen_high`."""

    system: System
    judged: Mask
    low: Whole = field(init=False)
    high: Whole = field(init=False)
    seen_low: Whole = field(init=False)
    seen_high: Whole = field(init=False)
    given_up: Mask = field(init=False)
    worlds: list[Whole] = field(default_factory=list)
    asked: int = 0

    def __post_init__(self) -> None:
        self.system = self.system.propagated()
        self.low, self.high = self.system.lo.copy(), self.system.hi.copy()
        self.seen_low, self.seen_high = criteria.unseen(self.system.columns)
        self.given_up = np.zeros(self.system.columns, dtype=np.bool_)
        self.random = np.random.default_rng(_SEED)
        self.current = self.system.lo.copy()
        self.free = self.system.lo < self.system.hi
        self.components = [
            Component(self, Programme(_capped(self.system), columns, self.system.lo))
            for columns in self.system.components(self.free)
        ]

    def run(self) -> None:
        """Until no cell is open; afterwards each is proven, leaking or given up."""
        for component in self.components:
            component.settle()
        self.record()
        idle = 0
        while idle < _IDLE and self.open.any():
            before = int(self.open.sum())
            for component in self.components:
                component.push(self.open, turn=idle)
            self.record()
            idle = idle + 1 if int(self.open.sum()) == before else 0
        for component in self.components:
            for column in component.programme.columns[self.open[component.programme.columns]].tolist():
                if self.open[column]:
                    component.ask(column)

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
        """Take the current world in if it really holds; keep it if it clears a cell."""
        if not self.system.holds(self.current):
            return False
        before = self.proven
        np.minimum(self.seen_low, self.current, out=self.seen_low)
        np.maximum(self.seen_high, self.current, out=self.seen_high)
        if not self.worlds or bool((self.proven & ~before & self.judged).any()):
            self.worlds.append(self.current.copy())
        return True


@dataclass
class Component:
    """Columns that hang together, and the programme over them."""

    hunt: Hunt
    programme: Programme

    def settle(self) -> None:
        """A first whole solution, or the release contradicts itself."""
        columns = self.programme.columns
        costs = self._wishes(self.hunt.judged, turn=0)
        try:
            self.hunt.current[columns] = self._solution(costs)
        except ImpossibleError:
            raise ContradictionError(int(columns[0])) from None

    def push(self, still_open: Mask, turn: int) -> None:
        """All open cells at once, each in the direction it needs."""
        columns = self.programme.columns
        if not still_open[columns].any():
            return
        try:
            self.hunt.current[columns] = self._solution(self._wishes(still_open, turn))
        except (ImpossibleError, UnfinishedError):
            return

    def _wishes(self, wanted: Mask, turn: int) -> Real:
        """Costs: down to nothing where that is possible, else up; every other idle turn the reverse."""
        hunt, columns = self.hunt, self.programme.columns
        low, high = hunt.low[columns], hunt.high[columns]
        up = np.minimum(high, criteria.CLEAR)
        climbs = (low >= 1) & (hunt.seen_high[columns] < up)
        both = (low == 0) & (high >= criteria.CLEAR)
        climbs = np.where(both & (turn % 2 == 1), True, climbs)
        weight = hunt.random.uniform(0.5, 1.5, len(columns))
        return np.where(wanted[columns], np.where(climbs, -weight, weight), 0.0)

    def _solution(self, costs: Real) -> Whole:
        self.hunt.asked += 1
        found = self.programme.linear(costs)
        if found is not None:
            try:
                return self.programme.rounded(costs, found[1])
            except (ImpossibleError, UnfinishedError):
                pass
        return self.programme.whole(costs)

    def ask(self, column: int) -> None:
        """Everything about one cell: its real bounds, then whole numbers, until it is proven or leaks."""
        for exactly in (False, True):
            for sign in (1, -1):
                if self.hunt.open[column]:
                    self._reach(column, sign, exactly=exactly)
        if self.hunt.open[column]:
            self.hunt.given_up[column] = True

    def _reach(self, column: int, sign: int, *, exactly: bool) -> None:
        hunt, programme = self.hunt, self.programme
        here = int(np.flatnonzero(programme.columns == column)[0])
        costs = np.zeros(len(programme.columns))
        costs[here] = sign
        hunt.asked += 1
        try:
            if exactly:
                self._take(programme.whole(costs), column, sign, final=True)
                return
            found = programme.linear(costs)
            if found is None:
                return
            least, values = found
            self._bound(column, sign, least)
            pinned = np.zeros(len(costs), dtype=np.bool_)
            pinned[here] = True
            goal = float(hunt.low[column] if sign > 0 else hunt.high[column])
            values[here] = goal if abs(values[here] - goal) < 1 else values[here]
            self._take(programme.rounded(costs, values, pinned), column, sign, final=False)
        except (ImpossibleError, UnfinishedError):
            return

    def _bound(self, column: int, sign: int, least: float) -> None:
        hunt = self.hunt
        if sign > 0:
            hunt.low[column] = max(hunt.low[column], int(np.ceil(least - TOLERANCE)))
        elif -least < _CAP / 2:
            hunt.high[column] = min(hunt.high[column], int(np.floor(-least + TOLERANCE)))

    def _take(self, solution: Whole, column: int, sign: int, *, final: bool) -> None:
        """A world with the cell at its extreme; `final` when no whole solution goes further."""
        hunt = self.hunt
        hunt.current[self.programme.columns] = solution
        if hunt.record() and final:
            self._bound(column, sign, float(sign * hunt.current[column]))


def _capped(system: System) -> System:
    """Counts without an upper bound end far above anything that matters, so that solvers stay finite."""
    endless = system.hi >= ENDLESS
    return system.with_bounds(system.lo, np.where(endless, system.lo + _CAP, system.hi))
