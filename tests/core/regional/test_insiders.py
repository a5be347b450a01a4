"""How towns are parted, so that every town stands still in worlds in which any other moves."""

from __future__ import annotations

import pytest

from core.regional.insiders import _quarters


@pytest.mark.parametrize("number", [1, 2, 5, 16, 17, 54])
def test_each_town_stands_still_in_one_of_four_even_parts(number: int) -> None:
    towns = [f"{place:03}" for place in range(number)]
    quarters = _quarters(towns)
    assert sorted(town for quarter in quarters for town in quarter) == towns
    assert len(quarters) == min(number, 4)
    assert max(map(len, quarters)) - min(map(len, quarters)) <= 1
