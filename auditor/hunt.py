"""The attack: what the printed numbers and identities leave possible for each cell.

From cheap to dear. Bounds that follow row by row; then one programme pushes all open cells at once, each
towards the value that would clear it, and every whole solution (a world) clears many; what stays open is
asked about alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from auditor.component import Component
from auditor.state import State
from auditor.system import Mask, System, Whole

_IDLE: Final = 3


class Hunt:
    """One audit of one system; afterwards each judged cell is proven, leaking or given up."""

    def __init__(self, system: System, judged: Mask, groups: tuple[Whole, Mask]) -> None:
        self.state = State(system, judged, groups)
        self.components = [
            Component(self.state, columns) for columns in self.state.system.components(self.state.free)
        ]

    def run(self, offered: Iterable[Whole] = ()) -> None:
        """Until no cell is open. Worlds that others offer count as well: whether they hold is checked."""
        state = self.state
        for world in offered:
            state.current = world
            state.record()
        if state.worlds:
            state.current = state.worlds[0].copy()
        else:
            for component in self.components:
                component.settle()
            state.record()
        self._push()
        for component in self.components:
            for column in component.columns[state.open[component.columns]].tolist():
                if state.open[column]:
                    component.ask(column)

    def _push(self) -> None:
        """Again and again as long as that clears any cell."""
        state, idle = self.state, 0
        while idle < _IDLE and state.open.any():
            before = int(state.open.sum())
            for component in self.components:
                component.push(turn=idle)
            state.record()
            idle = idle + 1 if int(state.open.sum()) == before else 0
