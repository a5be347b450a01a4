"""The vocabularies quote the statute as it stood on the day of the record."""

from __future__ import annotations

import datetime as dt

import pytest

from core.reference import grounds
from core.reference.grounds import Ground


def test_point_seven_was_reworded_on_22_june_2023() -> None:
    before = grounds.wording(Ground.VIOLENCE, on=dt.date(2023, 6, 21))
    after = grounds.wording(Ground.VIOLENCE, on=dt.date(2023, 6, 22))
    assert str(before.name) == "Przemoc w rodzinie"
    assert str(after.name) == "Przemoc domowa"


@pytest.mark.parametrize("day", [dt.date(2020, 1, 10), dt.date(2023, 6, 22), dt.date(2026, 10, 5)])
def test_on_any_day_each_ground_has_exactly_one_wording(day: dt.date) -> None:
    in_force = [item.ground for item in grounds.grounds_in_force(day)]
    assert in_force == list(Ground)


def test_the_repealed_point_ten_is_not_offered() -> None:
    assert "10" not in Ground.values
    with pytest.raises(KeyError):
        grounds.wording("10", on=dt.date(2026, 1, 1))


def test_every_ground_has_a_short_name_for_narrow_columns() -> None:
    assert all(len(grounds.short_name(ground)) <= 30 for ground in Ground)
