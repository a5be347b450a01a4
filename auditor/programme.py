"""Linear and integer programmes over some columns of a system, the others held at one world.

One solver per programme, started again from where the last question ended. Limits count nodes and steps,
never seconds: the same release gives the same audit on any machine.
"""

from __future__ import annotations

from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray

from auditor.system import ENDLESS, Mask, System, Whole

Real = NDArray[np.float64]
TOLERANCE: Final = 1e-6
_ROWWISE: Final = 2
_NODES: Final = 20_000
_PRIMAL: Final = 4
_ENOUGH: Final = highspy.HighsModelStatus.kSolutionLimit
_NO_SOLUTION: Final = frozenset(
    {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}
)
_QUIET: Final = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 5,
    "mip_rel_gap": 0.0,
    # HiGHS 1.15 finds no solution of some systems that have one when it substitutes columns (the aggregator).
    "presolve_rule_off": 1 << 12,
}


class ImpossibleError(Exception):
    """No values at all satisfy the programme."""


class UnfinishedError(Exception):
    """The solver stopped at its limit without an answer."""


class Programme:
    """Some columns and rows of a system; other columns of these rows count with a fixed sum."""

    def __init__(self, system: System, columns: Whole, rows: Mask, base: Whole) -> None:
        self.columns = columns
        local = np.full(system.columns, -1, dtype=np.int64)
        local[columns] = np.arange(len(columns))
        chosen = rows[system.entry_row]
        inside = chosen & (local[system.entry_column] >= 0)
        outside = chosen & ~inside
        row_of = np.cumsum(rows) - 1
        held = np.zeros(system.rows, dtype=np.int64)
        np.add.at(
            held,
            system.entry_row[outside],
            system.entry_value[outside] * base[system.entry_column[outside]],
        )
        self.lo, self.hi = _real(system.lo[columns]), _real(system.hi[columns])
        self.row_lo, self.row_hi = (
            np.where(np.abs(limit) >= ENDLESS, np.copysign(np.inf, limit), limit - held)[rows]
            for limit in (system.row_lo, system.row_hi)
        )
        self.entries = (
            row_of[system.entry_row[inside]],
            local[system.entry_column[inside]],
            system.entry_value[inside],
        )
        self._linear: Any = None
        self._whole: Any = None

    @classmethod
    def held(cls, system: System, columns: Whole, base: Whole) -> Programme:
        """Everything else stands still at `base`: its solutions are worlds."""
        return cls(system, columns, _touching(system, columns), base)

    @classmethod
    def loose(cls, system: System, columns: Whole) -> Programme:
        """Everything else moves within its own bounds: what is impossible here is impossible at all."""
        rows = _touching(system, columns)
        around = np.unique(system.entry_column[rows[system.entry_row]])
        free = around[system.lo[around] < system.hi[around]]
        return cls(system, free, rows, system.lo)

    def costs(self, column: int, sign: int) -> Real:
        """For the least (1) or the most (-1) of one column."""
        return np.where(self.columns == column, float(sign), 0.0)

    def _solver(self, *, whole: bool) -> Any:
        row, column, value = self.entries
        start = np.searchsorted(row, np.arange(len(self.row_lo) + 1))
        size = len(self.columns)
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, setting in _QUIET.items():
            solver.setOptionValue(name, setting)
        solver.passModel(
            size,
            len(self.row_lo),
            len(value),
            _ROWWISE,
            1,
            0.0,
            np.zeros(size),
            self.lo,
            self.hi,
            self.row_lo,
            self.row_hi,
            start.astype(np.int32),
            column.astype(np.int32),
            value.astype(np.float64),
            np.full(size, int(whole), dtype=np.int32),
        )
        if whole:
            solver.setOptionValue("mip_max_nodes", _NODES)
        return solver

    def linear(self, costs: Real) -> tuple[float, Real] | None:
        """Least of costs * x, fractions allowed, and where; None when it has no least."""
        if self._linear is None:
            self._linear = self._solver(whole=False)
        else:
            self._linear.setOptionValue("simplex_strategy", _PRIMAL)
        status, values, least = self._run(self._linear, costs)
        if status == highspy.HighsModelStatus.kOptimal:
            return least, values
        if status == highspy.HighsModelStatus.kInfeasible:
            raise ImpossibleError
        if status in (
            highspy.HighsModelStatus.kUnbounded,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            return None
        raise UnfinishedError

    def whole(
        self, costs: Real, lo: Real | None = None, hi: Real | None = None, *, best: bool = True
    ) -> Whole:
        """Whole numbers with the least of costs * x, within tighter bounds if given; or the first found."""
        if self._whole is None:
            self._whole = self._solver(whole=True)
        size = len(self.columns)
        self._whole.changeColsBounds(
            size, _places(size), self.lo if lo is None else lo, self.hi if hi is None else hi
        )
        self._whole.setOptionValue("mip_max_improving_sols", highspy.kHighsIInf if best else 1)
        status, values, _ = self._run(self._whole, costs, again=best)
        if status == highspy.HighsModelStatus.kInfeasible:
            raise ImpossibleError
        if status != highspy.HighsModelStatus.kOptimal and (best or status != _ENOUGH):
            raise UnfinishedError
        return np.rint(values).astype(np.int64)

    def _run(self, solver: Any, costs: Real, *, again: bool = True) -> tuple[Any, Real, float]:
        """The answer; `again`: that there is none is asked a second time."""
        size = len(self.columns)
        solver.changeColsCost(size, _places(size), costs)
        solver.run()
        status = solver.getModelStatus()
        if again and status in _NO_SOLUTION:
            # Of the shortened system alone nothing is believed.
            solver.setOptionValue("presolve", "off")
            solver.clearSolver()
            solver.run()
            solver.setOptionValue("presolve", "choose")
            status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kModelEmpty:
            status = highspy.HighsModelStatus.kOptimal
        return status, np.array(solver.getSolution().col_value), solver.getObjectiveValue()

    def rounded(self, costs: Real, values: Real, pinned: Mask | None = None) -> Whole:
        """A whole solution near a fractional one: first only the fractions move, then everything a little.

        `pinned` columns keep the value they have, and must have it exactly.
        """
        near = np.rint(values)
        fractional = np.abs(values - near) > TOLERANCE
        if not fractional.any():
            return near.astype(np.int64)
        floor, ceiling = np.floor(values), np.ceil(values)
        boxes = (
            (np.where(fractional, floor, near), np.where(fractional, ceiling, near)),
            (np.where(fractional, floor, near) - 1, np.where(fractional, ceiling, near) + 1),
        )
        for lo, hi in boxes:
            lo, hi = np.maximum(lo, self.lo), np.minimum(hi, self.hi)  # noqa: PLW2901  the box within
            if pinned is not None:
                lo[pinned], hi[pinned] = near[pinned], near[pinned]
            try:
                return self.whole(costs, lo, hi, best=False)
            except ImpossibleError:
                continue
        raise ImpossibleError


def _touching(system: System, columns: Whole) -> Mask:
    """Rows that say anything of these columns."""
    chosen = np.zeros(system.columns, dtype=np.bool_)
    chosen[columns] = True
    rows = np.zeros(system.rows, dtype=np.bool_)
    rows[system.entry_row[chosen[system.entry_column]]] = True
    return rows


def _real(values: Whole) -> Real:
    return np.where(values >= ENDLESS, np.inf, values.astype(np.float64))


def _places(size: int) -> NDArray[np.int32]:
    return np.arange(size, dtype=np.int32)
