"""How many places are free, and how long a held one is kept: plain values.

A place is numbered within its period. Whoever holds, asks for or uses one has a number of their own, so
that the database itself refuses to give the same place twice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

# From the meeting at which a place was promised: long enough to send the request, not to block others.
HOLD_FOR = timedelta(hours=72)
MOST_PLACES = 10_000


@dataclass(frozen=True)
class FreePlaces:
    """Places of a service on a day. `elsewhere`: taken by people whom the partnership does not follow."""

    places: int
    elsewhere: int = 0
    booked: int = 0
    requested: int = 0
    held: int = 0

    @property
    def promised(self) -> int:
        """Given, asked for or held through the partnership."""
        return self.booked + self.requested + self.held

    @property
    def free(self) -> int:
        """What can still be held; never below zero, also after a partner lowered its number."""
        return max(0, self.places - self.elsewhere - self.promised)

    @property
    def overpromised(self) -> int:
        """By how many more places are promised than there are: a partner lowered its number."""
        return max(0, self.promised - (self.places - self.elsewhere))


def hold_ends(held_at: datetime) -> datetime:
    """Until when a hold keeps its place."""
    return held_at + HOLD_FOR


def covers(*, starts_on: date, ends_on: date | None, on: date) -> bool:
    """Whether a half-open period has a day."""
    return starts_on <= on and (ends_on is None or on < ends_on)


def overlap(
    first: tuple[date, date | None],
    second: tuple[date, date | None],
) -> bool:
    """Whether two half-open periods share a day."""
    return (second[1] is None or first[0] < second[1]) and (first[1] is None or second[0] < first[1])


def free_number(*, places: int, elsewhere: int, used: Collection[int]) -> int | None:
    """The lowest free number of a place, or None when what is left is taken."""
    if places - elsewhere - len(used) <= 0:
        return None
    return next((number for number in range(1, places + 1) if number not in used), None)
