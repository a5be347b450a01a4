"""Whole-number programmes over a part of the cells: one thread, one seed, limits by nodes and not by the
clock, so that the same question has the same answer everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray

from core.protection.system import ENDLESS, Flags, Ints, System

SEED: Final = 1
_NODES: Final = 2_000
# HiGHS 1.15 calls systems impossible that have solutions when it substitutes columns by its aggregator.
_AGGREGATOR: Final = 1 << 12
# A push is a means: close to the best is good enough.
_GAP: Final = 0.05
_EXACT: Final = 1e-6
# So long whole counts beside fractions are looked for.
_FEW_NODES: Final = 20
_HALF: Final = 0.5
_WHOLE: Final = 1e-6

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """Rows over the cells of a part, counted from 0; what lies outside is in the bounds already."""

    starts: Ints
    columns: Ints
    coefficients: Ints
    lo: Ints
    hi: Ints


@dataclass(frozen=True)
class Answer:
    """Whole counts of the cells asked for; none when there are none, `sure` when that is proven."""

    counts: Ints | None
    sure: bool = True
    endless: bool = False


class Table:
    """A system that is asked for parts: knows which rows a cell stands in."""

    def __init__(self, system: System) -> None:
        self.system = system

    @cached_property
    def entry_rows(self) -> Ints:
        return self.system.row_of_entry()

    @cached_property
    def _by_cell(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.system.columns, kind="stable")
        counts = np.bincount(self.system.columns, minlength=self.system.size)
        return self.entry_rows[order], np.concatenate(([0], np.cumsum(counts)))

    def rows_of(self, cells: Ints) -> Ints:
        """Rows in which any of the cells stands, in order."""
        rows, starts = self._by_cell
        return np.unique(rows[_ranges(starts[cells], starts[cells + 1])])

    def cells_of(self, rows: Ints) -> Ints:
        """Cells that stand in any of the rows, in order."""
        starts = self.system.starts
        return np.unique(self.system.columns[_ranges(starts[rows], starts[rows + 1])])

    def around(self, cell: int, most: int, *, whole: bool = True) -> Ints:
        """The nearest cells by rows in common, about so many.

        Whole circles only, or of the last one as many as fit, those of the shortest rows.
        """
        found = np.array([cell], dtype=np.int64)
        while True:
            rows = self.rows_of(found)
            wider = self.cells_of(rows)
            if len(wider) <= len(found):
                return found
            if len(wider) > most and whole and len(found) > 1:
                return found
            if len(wider) > most and not whole:
                return np.union1d(found, self._of_short_rows(rows, most))
            found = wider
            if len(found) > most:
                return found

    def _of_short_rows(self, rows: Ints, most: int) -> Ints:
        starts = self.system.starts
        lengths = starts[rows + 1] - starts[rows]
        ordered = rows[np.argsort(lengths, kind="stable")]
        columns = self.system.columns[_ranges(starts[ordered], starts[ordered + 1])]
        cells, first = np.unique(columns, return_index=True)
        return cells[np.argsort(first, kind="stable")[:most]]

    def held(self, cells: Ints, world: Ints) -> Rows:
        """Rows over the cells while all others stand as in a world."""
        return self._part(cells, world, world)

    def loose(self, cells: Ints) -> Rows:
        """Rows over the cells while each other may be anything between its bounds."""
        return self._part(cells, self.system.lo, self.system.hi)

    def _part(self, cells: Ints, least: Ints, most: Ints) -> Rows:
        system, rows = self.system, self.rows_of(cells)
        begins, ends = system.starts[rows], system.starts[rows + 1]
        entries = _ranges(begins, ends)
        lengths = ends - begins
        columns, weights = system.columns[entries], system.coefficients[entries]
        place = np.full(system.size, -1, dtype=np.int64)
        place[cells] = np.arange(len(cells))
        inside = place[columns] >= 0
        owner = np.repeat(np.arange(len(rows)), lengths)
        low = np.where(weights > 0, weights * least[columns], weights * most[columns])
        high = np.where(weights > 0, weights * most[columns], weights * least[columns])
        outside_low = np.bincount(owner, np.where(inside, 0, low), len(rows)).astype(np.int64)
        outside_high = np.bincount(owner, np.where(inside, 0, high), len(rows)).astype(np.int64)
        counts = np.bincount(owner[inside], minlength=len(rows))
        return Rows(
            starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            columns=place[columns[inside]],
            coefficients=weights[inside],
            lo=system.row_lo[rows] - outside_high,
            hi=system.row_hi[rows] - outside_low,
        )


def _ranges(begins: Ints, ends: Ints) -> Ints:
    """The numbers of several ranges, one range after the other."""
    lengths = ends - begins
    total = int(lengths.sum())
    shift = np.repeat(begins - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    return np.arange(total, dtype=np.int64) + shift if total else np.zeros(0, dtype=np.int64)


class Programme:
    """One part as a programme; costs and bounds may be changed between questions."""

    def __init__(self, rows: Rows, lo: Ints, hi: Ints) -> None:
        self.lo, self.hi = lo, hi
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", SEED),
            ("mip_rel_gap", _GAP),
            ("mip_max_nodes", _NODES),
            ("presolve_rule_off", _AGGREGATOR),
        ):
            self.solver.setOptionValue(name, value)
        self.solver.passModel(model_of(rows, lo, hi))
        self.places = np.arange(len(lo), dtype=np.int32)

    def ask(
        self,
        cost: Floats,
        lo: Ints | None = None,
        hi: Ints | None = None,
        *,
        exact: bool = False,
        few: bool = False,
    ) -> Answer:
        """The whole counts of least cost, between other bounds if they are given; of `few` steps any."""
        solver = self.solver
        solver.setOptionValue("mip_max_nodes", _FEW_NODES if few else _NODES)
        solver.setOptionValue("mip_max_improving_sols", 1 if few else highspy.kHighsIInf)
        solver.setOptionValue("mip_rel_gap", 0.0 if exact else _GAP)
        solver.setOptionValue("mip_abs_gap", _EXACT if exact else 1 + np.count_nonzero(cost) * _GAP)
        solver.changeColsCost(len(cost), self.places, cost)
        if lo is not None or hi is not None:
            self._between(self.lo if lo is None else lo, self.hi if hi is None else hi)
        answer = (None if few else self._in_fractions(exact=exact)) or self._in_whole_numbers()
        if lo is not None or hi is not None:
            self._between(self.lo, self.hi)
        return answer

    def _in_fractions(self, *, exact: bool) -> Answer | None:
        """The best of all counts, fractions among them: if it happens to be whole none is better.

        Whole counts beside it are good enough unless it has to be exact.
        """
        solver = self.solver
        solver.setOptionValue("solve_relaxation", True)
        self._run()
        solver.setOptionValue("solve_relaxation", False)
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Answer(None)
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        values = np.array(solver.getSolution().col_value)
        near = np.rint(values)
        parts = np.abs(values - near) > _WHOLE
        if not parts.any():
            return Answer(near.astype(np.int64))
        return None if exact else self._beside(values, near, parts)

    def _beside(self, values: Floats, near: Floats, parts: Flags) -> Answer | None:
        """Whole counts where only the fractions move, or everything a little."""
        lp = self.solver.getLp()
        lower, upper = np.array(lp.col_lower_), np.array(lp.col_upper_)
        down, up = np.where(parts, np.floor(values), near), np.where(parts, np.ceil(values), near)
        self.solver.setOptionValue("mip_max_nodes", _FEW_NODES)
        self.solver.setOptionValue("mip_max_improving_sols", 1)
        try:
            for room in (0, 1):
                self._bound(np.maximum(down - room, lower), np.minimum(up + room, upper))
                self.solver.run()
                answer = _answer(self.solver)
                if answer.counts is not None:
                    return answer
        finally:
            self._bound(lower, upper)
            self.solver.setOptionValue("mip_max_nodes", _NODES)
            self.solver.setOptionValue("mip_max_improving_sols", highspy.kHighsIInf)
        return None

    def _in_whole_numbers(self) -> Answer:
        self._run()
        return _answer(self.solver)

    def _run(self) -> None:
        solver = self.solver
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            # Of the shortened system alone nothing is believed.
            solver.setOptionValue("presolve", "off")
            solver.clearSolver()
            solver.run()
            solver.setOptionValue("presolve", "choose")

    def _between(self, lo: Ints, hi: Ints) -> None:
        self._bound(lo.astype(float), upper(hi))

    def _bound(self, lower: Floats, upper: Floats) -> None:
        self.solver.changeColsBounds(len(lower), self.places, lower, upper)


def _answer(solver: Any) -> Answer:
    status = solver.getModelStatus()
    if status in {
        highspy.HighsModelStatus.kUnbounded,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    }:
        return Answer(None, sure=False, endless=True)
    if status == highspy.HighsModelStatus.kInfeasible:
        return Answer(None)
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(None, sure=False)
    found = np.rint(np.array(solver.getSolution().col_value)).astype(np.int64)
    return Answer(found, sure=status == highspy.HighsModelStatus.kOptimal)


def model_of(rows: Rows, lo: Ints, hi: Ints) -> Any:
    """Rows and bounds as HiGHS reads them, whole numbers asked for and no cost yet."""
    model: Any = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(lo), len(rows.lo)
    model.col_cost_ = np.zeros(len(lo))
    model.col_lower_, model.col_upper_ = lo.astype(float), upper(hi)
    model.row_lower_ = lower(rows.lo)
    model.row_upper_ = upper(rows.hi)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = rows.starts, rows.columns
    model.a_matrix_.value_ = rows.coefficients.astype(float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(lo)
    return model


def lower(lo: Ints) -> Floats:
    """Lower bounds as HiGHS reads them."""
    bounded: Floats = np.where(lo <= -ENDLESS * _HALF, -highspy.kHighsInf, lo).astype(float)
    return bounded


def upper(hi: Ints) -> Floats:
    """Upper bounds as HiGHS reads them."""
    bounded: Floats = np.where(hi >= ENDLESS * _HALF, highspy.kHighsInf, hi).astype(float)
    return bounded


def chosen(flags: Flags) -> Ints:
    """Places where a flag stands."""
    return np.flatnonzero(flags).astype(np.int64)
