"""What the solver's answers may be trusted with."""

from __future__ import annotations

import highspy
import numpy as np

from core.protection.solver import Programme, Rows
from tests.support.hard_systems import called_impossible


def _hard() -> Programme:
    hard = called_impossible()
    rows = Rows(hard["starts"], hard["columns"], hard["coefficients"], hard["row_lo"], hard["row_hi"])
    return Programme(rows, hard["lo"], hard["hi"])


def test_counts_are_found_where_presolving_sees_none() -> None:
    hard = called_impossible()
    answer = _hard().ask(hard["cost"].astype(float))
    assert answer.counts is not None
    assert ((answer.counts >= hard["lo"]) & (answer.counts <= hard["hi"])).all()
    totals = np.add.reduceat(hard["coefficients"] * answer.counts[hard["columns"]], hard["starts"][:-1])
    assert ((totals >= hard["row_lo"]) & (totals <= hard["row_hi"])).all()


def test_a_shortened_system_without_counts_is_asked_again_as_it_is() -> None:
    programme = _hard()
    programme.solver.setOptionValue("presolve_rule_off", 0)
    cost = called_impossible()["cost"].astype(float)
    programme.solver.changeColsCost(len(cost), programme.places, cost)
    programme.solver.run()
    assert programme.solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    assert programme.ask(cost).counts is not None


def test_no_counts_are_no_counts() -> None:
    one = np.array([0])
    rows = Rows(np.array([0, 1]), one, np.array([1]), np.array([5]), np.array([5]))
    answer = Programme(rows, np.array([0]), np.array([4])).ask(np.zeros(1))
    assert answer.counts is None
    assert answer.sure


def _odd_circle() -> Programme:
    """Any two of three together at most one: the best of all counts are halves."""
    rows = Rows(
        np.array([0, 2, 4, 6]),
        np.array([0, 1, 1, 2, 0, 2]),
        np.ones(6, dtype=np.int64),
        np.zeros(3, dtype=np.int64),
        np.ones(3, dtype=np.int64),
    )
    return Programme(rows, np.zeros(3, dtype=np.int64), np.ones(3, dtype=np.int64))


def test_halves_become_whole_counts() -> None:
    programme = _odd_circle()
    for exact in (False, True):
        answer = programme.ask(-np.ones(3), exact=exact)
        assert answer.counts is not None
        assert answer.counts.sum() == 1


def test_bounds_stand_again_after_counts_beside_fractions() -> None:
    programme = _odd_circle()
    programme.ask(-np.ones(3))
    answer = programme.ask(-np.array([1.0, 0.0, 0.0]), exact=True)
    assert answer.counts is not None
    assert answer.counts[0] == 1
