"""From when until when a reason for assistance holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.families.errors import GroundDayError, GroundEndError, GroundOverlapError
from core.families.rules.stages import DAY_FORMAT

Span = tuple[date, date | None]


def check_ground_day(opened_on: date, starts_on: date, today: date) -> None:
    """Grounds are recorded for a day on which the case was open."""
    if not opened_on <= starts_on <= today:
        raise GroundDayError(opened_on=opened_on.strftime(DAY_FORMAT))


def check_ground_span(span: Span, others: Iterable[Span]) -> None:
    """A ground lasts at least a day and holds once at a time; periods are half-open, ends may be to come."""
    starts_on, ends_on = span
    if ends_on is not None and ends_on <= starts_on:
        raise GroundEndError
    for first, last in others:
        if (ends_on is None or first < ends_on) and (last is None or starts_on < last):
            raise GroundOverlapError
