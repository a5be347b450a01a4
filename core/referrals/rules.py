"""What may follow what in a request to a partner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

EXPIRES_AFTER = timedelta(days=30)
ANSWER_WITHIN = timedelta(days=7)
# Days after the request: before the answer is due, on the day after, and twice more before it expires.
REMINDED_AFTER = (4, 8, 15, 25)

# status -> statuses that may follow
FOLLOWING: dict[str, frozenset[str]] = {
    "sent": frozenset({"accepted", "declined", "expired", "returned", "withdrawn"}),
    "accepted": frozenset({"delivered", "not_delivered", "cannot_say", "returned", "withdrawn"}),
    "declined": frozenset(),
    "expired": frozenset(),
    "delivered": frozenset(),
    "not_delivered": frozenset(),
    "cannot_say": frozenset(),
    "returned": frozenset(),
    "withdrawn": frozenset(),
}


def may_follow(status: str, following: str) -> bool:
    """Whether a request in `status` may become `following`."""
    return following in FOLLOWING[status]


def answer_due(sent_on: date) -> date:
    """Day by which a partner should have answered (seven days, indicator 21)."""
    return sent_on + ANSWER_WITHIN


def reminder_number(sent_on: date, today: date) -> int:
    """Which reminder falls on a day: 1, 2, …; 0 where none does."""
    days = (today - sent_on).days
    return REMINDED_AFTER.index(days) + 1 if days in REMINDED_AFTER else 0


def expired(sent_on: date, today: date) -> bool:
    """Whether a request without an answer is too old to be answered."""
    return today > sent_on + EXPIRES_AFTER


# Waiting is shown from five cases on: below that it tells of single families, and is no experience.
FEWEST_WAITS = 5


@dataclass(frozen=True)
class Wait:
    """One family's wait in days; `ended` when the first contact came, else it goes on or broke off then."""

    days: int
    ended: bool


@dataclass(frozen=True)
class WaitingTime:
    """What families experienced: half of them waited up to `median` days, eight of ten `low` to `high`.

    None for what has not been observed yet, because too many still wait. `cases` came to a first contact,
    `censored` still wait or broke off.
    """

    median: int | None
    low: int | None
    high: int | None
    cases: int
    censored: int


def waiting_time(waits: Collection[Wait]) -> WaitingTime | None:
    """Kaplan-Meier estimate of the wait; None when fewer than five came to a first contact.

    Who still waits counts as long as they have waited: leaving them out would call a service quick as
    long as its queue stands still.
    """
    ended = sum(wait.ended for wait in waits)
    if ended < FEWEST_WAITS:
        return None
    steps: list[tuple[int, float]] = []
    waiting, share = len(waits), 1.0
    for day in sorted({wait.days for wait in waits}):
        here = [wait for wait in waits if wait.days == day]
        came = sum(wait.ended for wait in here)
        share *= 1 - came / waiting
        steps.append((day, share))
        waiting -= len(here)
    return WaitingTime(
        median=_reached(steps, 0.5),
        low=_reached(steps, 0.1),
        high=_reached(steps, 0.9),
        cases=ended,
        censored=len(waits) - ended,
    )


def _reached(steps: list[tuple[int, float]], part: float) -> int | None:
    """The first day by which a part of the families had come to a contact."""
    return next((day for day, share in steps if share <= 1 - part + 1e-12), None)
