"""Cells that hang together: pushed all at once, asked about one by one.

A large component falls into blocks (voivodeships) once the trunk above them is held at one world. What a
block can do then, it can do (worlds stay worlds); what it cannot do even when the rest is only held within
its bounds, it cannot do at all. Only what neither answers is asked of the whole component.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from auditor import criteria
from auditor.programme import TOLERANCE, ImpossibleError, Programme, Real, UnfinishedError
from auditor.state import CAP, State
from auditor.system import ContradictionError, Whole

_LARGE: Final = 6_000


@dataclass
class Component:
    """Columns that no row ties to any other."""

    state: State
    columns: Whole
    _loose: dict[int, Programme] = field(default_factory=dict)

    @cached_property
    def programme(self) -> Programme:
        """Over the whole component; kept, so that each question starts where the last one ended."""
        return Programme.held(self.state.capped, self.columns, self.state.current)

    @cached_property
    def blocks(self) -> list[Whole]:
        """The trunk, then each branch; nothing for a small component."""
        if len(self.columns) < _LARGE:
            return []
        branch, trunk = (part[self.columns] for part in self.state.groups)
        found = [self.columns[branch == each] for each in np.unique(branch[branch >= 0]).tolist()]
        return [self.columns[trunk], *found] if len(found) > 1 and trunk.any() else []

    def settle(self) -> None:
        """A first whole solution, or the release contradicts itself."""
        wanted = self.state.judged[self.columns] & (len(self.columns) < _LARGE)
        costs = np.where(wanted, self._wishes(self.columns, turn=0), 0.0)
        try:
            self.state.current[self.columns] = _solution(self.programme, costs)
        except ImpossibleError:
            raise ContradictionError(int(self.columns[0])) from None

    def push(self, turn: int) -> None:
        """All open cells at once, each in the direction it needs."""
        state = self.state
        for columns in self.blocks or [self.columns]:
            wanted = state.open[columns]
            if not wanted.any():
                continue
            programme = (
                Programme.held(state.capped, columns, state.current) if self.blocks else self.programme
            )
            costs = np.where(wanted, self._wishes(columns, turn), 0.0)
            try:
                state.current[columns] = _solution(programme, costs)
            except (ImpossibleError, UnfinishedError):
                continue
            if self.blocks:
                state.record()

    def _wishes(self, columns: Whole, turn: int) -> Real:
        """Costs: down to nothing where that is possible, else up; every other idle turn the reverse."""
        state = self.state
        low, high = state.low[columns], state.high[columns]
        climbs = (low >= 1) & (state.seen_high[columns] < np.minimum(high, criteria.CLEAR))
        climbs |= (low == 0) & (high >= criteria.CLEAR) & (turn % 2 == 1)
        weight = state.random.uniform(0.5, 1.5, len(columns))
        return np.where(climbs, -weight, weight)

    def ask(self, column: int) -> None:
        """Everything about one cell, until it is proven or leaks."""
        for programme, bounds, shows in self._questions(column):
            for sign in (1, -1):
                if self.state.open[column] and bounds:
                    self._bound_by(programme, column, sign)
                if self.state.open[column] and shows:
                    self._reach(programme, column, sign)
        for sign in (1, -1):
            if self.state.open[column]:
                self._settle_cell(column, sign)
        if self.state.open[column]:
            self.state.given_up[column] = True

    def _questions(self, column: int) -> Iterator[tuple[Programme, bool, bool]]:
        """Programmes from small to large, whether their bounds hold, and whether their worlds are whole."""
        for number, block in enumerate(self.blocks):
            if column in block:
                if number not in self._loose:
                    self._loose[number] = Programme.loose(self.state.capped, block)
                yield self._loose[number], True, False
                yield Programme.held(self.state.capped, block, self.state.current), False, True
        yield self.programme, True, True

    def _bound_by(self, programme: Programme, column: int, sign: int) -> None:
        try:
            found = programme.linear(programme.costs(column, sign))
        except UnfinishedError:
            return
        if found is not None:
            self._bound(column, sign, found[0])

    def _bound(self, column: int, sign: int, least: float) -> None:
        state = self.state
        if sign > 0:
            state.low[column] = max(state.low[column], int(np.ceil(least - TOLERANCE)))
        elif -least < CAP / 2:
            state.high[column] = min(state.high[column], int(np.floor(-least + TOLERANCE)))

    def _reach(self, programme: Programme, column: int, sign: int) -> None:
        """A world with the cell at the end that the bounds still allow."""
        state = self.state
        costs = programme.costs(column, sign)
        try:
            found = programme.linear(costs)
            if found is None:
                return
            values = found[1]
            here = costs != 0
            goal = float(state.low[column] if sign > 0 else state.high[column])
            values[here] = np.where(np.abs(values[here] - goal) < 1, goal, values[here])
            state.current[programme.columns] = programme.rounded(costs, values, here)
        except (ImpossibleError, UnfinishedError):
            return
        state.record()

    def _settle_cell(self, column: int, sign: int) -> None:
        """In whole numbers over the whole component: no solution goes further than this one."""
        costs = self.programme.costs(column, sign)
        try:
            self.state.current[self.columns] = self.programme.whole(costs)
        except (ImpossibleError, UnfinishedError):
            return
        if self.state.record():
            self._bound(column, sign, float(sign * self.state.current[column]))


def _solution(programme: Programme, costs: Real) -> Whole:
    """Whole numbers near the best fractions, or the best whole numbers."""
    found = programme.linear(costs)
    if found is not None:
        try:
            return programme.rounded(costs, found[1])
        except (ImpossibleError, UnfinishedError):
            pass
    return programme.whole(costs)
