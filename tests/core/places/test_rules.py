"""Free places and periods as values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.places.rules import FreePlaces, covers, free_number, hold_ends, overlap

DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
SPANS = st.tuples(DAYS, st.none() | st.integers(1, 30)).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
)


def test_a_hold_lasts_seventy_two_hours() -> None:
    held = datetime(2026, 10, 23, 9, 30, tzinfo=UTC)
    assert hold_ends(held) == datetime(2026, 10, 26, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("numbers", "free", "overpromised"),
    [
        ((5, 1, 1, 1, 1), 1, 0),
        ((5, 0, 5, 0, 0), 0, 0),
        ((3, 1, 2, 1, 1), 0, 2),
        ((0, 0, 0, 0, 0), 0, 0),
    ],
)
def test_free_and_overpromised(numbers: tuple[int, ...], free: int, overpromised: int) -> None:
    places = FreePlaces(*numbers)
    assert (places.free, places.overpromised) == (free, overpromised)


@given(SPANS, SPANS)
def test_periods_overlap_exactly_when_they_share_a_day(
    first: tuple[date, date | None], second: tuple[date, date | None]
) -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(120)]
    shared = any(
        covers(starts_on=first[0], ends_on=first[1], on=day)
        and covers(starts_on=second[0], ends_on=second[1], on=day)
        for day in days
    )
    assert overlap(first, second) is shared


@given(st.integers(0, 12), st.integers(0, 12), st.sets(st.integers(1, 15)))
def test_a_number_is_given_only_while_a_place_is_left(places: int, elsewhere: int, used: set[int]) -> None:
    number = free_number(places=places, elsewhere=elsewhere, used=used)
    if places - elsewhere - len(used) <= 0:
        assert number is None
    else:
        assert number is not None
        assert 1 <= number <= places
        assert number not in used
