"""Periods, and the arithmetic of indicators on numbers that may be known as ranges only.

A town's own numbers are exact (low = value = high); published ones stand for a range. The formulas are
the same for both, so a region can never be shown a figure computed another way than the town's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
# Upper edges of DayBand, in order; the last band is open.
DAY_EDGES = ((0, 7), (8, 14), (15, 30), (31, 60), (61, None))
# Upper edges of MonthBand.
MONTH_EDGES = ((0, 3), (4, 6), (7, 9), (10, 13), (14, 18), (19, None))
_CODE = re.compile(r"^(20\d{2})(?:-(0[1-9]|1[0-2])|-q([1-4])|-h([12]))?$")


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, half-year or year that begins on `start`; half-open, ends before `end`."""

    kind: str
    start: date

    @property
    def end(self) -> date:
        """First day after the period."""
        return shifted(self.start, MONTHS_IN[self.kind])

    @property
    def last_day(self) -> date:
        """Day on which stocks are counted."""
        return self.end - timedelta(days=1)

    @property
    def code(self) -> str:
        """How an address names it: 2026-09, 2026-q3, 2026-h2, 2026."""
        if self.kind == "month":
            return f"{self.start:%Y-%m}"
        if self.kind == "quarter":
            return f"{self.start.year}-q{(self.start.month + 2) // 3}"
        if self.kind == "half":
            return f"{self.start.year}-h{(self.start.month + 5) // 6}"
        return str(self.start.year)

    def before(self, steps: int = 1) -> Period:
        """The same kind of period, `steps` earlier."""
        return Period(self.kind, shifted(self.start, -steps * MONTHS_IN[self.kind]))


@dataclass(frozen=True)
class Known:
    """A number and the range in which the true one lies."""

    value: float
    low: float
    high: float | None

    @classmethod
    def exactly(cls, value: float) -> Known:
        return cls(value, value, value)


def shifted(month: date, months: int) -> date:
    """First day of the month that lies so many months away."""
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def month_of(day: date) -> date:
    """First day of a day's month."""
    return day.replace(day=1)


def is_over(month: date, today: date) -> bool:
    """Whether the last day of the month has passed."""
    return shifted(month, 1) <= month_of(today)


def months_between(first: date, last: date) -> Iterator[date]:
    """First days of all months from `first` to `last`, both included."""
    while first <= last:
        yield first
        first = shifted(first, 1)


def period_of(day: date, kind: str) -> Period:
    """The period of a kind in which a day lies."""
    length = MONTHS_IN[kind]
    return Period(kind, date(day.year, (day.month - 1) // length * length + 1, 1))


def periods_ending_with(month: date) -> tuple[Period, ...]:
    """The month, and the quarter, the half-year and the year that end with it."""
    candidates = (period_of(month, kind) for kind in MONTHS_IN)
    return tuple(period for period in candidates if period.end == shifted(month, 1))


def periods_of(months: Iterable[date]) -> tuple[Period, ...]:
    """All periods that end with one of the months."""
    return tuple(period for month in months for period in periods_ending_with(month))


def months_due(newest: date | None, last_over: date) -> tuple[date, ...]:
    """Months that are over and not yet counted, oldest first; without a counted one only the last one."""
    first = last_over if newest is None else shifted(newest, 1)
    return tuple(months_between(first, last_over))


def parsed_period(code: str) -> Period | None:
    """Read what `Period.code` writes; None for anything else."""
    found = _CODE.match(code)
    if found is None:
        return None
    year = int(found[1])
    if found[2]:
        return Period("month", date(year, int(found[2]), 1))
    if found[3]:
        return Period("quarter", date(year, int(found[3]) * 3 - 2, 1))
    if found[4]:
        return Period("half", date(year, int(found[4]) * 6 - 5, 1))
    return Period("year", date(year, 1, 1))


def total_of(numbers: Sequence[Known]) -> Known:
    """Sum of numbers of disjoint groups."""
    highs = [number.high for number in numbers]
    return Known(
        sum(number.value for number in numbers),
        sum(number.low for number in numbers),
        None if None in highs else sum(high for high in highs if high is not None),
    )


def difference_of(more: Known, less: Known) -> Known:
    """One number less another; the range is what both allow independently."""
    low = more.low - less.high if less.high is not None else float("-inf")
    high = more.high - less.low if more.high is not None else None
    return Known(more.value - less.value, low, high)


def score_of(counts: Sequence[Known], weights: Sequence[int]) -> Known | None:
    """Mean of answers that are worth so much each; None when nobody answered."""
    total = sum(count.value for count in counts)
    if total <= 0:
        return None
    value = sum(count.value * weight for count, weight in zip(counts, weights, strict=True)) / total
    return Known(value, _farthest(counts, weights, up=False), _farthest(counts, weights, up=True))


def _farthest(counts: Sequence[Known], weights: Sequence[int], *, up: bool) -> float:
    """The lowest or highest mean within the ranges: all answers from some edge on at their most, the
    rest at their least.
    """
    means = []
    for edge in set(weights):
        taken = [
            _most(count) if (weight >= edge if up else weight <= edge) else count.low
            for count, weight in zip(counts, weights, strict=True)
        ]
        if sum(taken) > 0:
            means.append(sum(n * w for n, w in zip(taken, weights, strict=True)) / sum(taken))
    return max(means) if up else min(means)


def ratio_of(top: Known, bottom: Known, *, share: bool) -> Known | None:
    """Top divided by bottom; a share stays within 0 and 1. None where nothing is to be divided by.

    The range is what top and bottom allow independently: wider than the truth, never narrower.
    """
    if bottom.value <= 0:
        return None
    value = top.value / bottom.value
    low = top.low / bottom.high if bottom.high else 0.0
    high = top.high / bottom.low if top.high is not None and bottom.low > 0 else None
    if share:
        return Known(min(value, 1.0), min(low, 1.0), 1.0 if high is None else min(high, 1.0))
    return Known(value, low, high)


def median_of_bands(
    counts: Sequence[Known], edges: Sequence[tuple[int, int | None]] = DAY_EDGES
) -> Known | None:
    """Median of durations known by bands: interpolated within its band, with the edges of all bands
    in which it may lie as the range. None when nothing was counted.
    """
    total = sum(count.value for count in counts)
    if total <= 0:
        return None
    passed = 0.0
    value = float(edges[-1][0])
    for count, (first, last) in zip(counts, edges, strict=True):
        if passed + count.value >= total / 2 and count.value > 0:
            width = 0 if last is None else last - first
            value = first + (total / 2 - passed) / count.value * width
            break
        passed += count.value
    possible = [number for number in range(len(counts)) if _may_hold_median(counts, number)]
    return Known(value, float(edges[possible[0]][0]), _as_float(edges[possible[-1]][1]))


def _may_hold_median(counts: Sequence[Known], number: int) -> bool:
    """Whether some counts within the ranges put the median into band `number`."""
    own = _most(counts[number])
    below = (sum(c.low for c in counts[:number]), sum(_most(c) for c in counts[:number]))
    above = (sum(c.low for c in counts[number + 1 :]), sum(_most(c) for c in counts[number + 1 :]))
    # The rest must be able to stay at or under half on either side.
    return own > 0 and below[0] <= own + above[1] and above[0] <= own + below[1]


def _most(count: Known) -> float:
    return float("inf") if count.high is None else count.high


def _as_float(edge: int | None) -> float | None:
    return None if edge is None else float(edge)
