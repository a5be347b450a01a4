"""What a note needs, and when a file is due to go: values in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.notes.enums import Audience, RetentionClass
from core.notes.errors import (
    CategoryMissingError,
    EmptyNoteError,
    KeepReasonMissingError,
    KeptTooLongError,
    KeptTooShortError,
    NoteDayError,
)
from core.privacy.enums import DataCategory

# Our own proposal: copies for a glance and working papers soon lose their purpose (art. 5(1)(e) GDPR);
# files of a case follow class B5, five years counted from 1 January after its end.
DAYS_KEPT: Final = {RetentionClass.GLANCE: 30, RetentionClass.WORKING: 90}
YEARS_KEPT: Final = 5
WARNED_BEFORE: Final = timedelta(days=14)
MOST_LONGER: Final = timedelta(days=366)
DAY_FORMAT: Final = "%d.%m.%Y"


CATEGORIES: Final = frozenset(DataCategory.values)


def check_note(body: str, own_words: str, audience: str, category: str) -> None:
    """Something is said; what the team reads has a category."""
    if not (body.strip() or own_words.strip()):
        raise EmptyNoteError
    if audience == Audience.TEAM and category not in CATEGORIES:
        raise CategoryMissingError


def check_day(opened_on: date, noted_on: date, today: date) -> None:
    """A note is about a day on which the case was open."""
    if not opened_on <= noted_on <= today:
        raise NoteDayError(opened_on=opened_on.strftime(DAY_FORMAT))


@dataclass(frozen=True)
class Keeping:
    """What decides how long a file stays."""

    retention: str
    received_on: date
    closed_on: date | None = None
    keep_until: date | None = None

    @property
    def due_on(self) -> date | None:
        """The day on which it is destroyed; None as long as its case is open."""
        days = DAYS_KEPT.get(RetentionClass(self.retention))
        if days is not None:
            due: date | None = self.received_on + timedelta(days=days)
        else:
            due = date(self.closed_on.year + 1 + YEARS_KEPT, 1, 1) if self.closed_on else None
        if self.keep_until is None or due is None:
            return due
        return max(due, self.keep_until)

    def is_due(self, today: date) -> bool:
        """Whether it is to be destroyed today."""
        return self.due_on is not None and self.due_on <= today

    def is_near(self, today: date) -> bool:
        """Whether the leading worker should be told that it goes soon."""
        return self.due_on is not None and today < self.due_on <= today + WARNED_BEFORE

    def check_longer(self, until: date, reason: str, today: date) -> None:
        """Longer, by a year at most, with a reason."""
        if self.due_on is not None and until <= self.due_on:
            raise KeptTooShortError(due_on=self.due_on.strftime(DAY_FORMAT))
        latest = max(self.due_on or today, today) + MOST_LONGER
        if until > latest:
            raise KeptTooLongError(latest=latest.strftime(DAY_FORMAT))
        if not reason.strip():
            raise KeepReasonMissingError
