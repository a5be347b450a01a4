"""What day it is for the domain.

Rules take dates as arguments; operations take them from here. The demonstration stands on a fixed day
(`KOOPERACJE_CLOCK`), so that its stories, screenshots and figures are always the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.utils import timezone

_standing_at: ContextVar[date | None] = ContextVar("standing_at", default=None)


def today() -> date:
    """Day of the domain, in Poland."""
    fixed = fixed_day()
    return fixed or timezone.localdate()


def now() -> datetime:
    """Moment of the domain, aware; on a fixed day it is that day's noon UTC plus nothing."""
    fixed = fixed_day()
    return datetime.combine(fixed, time(12), tzinfo=UTC) if fixed else timezone.now()


def day_of(moment: datetime) -> date:
    """The day of a moment where people live: shortly after midnight it is still the day before in UTC."""
    return timezone.localdate(moment)


def fixed_day() -> date | None:
    """The day on which the clock stands, or None when it runs."""
    chosen = _standing_at.get()
    if chosen is not None:
        return chosen
    return date.fromisoformat(settings.KOOPERACJE_CLOCK) if settings.KOOPERACJE_CLOCK else None


@contextmanager
def standing_at(day: date) -> Iterator[None]:
    """Let the clock stand at a day: for stories that tell the past, and for tests."""
    token = _standing_at.set(day)
    try:
        yield
    finally:
        _standing_at.reset(token)
