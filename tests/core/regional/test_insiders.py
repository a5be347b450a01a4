"""How towns are parted, so that every town stands still in worlds in which any other moves."""

from __future__ import annotations

from itertools import permutations

import pytest

from core.regional.insiders import _quarters


@pytest.mark.parametrize("number", [1, 2, 5, 16, 17, 54])
def test_any_town_stands_still_somewhere_while_another_moves(number: int) -> None:
    towns = [f"{place:03}" for place in range(number)]
    ways = _quarters(towns)
    assert all(sorted(town for quarter in way for town in quarter) == towns for way in ways)
    stills = [quarter for way in ways for quarter in way]
    for one, other in permutations(towns, 2):
        assert any(one in still and other not in still for still in stills)
