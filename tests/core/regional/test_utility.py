"""How useful a release is: steps that say nothing of one count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.indicators.rules import Period
from core.regional.places import Place, Row
from core.regional.utility import STEPS, step_of, utility

MONTH = date(2026, 9, 1)
# What prints as this value, of each printed value from ten.
PRINTED = st.sampled_from((10, 15, 20, 50, 200)).flatmap(
    lambda value: st.tuples(st.just(value), st.integers(value - 2, value + 2))
)


def test_few_numbers_tell_no_error() -> None:
    assert step_of([(10, 12)] * 19) is None
    assert step_of([(10, 12)] * 20) is not None


@pytest.mark.parametrize(
    ("counts", "step"),
    [
        ([(10, 10)] * 40, 3),
        ([(20, 21)] * 40, 6),
        ([(10, 9)] * 40, 15),
        ([(10, 8)] * 40, 25),
        # Whatever the counts of large numbers are, printed numbers alone say as much.
        ([(300, 300)] * 40, 3),
        ([(300, 302)] * 40, 3),
    ],
)
def test_the_step_is_the_first_that_the_mean_does_not_exceed(
    counts: list[tuple[int, int]], step: int
) -> None:
    assert step_of(counts) == step


@given(st.lists(PRINTED, min_size=20, max_size=40), st.data())
def test_no_value_of_any_one_count_is_ruled_out(counts: list[tuple[int, int]], data: st.DataObject) -> None:
    """Whoever knows the step and not the others' counts can exclude nothing about one of them."""
    step = step_of(counts)
    assert step in STEPS
    mean = 100 * sum(abs(value - count) / count for value, count in counts) / len(counts)
    assert mean <= step
    one = data.draw(st.sampled_from(range(len(counts))))
    value = counts[one][0]
    for count in range(value - 2, value + 3):
        assert any(step_of(other) == step for other in _others(counts, one, count))


def _others(counts: list[tuple[int, int]], one: int, count: int) -> list[list[tuple[int, int]]]:
    """One count held, the others from all exact to all as far off as can be, one more each time."""
    return [
        [
            (value, count if place == one else value - by * (place < off))
            for place, (value, _) in enumerate(counts)
        ]
        for off in range(len(counts) + 1)
        for by in (1, 2)
    ]


def _row(number: int, level: str, value: int | None, reason: str = "") -> Row:
    area = f"{number:02}"
    return Row("month", MONTH, level, area, "", "families_new", "", "", value, reason, MONTH)


def test_a_release_tells_its_share_and_its_errors_by_territory() -> None:
    rows = [_row(number, "voivodeship", 20) for number in range(24)]
    rows += [_row(number + 30, "municipality", 5) for number in range(5)]
    rows += [_row(60, "municipality", None, "would_betray"), _row(61, "voivodeship", None, "merged")]

    def truth(place: Place) -> int | None:
        assert place.period == Period("month", MONTH)
        return 21

    assert utility(rows, truth) == {
        "printed": 29,
        "withheld": 1,
        "greatest_error": 2,
        "error_region": None,
        "error_voivodeships": 6,
    }
