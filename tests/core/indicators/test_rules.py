"""Periods, and arithmetic on ranges."""

from __future__ import annotations

from datetime import date
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.indicators.definitions import DEFINITIONS, definitions_on, figures, versions_on
from core.indicators.dimensions import MEMBERS, label_of
from core.indicators.enums import DayBand, Measure
from core.indicators.rules import (
    DAY_EDGES,
    Known,
    Period,
    is_over,
    median_of_bands,
    parsed_period,
    period_of,
    periods_ending_with,
    ratio_of,
)

DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 31))
KINDS = st.sampled_from(["month", "quarter", "half", "year"])


@given(DAYS, KINDS)
def test_a_day_lies_in_its_period_and_the_code_reads_back(day: date, kind: str) -> None:
    period = period_of(day, kind)
    assert period.start <= day <= period.last_day < period.end
    assert parsed_period(period.code) == period
    assert period.before().end == period.start


@given(DAYS)
def test_what_ends_with_a_month(day: date) -> None:
    month = day.replace(day=1)
    kinds = [period.kind for period in periods_ending_with(month)]
    assert kinds == [
        "month",
        *["quarter"] * (month.month % 3 == 0),
        *["half"] * (month.month % 6 == 0),
        *["year"] * (month.month == 12),
    ]


@pytest.mark.parametrize(
    "code", ["", "2026-13", "2026-q5", "2026-h3", "26-01", "2026-09-01", "rok", "2026-1"]
)
def test_other_texts_name_no_period(code: str) -> None:
    assert parsed_period(code) is None


def test_a_month_is_over_after_its_last_day() -> None:
    assert not is_over(date(2026, 9, 1), date(2026, 9, 30))
    assert is_over(date(2026, 9, 1), date(2026, 10, 1))
    assert is_over(date(2026, 12, 1), date(2027, 1, 1))


ranges = st.integers(0, 60).map(lambda n: Known(n * 5, max(0, n * 5 - 2), n * 5 + 2))


@pytest.mark.parametrize("share", [True, False])
@given(top=ranges, bottom=ranges)
def test_a_ratio_lies_within_its_range(top: Known, bottom: Known, *, share: bool) -> None:
    found = ratio_of(top, bottom, share=share)
    if bottom.value == 0:
        assert found is None
        return
    assert found is not None
    assert found.low <= found.value
    assert found.high is None or found.value <= found.high
    assert not share or 0 <= found.low <= found.value <= (found.high or 1) <= 1


@given(st.integers(1, 60), st.data())
def test_the_true_ratio_lies_within_the_range_of_the_printed_one(n: int, data: st.DataObject) -> None:
    top, bottom = data.draw(ranges), Known(n * 5, n * 5 - 2, n * 5 + 2)
    a = data.draw(st.integers(int(top.low), int(top.high or 0)))
    b = data.draw(st.integers(int(bottom.low), int(bottom.high or 0)))
    found = ratio_of(top, bottom, share=False)
    assert found is not None
    assert found.low - 1e-9 <= a / b
    assert found.high is None or a / b <= found.high + 1e-9


@given(st.lists(st.integers(0, 90), min_size=1, max_size=80))
def test_the_true_median_lies_in_the_bands_named(days: list[int]) -> None:
    counts = [sum(low <= day and (high is None or day <= high) for day in days) for low, high in DAY_EDGES]
    printed = [Known((n + 2) // 5 * 5, max(0, (n + 2) // 5 * 5 - 2), (n + 2) // 5 * 5 + 2) for n in counts]
    found = median_of_bands(printed)
    if found is None:
        return
    assert found.low <= found.value
    assert found.high is None or found.value <= found.high
    lower, upper = sorted(days)[(len(days) - 1) // 2], sorted(days)[len(days) // 2]
    assert found.low <= max(lower, upper)
    assert found.high is None or min(lower, upper) <= found.high
    exact = median_of_bands([Known.exactly(n) for n in counts])
    assert exact is not None
    assert exact.low <= median(days) or exact.high is None or median(days) <= exact.high


def test_the_bands_of_days_are_the_edges_of_the_rule() -> None:
    assert len(DayBand.values) == len(DAY_EDGES)
    assert [band.split("-")[0].rstrip("+") for band in DayBand.values] == [str(a) for a, _ in DAY_EDGES]


def test_the_catalogue_has_the_forty_indicators_with_all_their_texts() -> None:
    assert [item.number for item in definitions_on(date.max)] == list(range(1, 41))
    for item in DEFINITIONS:
        texts = (item.name, item.meaning, item.formula, item.inclusion, item.source, item.owner)
        assert all(str(text).strip() for text in (*texts, item.rounding, item.missing))
    assert len(figures()) == sum(len(item.figures) for item in DEFINITIONS)
    assert versions_on(date(2026, 9, 1))["12"] == 1
    assert versions_on(date(2020, 1, 1)) == {}


def test_figures_name_known_measures_and_members() -> None:
    for _, figure in figures().values():
        for cells in figure.cells:
            assert cells.measure in Measure.values
            if cells.dimension and cells.members != ("",):
                assert set(cells.members) <= set(MEMBERS[cells.dimension])


def test_a_period_is_its_kind_and_start() -> None:
    assert Period("quarter", date(2026, 7, 1)).code == "2026-q3"
    assert label_of("outcome", "achieved") == "cele osiągnięte"
