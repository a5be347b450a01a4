"""What may be printed: rounding, tiers, small towns, clusters."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.indicators.enums import Measure
from core.regional import catalogue, rules
from core.regional.catalogue import TABLES
from core.regional.enums import Level
from core.regional.rules import Cell, Town, groups_of, highest, lowest, rounded

FAMILY_MEASURES = {
    item.value for item in Measure if item.value.startswith(("families", "cases", "ground", "first", "team"))
}


@given(st.integers(0, 10_000))
def test_every_number_stands_for_at_least_three(count: int) -> None:
    value = rounded(count)
    assert value % 5 == 0
    assert abs(value - count) <= 2
    assert lowest(value) <= count <= highest(value)
    assert highest(value) - lowest(value) >= 2


@given(st.integers(0, 10_000))
def test_no_printed_number_proves_a_count_of_one_to_four(count: int) -> None:
    """Zero or five and more stays possible for whatever is printed."""
    value = rounded(count)
    assert lowest(value) == 0 or highest(value) >= 5


def test_nobody_prints_months_of_a_town_and_no_crossings() -> None:
    assert not [t for t in TABLES if t.level == Level.MUNICIPALITY and "month" in t.periods]
    quarterly = {
        (t.measure, t.dimension)
        for t in TABLES
        if t.level == Level.MUNICIPALITY and "quarter" in t.periods and t.measure in FAMILY_MEASURES
    }
    assert quarterly == {(f"families_{way}", "") for way in ("new", "closed", "served")}
    yearly = {
        (t.measure, t.dimension)
        for t in TABLES
        if t.level == Level.MUNICIPALITY and "year" in t.periods and t.measure in FAMILY_MEASURES
    }
    assert yearly == quarterly | {
        ("families_served", "ground"),
        ("families_served", "household"),
        ("families_closed", "outcome"),
    }
    small = {(t.measure, t.periods) for t in TABLES if t.of_small_towns and t.measure in FAMILY_MEASURES}
    assert small == {("families_served", ("year",))}
    assert len(set(TABLES)) == len(TABLES)


def towns(*numbers: int) -> list[Town]:
    """So many towns in each of several voivodeships."""
    return [
        Town(f"g_{v}{n}", f"{v}{n:05}", f"{v}")
        for v, number in enumerate(numbers, start=10)
        for n in range(number)
    ]


def released(
    some: list[Town], counts: dict[str, dict[tuple[str, str, str], int]], kind: str, **years: int
) -> dict[tuple[str, str, str, str, str], Cell]:
    cells = rules.release_cells(
        catalogue=TABLES,
        members=catalogue.PRINTED_MEMBERS,
        period_kind=kind,
        towns=some,
        reported=counts,
        printed_years=years,
        groups=groups_of(Counter(town.voivodeship for town in some if town.schema in counts)),
    )
    found = {(c.level, c.area, c.measure, c.dimension, c.member): c for c in cells}
    assert len(found) == len(cells)
    return found


def served(number: int, **grounds: int) -> dict[tuple[str, str, str], int]:
    return {
        ("families_served", "", ""): number,
        **{("families_served", "ground", code.strip("_")): n for code, n in grounds.items()},
    }


def test_a_voivodeship_of_three_is_printed_together_with_another() -> None:
    some = towns(5, 3)
    cells = released(some, {town.schema: served(30) for town in some}, "quarter")
    total = ("families_served", "", "")
    for code in ("10", "11"):
        alone = cells["voivodeship", code, *total]
        assert (alone.value, alone.reason) == (None, "merged")
    together = cells["merged", "10+11", *total]
    assert (together.value, together.voivodeship) == (240, "")
    assert cells["macroregion", "all", *total].value == 240
    assert cells["municipality", some[-1].area, *total].value == 30
    assert catalogue.has_table("families_active", "sex", Level.MERGED, "month")


def test_three_towns_in_all_print_no_total() -> None:
    some = towns(2, 1)
    cells = released(some, {town.schema: served(30) for town in some}, "quarter")
    assert not [cell for cell in cells.values() if cell.level == "merged"]
    few = [cell for cell in cells.values() if cell.level in {"voivodeship", "macroregion"}]
    assert {(cell.value, cell.reason) for cell in few} == {(None, "few_municipalities")}


@pytest.mark.parametrize(
    ("contributing", "earlier", "groups"),
    [
        # The four voivodeships of the macroregion, and one town of opolskie that withholds.
        ({"10": 14, "12": 11, "16": 4, "24": 21}, [], [("10",), ("12",), ("16",), ("24",)]),
        ({"10": 14, "12": 11, "16": 3, "24": 21}, [], [("10",), ("12", "16"), ("24",)]),
        # It keeps its partner while it needs one, and stands alone as soon as it can.
        ({"10": 9, "12": 11, "16": 3, "24": 21}, [("12", "16")], [("10",), ("12", "16"), ("24",)]),
        ({"10": 9, "12": 11, "16": 4, "24": 21}, [("12", "16")], [("10",), ("12",), ("16",), ("24",)]),
        # Two that need a partner find each other; nobody reports from a third.
        ({"10": 2, "12": 9, "16": 3, "24": 0}, [], [("10", "16"), ("12",)]),
        ({"10": 1, "12": 1, "16": 1, "24": 9}, [], [("10", "12", "16", "24")]),
        ({"10": 1, "12": 1}, [], []),
        ({"24": 3}, [], []),
        ({}, [("12", "16")], []),
    ],
)
def test_groups(
    contributing: dict[str, int], earlier: list[tuple[str, ...]], groups: list[tuple[str, ...]]
) -> None:
    assert groups_of(contributing, earlier) == groups


@given(
    st.dictionaries(st.sampled_from(["10", "12", "16", "24", "26"]), st.integers(0, 9)),
    st.lists(st.sampled_from([("10", "12"), ("12", "16"), ("16", "24", "26")])),
)
def test_whoever_withholds_every_group_has_enough_towns(
    contributing: dict[str, int], earlier: list[tuple[str, ...]]
) -> None:
    groups = groups_of(contributing, earlier)
    covered = [code for group in groups for code in group]
    assert len(covered) == len(set(covered))
    for group in groups:
        assert sum(contributing[code] for code in group) >= 4
    if sum(contributing.values()) >= 4:
        assert set(covered) == {code for code, number in contributing.items() if number}


def test_a_town_that_did_not_report_is_no_zero() -> None:
    some = towns(5)
    cells = released(some, {town.schema: served(30) for town in some[1:]}, "year")
    own = [cell for cell in cells.values() if cell.area == some[0].area]
    assert own
    assert {(cell.value, cell.reason) for cell in own} == {(None, "not_reported")}
    assert cells["voivodeship", "10", "families_served", "", ""].value == 120


def test_a_small_town_prints_its_yearly_total_and_its_institutions_only() -> None:
    some = towns(5)
    counts = {town.schema: served(30, _1=9) for town in some}
    counts[some[0].schema] = served(12, _1=4) | {("partners_active", "", ""): 9}
    cells = released(some, counts, "year")
    own = {key[2:]: cell for key, cell in cells.items() if cell.area == some[0].area}
    assert own["families_served", "", ""].value == 10
    assert own["partners_active", "", ""].value == 10
    assert own["families_served", "ground", "1"].reason == "small_cluster"
    assert {cell.value for key, cell in own.items() if key[1]} == {None}
    assert not [cell for cell in cells.values() if cell.level == "cluster"]


def test_two_small_towns_are_printed_together() -> None:
    some = towns(6)
    counts = {town.schema: served(30, _1=9) for town in some}
    for town in some[:2]:
        counts[town.schema] = served(8, _1=4)
    cells = released(some, counts, "year")
    together = cells["cluster", "10-pozostale", "families_served", "ground", "1"]
    assert together.value == 10
    assert cells["municipality", some[0].area, "families_served", "ground", "1"].reason == "in_cluster"
    assert not [c for c in cells.values() if c.level == "cluster" and c.measure == "partners_active"]


def test_quarters_look_at_the_last_printed_year_and_at_themselves() -> None:
    some = towns(5)
    counts = {town.schema: served(30) for town in some}
    for town, now in zip(some, (3, 40, 8, 12), strict=False):
        counts[town.schema] = served(now)
    years = {town.area: year for town, year in zip(some, (15, 10, 10), strict=False)}
    cells = released(some, counts, "quarter", **years)
    total = ("families_served", "", "")
    values = [cells["municipality", town.area, *total].value for town in some]
    assert values == [5, 40, None, None, 30]
    assert cells["municipality", some[2].area, *total].reason == "small_municipality"


@given(st.lists(st.integers(0, 40), min_size=1, max_size=14), st.sampled_from(["month", "quarter", "year"]))
def test_whatever_the_counts_only_multiples_of_five_leave(numbers: list[int], kind: str) -> None:
    some = towns(len(numbers))
    cells = released(some, {t.schema: served(n) for t, n in zip(some, numbers, strict=True)}, kind)
    for cell in cells.values():
        assert (cell.value is None) == bool(cell.reason)
        assert cell.value is None or cell.value % 5 == 0
        assert not (kind == "month" and cell.level in {"municipality", "cluster"})


def test_months_due() -> None:
    last = date(2026, 9, 1)
    assert rules.months_due(date(2026, 7, 1), last) == (date(2026, 8, 1), last)
    assert rules.months_due(last, last) == ()
    assert rules.months_due(None, last) == (last,)


def test_the_hash_tells_any_change() -> None:
    cells: list[list[object]] = [["quarter", "2026-07-01", "24", 10], ["quarter", "2026-07-01", "12", None]]
    assert rules.digest_of(cells) == rules.digest_of([list(cell) for cell in cells])
    cells[0][3] = 15
    assert rules.digest_of(cells) != rules.digest_of([["quarter", "2026-07-01", "24", 10], cells[1]])


def test_only_what_a_table_needs_is_handed_over() -> None:
    assert ("first_meeting_median", "") not in catalogue.handed_over("year")
    assert ("families_served", "ground") not in catalogue.handed_over("month")
    assert ("families_active", "sex") in catalogue.handed_over("month")
    assert catalogue.has_table("families_served", "ground", "cluster", "year")
    assert not catalogue.has_table("families_served", "", "cluster", "quarter")
