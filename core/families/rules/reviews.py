"""When a path is looked at together, and what such a look must say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from core.families.errors import EmptyReviewError, InfluenceError, NextReviewDayError, ReviewDayError
from core.families.rules.stages import DAY_FORMAT

# "Readings repeated about every twelve weeks": the longest time a path may go unlooked at.
DAYS_BETWEEN_REVIEWS: Final = 84
# Answers to "I had influence on my plan".
LEAST_INFLUENCE: Final = 1
MOST_INFLUENCE: Final = 5


def latest_review(since: date) -> date:
    """The last day of the next review."""
    return since + timedelta(days=DAYS_BETWEEN_REVIEWS)


def check_held(since: date, held_on: date, today: date) -> None:
    """A conversation is written down after it was held, and belongs to this case."""
    if not since <= held_on <= today:
        raise ReviewDayError(since=since.strftime(DAY_FORMAT))


def check_next(held_on: date, next_on: date) -> None:
    """The next review comes after this one and within twelve weeks."""
    latest = latest_review(held_on)
    if not held_on < next_on <= latest:
        raise NextReviewDayError(latest=latest.strftime(DAY_FORMAT))


def check_said(*texts: str) -> None:
    """A review without a word is no review."""
    if not any(text.strip() for text in texts):
        raise EmptyReviewError


def check_influence(influence: int | None) -> None:
    """The family's answer, or none when it was not asked or not given."""
    if influence is not None and not LEAST_INFLUENCE <= influence <= MOST_INFLUENCE:
        raise InfluenceError
