"""What the auditor's solver may be trusted with."""

from __future__ import annotations

import numpy as np
import pytest

from auditor.programme import ImpossibleError, Programme
from auditor.system import ENDLESS, System
from tests.support.hard_systems import called_impossible


def test_counts_are_found_where_presolving_sees_none() -> None:
    hard = called_impossible()
    starts = hard["starts"]
    system = System(
        lo=hard["lo"],
        hi=hard["hi"],
        entry_row=np.repeat(np.arange(len(starts) - 1), np.diff(starts)),
        entry_column=hard["columns"],
        entry_value=hard["coefficients"],
        row_lo=hard["row_lo"],
        row_hi=np.minimum(hard["row_hi"], ENDLESS),
    )
    programme = Programme.held(system, np.arange(system.columns), system.lo)
    assert system.holds(programme.whole(hard["cost"].astype(float)))
    assert programme.linear(hard["cost"].astype(float)) is not None


def test_no_counts_are_no_counts() -> None:
    one = np.array([0])
    system = System(one, np.array([4]), one, one, np.array([1]), np.array([5]), np.array([5]))
    programme = Programme.held(system, one, one)
    with pytest.raises(ImpossibleError):
        programme.whole(np.zeros(1))
    with pytest.raises(ImpossibleError):
        programme.linear(np.zeros(1))
