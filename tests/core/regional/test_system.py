"""The list of identities is true of whatever families there are, and says all that it should."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from auditor.identities import Identities, Row
from auditor.reading import read
from core.indicators.rules import Period, months_between
from core.protection.document import Relation, as_dict, dump, parse
from core.protection.nearest import Change
from core.regional.places import Place
from core.regional.remembering import packed, unpacked
from core.regional.system import Break, System, system_of
from tests.support.releases import OnPaper, on_paper

MONTHS = list(months_between(date(2025, 12, 1), date(2026, 12, 1)))
TOWNS = {"10": [40, 25, 30, 12, 8], "12": [30, 20, 9, 7, 6], "16": [25, 14, 18, 10]}


@pytest.fixture(scope="module")
def world() -> OnPaper:
    """A year of three voivodeships; a town of the smallest withholds May, one comes in February."""
    made = on_paper(TOWNS)
    for month in MONTHS:
        silent = {"g_1600001"} if month == date(2026, 5, 1) else set()
        if month < date(2026, 2, 1):
            silent.add("g_1200002")
        made.release(month, silent)
    return made


@pytest.fixture(scope="module")
def system(world: OnPaper) -> System:
    return system_of(world.rows, world.coverages)


def violated(system: System, world: OnPaper, relations: Iterable[Relation | Row]) -> list[object]:
    truth = world.truth(system)
    values = [truth.value(place) for place in system.places]
    found: list[object] = []
    for relation in relations:
        if any(cell >= len(values) or values[cell] is None for _, cell in relation.terms):
            continue
        total = sum(weight * (values[cell] or 0) for weight, cell in relation.terms)
        if (relation.lo is not None and total < relation.lo) or (
            relation.hi is not None and total > relation.hi
        ):
            found.append([(weight, system.places[cell], values[cell]) for weight, cell in relation.terms])
    return found


def test_every_printed_symbol_holds(system: System, world: OnPaper) -> None:
    truth = world.truth(system)
    for place, cell in zip(system.places, system.document.cells, strict=True):
        value = truth.value(place)
        if value is not None:
            assert cell.lo <= value, place
            assert cell.hi is None or value <= cell.hi, place


def test_every_declared_identity_is_true(system: System, world: OnPaper) -> None:
    assert violated(system, world, system.document.relations)[:3] == []


def test_every_hierarchy_is_true(system: System, world: OnPaper) -> None:
    rows = Identities(read(as_dict(system.document))).rows
    assert len(rows) > len(system.document.relations) + 1000
    assert violated(system, world, rows)[:3] == []


def test_the_document_is_the_documented_format(system: System) -> None:
    written = dump(system.document)
    again = parse(written)
    assert (again.cells, again.relations) == (system.document.cells, system.document.relations)
    assert dump(again) == written


def test_what_is_declared(system: System) -> None:
    names = {item.origin.identity for item in system.declared}
    assert {"stock", "persistence", "served-from-the-beginning", "served-goes-on", "mentions"} <= names
    assert {"families_new-of-a-quarter", "families_closed-of-a-year", "served-in-a-year"} <= names
    assert len(system.declared) > 2000
    stocks = [item.relation for item in system.declared if item.origin.identity == "stock"]
    assert min(len(relation.terms) for relation in stocks if relation.lo == relation.hi) == 4
    # Before the first release (three voivodeships, and the town that came later) a stock was not negative.
    assert [len(relation.terms) for relation in stocks if relation.hi is None] == [3] * 4


def test_a_town_that_withheld_is_followed_through_the_gap(system: System) -> None:
    silent = Place(Period("month", date(2026, 5, 1)), "1600001", "families_active")
    cell = system.document.cells[system.index[silent]]
    assert (cell.lo, cell.hi) == (0, None)
    of_town = [
        item.origin
        for item in system.declared
        if item.origin.area == "1600001" and item.origin.identity == "stock"
    ]
    assert {origin.period for origin in of_town} == {"2026-05", "2026-06"}
    merged = Place(Period("month", date(2026, 5, 1)), "10+16", "families_active")
    assert system.document.cells[system.index[merged]].hi is not None


def test_a_broken_identity_is_left_out(system: System, world: OnPaper) -> None:
    broken = Break("stock", "2026-06", "10")
    rest = system_of(world.rows, world.coverages, {broken})
    assert len(rest.declared) == len(system.declared) - 1


def test_a_revised_year_is_a_measure_of_its_own(world: OnPaper) -> None:
    row = next(
        row
        for row in world.rows
        if (row.kind, row.level, row.measure, row.dimension) == ("year", "municipality", "families_new", "")
        and row.value is not None
    )
    revised = row._replace(kind="revised", value=(row.value or 0) + 10, release=MONTHS[-1])
    found = system_of([*world.rows, revised], world.coverages)
    place = Place(Period("year", row.start), row.area, "families_new~revised")
    assert found.document.cells[found.index[place]].lo == (row.value or 0) + 8
    assert len(found.places) == len(system_of(world.rows, world.coverages).places) + 1


def test_what_the_region_alone_prints_is_reckoned_with_in_its_voivodeships(system: System) -> None:
    quarter = Period("quarter", date(2026, 4, 1))
    household = ("families_new", "household", "couple")
    region = system.document.cells[system.index[Place(quarter, "all", *household)]]
    assert region.hi is not None
    for area in ("10", "12", "16"):
        cell = system.document.cells[system.index[Place(quarter, area, *household)]]
        assert (cell.lo, cell.hi) == (0, None)


def test_changes_are_read_back_by_what_they_speak_of(system: System) -> None:
    changes = [
        Change(np.array([3, 40]), np.array([5, 0])),
        Change(np.array([41, 90]), np.array([1, 7])),
    ]
    body = packed(changes, system)
    again = list(unpacked(body, system))
    assert [(each.cells.tolist(), each.counts.tolist()) for each in again] == [
        (each.cells.tolist(), each.counts.tolist()) for each in changes
    ]
    gone = replace(system, places=tuple(place for number, place in enumerate(system.places) if number != 40))
    (left,) = unpacked(body, gone)
    assert (left.cells.tolist(), left.counts.tolist()) == ([40, 89], [1, 7])
