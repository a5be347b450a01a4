"""Why a need finds no service, as the state of its services says; a person confirms or corrects it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.matching.enums import Cause, Fit
from core.matching.rules.scoring import TOO_LONG

_JULY = 7


@dataclass(frozen=True)
class Standing:
    """One service as far as it decides whether a need can be met."""

    fit: str
    free: int | None = None
    waiting_days: int | None = None
    declined: bool = False

    @property
    def is_within_reach(self) -> bool:
        """Fits or may fit, has a place as far as known, is not endless, and did not say no."""
        return (
            self.fit != Fit.NO
            and not self.declined
            and self.free != 0
            and (self.waiting_days is None or self.waiting_days <= TOO_LONG)
        )


def proposed_cause(services: Iterable[Standing]) -> Cause | None:
    """The nearest reason why nothing is within reach; None when something is.

    The obstacles are taken in the order in which one meets them: no service of the kind, none whose
    conditions the family meets, all that remain said no, all that remain are full, all have too long a
    queue.
    """
    left = list(services)
    if not left:
        return Cause.NO_SERVICE
    for cause, passes in _OBSTACLES:
        left = [service for service in left if passes(service)]
        if not left:
            return cause
    return None


_OBSTACLES = (
    (Cause.NOT_ELIGIBLE, lambda service: service.fit != Fit.NO),
    (Cause.REFUSED_BY_PARTNER, lambda service: not service.declined),
    (Cause.NO_PLACE, lambda service: service.free != 0),
    (Cause.TOO_LONG, lambda service: service.waiting_days is None or service.waiting_days <= TOO_LONG),
)


def half_year_of(day: date) -> tuple[int, int]:
    """Year and half (1 or 2) of a day."""
    return day.year, 1 if day.month < _JULY else 2


def half_years_until(day: date, number: int) -> list[tuple[int, int]]:
    """The last half-years up to the one of a day, the oldest first."""
    year, half = half_year_of(day)
    last = year * 2 + half - 1
    return [(index // 2, index % 2 + 1) for index in range(last - number + 1, last + 1)]


def half_year_days(year: int, half: int) -> tuple[date, date]:
    """First day of a half-year and first day after it."""
    if half == 1:
        return date(year, 1, 1), date(year, _JULY, 1)
    return date(year, _JULY, 1), date(year + 1, 1, 1)
