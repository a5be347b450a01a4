"""Small changes of a world, and the whole system in fractions, against every set of counts there is."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings

from core.protection.document import Document
from core.protection.joint import Joint
from core.protection.nearest import Change, Nearest, Together
from core.protection.relieving import Relief
from core.protection.search import Verdict, is_told
from core.protection.solver import Table
from core.protection.system import Ints, System, propagated, system_of
from tests.core.protection.tables import listed_verdicts, tables, worlds

FEW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def changed(world: Ints, change: Change) -> Ints:
    found = world.copy()
    found[change.cells] = change.counts
    return found


def drawn_system(drawn: tuple[Document, list[int]]) -> tuple[Document, System, Ints]:
    doc, counts = drawn
    return doc, propagated(system_of(doc)), np.array(counts, dtype=np.int64)


@FEW
@given(tables())
def test_a_change_brings_a_cell_where_it_is_wanted_and_no_other_world_is_nearer(
    drawn: tuple[Document, list[int]],
) -> None:
    doc, system, world = drawn_system(drawn)
    nearest, every = Nearest(system, world), worlds(doc)
    for cell in range(system.size):
        change = nearest.ask(cell, 0, 0)
        wanted = every[:, every[cell] == 0]
        assert (change is not None) == bool(wanted.size)
        if change is not None:
            found = changed(world, change)
            assert found[cell] == 0
            assert system.holds(found)
            least = np.abs(wanted - world[:, None]).sum(axis=0).min()
            assert np.abs(found - world).sum() == least


@FEW
@given(tables())
def test_what_is_held_stands_still(drawn: tuple[Document, list[int]]) -> None:
    _, system, world = drawn_system(drawn)
    nearest = Nearest(system, world)
    for held in range(system.size):
        lo, hi = system.lo.copy(), system.hi.copy()
        lo[held] = hi[held] = world[held]
        nearest.between(system.within(lo, hi))
        for cell in range(system.size):
            change = nearest.ask(cell, int(world[cell]) + 1, int(world[cell]) + 3)
            assert change is None or (held not in change.cells and system.holds(changed(world, change)))


@FEW
@given(tables())
def test_changes_written_together_are_worlds_that_show_each_of_them(
    drawn: tuple[Document, list[int]],
) -> None:
    _, system, world = drawn_system(drawn)
    nearest, together = Nearest(system, world), Together(Table(system), world)
    changes = [found for cell in range(system.size) if (found := nearest.ask(cell, 0, 0))]
    together.add(changes)
    assert all(system.holds(each) for each in together.worlds)
    for change in changes:
        assert any((each[change.cells] == change.counts).all() for each in together.worlds)


@FEW
@given(tables())
def test_no_world_goes_beyond_the_extremes_in_fractions(drawn: tuple[Document, list[int]]) -> None:
    doc, system, _ = drawn_system(drawn)
    joint, every = Joint(system), worlds(doc)
    for cell, verdict in enumerate(listed_verdicts(doc)):
        low, high = joint.least(cell), joint.most(cell)
        assert low is not None
        assert high is not None
        assert low.value <= every[cell].min() + 1e-6
        assert verdict is Verdict.TOLD or not is_told(low, high)
        whole = joint.whole(low.counts)
        assert whole is None or system.holds(whole)


@FEW
@given(tables())
def test_whatever_is_told_is_relieved_by_withholding_some(drawn: tuple[Document, list[int]]) -> None:
    doc, _, _ = drawn_system(drawn)
    printed = system_of(doc)
    told = [cell for cell, verdict in enumerate(listed_verdicts(doc)) if verdict is Verdict.TOLD]
    relief = Relief(Joint(printed), printed, range(len(doc.cells)))
    assert relief.of(told) == []
    assert bool(relief.chosen) <= bool(told)
    joint = Joint(system_of(doc.withholding(relief.chosen)))
    for cell in told:
        low = joint.least(cell)
        assert (low is not None and low.value < 1e-6) or not is_told(low, joint.most(cell))
