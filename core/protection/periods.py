"""Months, quarters and years as the names they have in a release: 2026-03, 2026-Q1, 2026.

A measure of a period is one measure of the document, `served@2026-Q1`, so that its hierarchies are of that
period alone; how periods hang together is declared.
"""

from __future__ import annotations

import re
from typing import Final

_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_QUARTER: Final = re.compile(r"(\d{4})-Q([1-4])")
_YEAR: Final = re.compile(r"\d{4}")
_MONTHS: Final = 12
_IN_QUARTER: Final = 3


def at(measure: str, period: str) -> str:
    """Name of a measure in one period."""
    return f"{measure}@{period}"


def split(measure: str) -> tuple[str, str]:
    """Measure and period of such a name; without a period the second is empty."""
    name, _, period = measure.partition("@")
    return name, period


def is_month(period: str) -> bool:
    return bool(_MONTH.fullmatch(period))


def month_before(month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02}"


def quarter_before(quarter: str) -> str:
    year, number = (int(part) for part in quarter.split("-Q"))
    return f"{year - 1}-Q4" if number == 1 else f"{year}-Q{number - 1}"


def quarter_of(month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return f"{year}-Q{(number - 1) // _IN_QUARTER + 1}"


def parts_of(period: str) -> tuple[str, ...]:
    """The months of a quarter, the quarters of a year, nothing of a month."""
    if quarter := _QUARTER.fullmatch(period):
        first = (int(quarter[2]) - 1) * _IN_QUARTER + 1
        return tuple(f"{quarter[1]}-{number:02}" for number in range(first, first + _IN_QUARTER))
    if _YEAR.fullmatch(period):
        return tuple(f"{period}-Q{number}" for number in range(1, _MONTHS // _IN_QUARTER + 1))
    return ()


def months_of(period: str) -> tuple[str, ...]:
    """All months of a period, itself if it is one."""
    parts = parts_of(period)
    return tuple(month for part in parts for month in months_of(part)) if parts else (period,)
