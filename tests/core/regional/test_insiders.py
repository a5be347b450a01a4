"""Towns as insiders, against every set of counts that others may have."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.protection.document import Cell, Document, Measure
from core.protection.system import ENDLESS
from core.regional.insiders import Insiders, _quarters
from tests.core.protection.tables import key, printed

FEW = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
TOWNS = ("a", "b", "c")
LABELS = ("x", "y")
# No other town of these tables can have more of a label: nothing printed is above 12.
MOST = 13


@pytest.mark.parametrize("number", [1, 2, 5, 16, 17, 54])
def test_each_town_stands_still_in_one_of_four_even_parts(number: int) -> None:
    towns = [f"{place:03}" for place in range(number)]
    quarters = _quarters(towns)
    assert sorted(town for quarter in quarters for town in quarter) == towns
    assert len(quarters) == min(number, 4)
    assert max(map(len, quarters)) - min(map(len, quarters)) <= 1


class Table:
    """Counts of three towns by two labels: sums, towns and labels, rounded or withheld."""

    def __init__(
        self, counts: dict[tuple[str, str], int], places: list[tuple[str, str]], withheld: set[int]
    ) -> None:
        self.counts, self.places, self.withheld = counts, places, withheld

    def share(self, town: str, place: tuple[str, str]) -> int:
        area, label = place
        labels = LABELS if label == "any" else (label,)
        return sum(self.counts[town, each] for each in labels) if area in {"all", town} else 0

    def value(self, place: tuple[str, str]) -> int:
        return sum(self.share(town, place) for town in TOWNS)

    def bounds(self, number: int) -> tuple[int, int | None]:
        return (0, None) if number in self.withheld else printed(self.value(self.places[number]))

    @property
    def document(self) -> Document:
        return Document(
            hierarchies={"area": {"all": TOWNS}, "label": {"any": LABELS}},
            measures={"m": Measure(additive=("area", "label"))},
            cells=tuple(
                Cell("m", key(*place), *self.bounds(number)) for number, place in enumerate(self.places)
            ),
            relations=(),
        )

    @property
    def system(self) -> Any:
        places = tuple(SimpleNamespace(area=area, place=(area, label)) for area, label in self.places)
        return SimpleNamespace(
            places=places, coverage_of={"p": SimpleNamespace(reported=dict.fromkeys(TOWNS))}
        )

    def shares(self, place: Any) -> dict[str, int | None]:
        area = place.area
        return {town: self.share(town, place.place) for town in TOWNS if area in {"all", town}}

    def told_to(self, town: str) -> set[int]:
        """What is sure of the others, from the list of everything they may have: nothing clever."""
        others = [(other, label) for other in TOWNS if other != town for label in LABELS]
        every = np.array(list(product(range(MOST), repeat=len(others)))).T
        left = np.stack(
            [
                sum(
                    every[number]
                    for number, (other, own) in enumerate(others)
                    if area in {"all", other} and label in {"any", own}
                )
                + np.zeros(every.shape[1], dtype=np.int64)
                for area, label in self.places
            ]
        )
        own = np.array([self.share(town, place) for place in self.places])[:, None]
        bounds = [self.bounds(number) for number in range(len(self.places))]
        lo = np.array([low for low, _ in bounds])[:, None]
        hi = np.array([ENDLESS if high is None else high for _, high in bounds])[:, None]
        found = left[:, ((left + own >= lo) & (left + own <= hi)).all(axis=0)]
        return set(np.flatnonzero((found.min(axis=1) > 0) & (found.max(axis=1) < 5)).tolist())


@st.composite
def drawn_tables(draw: st.DrawFn) -> Table:
    """Who prints labels prints what they add up to: as in every catalogue."""
    counts = {(town, label): draw(st.integers(0, 5)) for town in TOWNS for label in LABELS}
    places = [("all", label) for label in draw(st.sampled_from([("any",), ("any", *LABELS)]))]
    of_towns = draw(st.sampled_from([(), ("any",), ("any", *LABELS)]))
    places += [(town, label) for town in TOWNS for label in of_towns]
    withheld = draw(st.sets(st.integers(0, len(places) - 1), max_size=2))
    return Table(counts, places, withheld)


@FEW
@given(drawn_tables())
def test_what_a_town_can_be_sure_of_is_found_and_nothing_else(table: Table) -> None:
    insiders = Insiders(table.document, table.system, table)  # type: ignore[arg-type]
    found = insiders.told()
    sure = {town: table.told_to(town) for town in TOWNS}
    assert {item.cell for item in found} == set().union(*sure.values())
    assert all(item.cell in sure[item.town] for item in found)


@FEW
@given(drawn_tables())
def test_what_is_withheld_leaves_no_town_sure_of_anything(table: Table) -> None:
    insiders = Insiders(table.document, table.system, table)  # type: ignore[arg-type]
    chosen = set(table.withheld)
    while found := insiders.told():
        more = insiders.relieved(found, set(range(len(table.places))) - chosen)
        assert more
        chosen |= more
    assert not insiders.told_before.any()
    kept = Table(table.counts, table.places, chosen)
    assert not any(kept.told_to(town) for town in TOWNS)


def test_what_was_told_before_stops_no_release() -> None:
    """Nothing new is printed: 3-7 of all and 3-7 of another town tell one that has 3 of 3 or 4 there."""
    counts = {(town, label): 0 for town in TOWNS for label in LABELS} | {("a", "x"): 3, ("b", "x"): 3}
    table = Table(counts, [("all", "any"), *((town, "any") for town in TOWNS)], set())
    insiders = Insiders(table.document, table.system, table)  # type: ignore[arg-type]
    while found := insiders.told():
        assert not insiders.relieved(found, set())
        assert not insiders.still_told(found)
    assert insiders.told_before.any()
