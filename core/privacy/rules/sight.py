"""What an institution may see of a person at a moment: one decision for every door, closed by default.

Each fact has its time, so the same rule answers for today and for 3 March. It opens only when all four
hold: nobody restricted the use of the person's data, the person takes part, the person has authorised
just this institution, category and purpose, and the institution has something to do with the family.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from core.privacy.enums import Check, Purpose

# Read access after leaving the team, only where the person's authorisation says so.
GRACE = timedelta(days=30)


@dataclass(frozen=True)
class Question:
    """Whether `partner` may see `category` of `person` for `purpose` at `at`, which is `day` in Poland."""

    person: UUID
    partner: UUID
    category: str
    purpose: str
    at: datetime
    day: date


@dataclass(frozen=True)
class DaySpan:
    """Days of something; half-open, an open end goes on."""

    starts_on: date
    ends_on: date | None = None

    def has(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class Span:
    """Moments of something; half-open, an open end goes on."""

    since: datetime
    until: datetime | None = None

    def has(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class Authorisation:
    """A person's word: this institution, this category, this purpose, these days; until taken back.

    `text` names the wording that the person heard, with its language.
    """

    id: UUID
    partner: UUID
    category: str
    purpose: str
    days: DaySpan
    given: Span
    after_leaving: bool = False
    text: str = ""
    for_minor: bool = False


@dataclass(frozen=True)
class Facts:
    """All that is known of a person's case and one institution, with its times.

    What a guardian said for a child (`guarded`, and words `for_minor`) ends on the day the child comes of
    age; without a known day it counts for nothing.
    """

    agreements: Sequence[DaySpan] = ()
    guarded: Sequence[DaySpan] = ()
    of_age_on: date = date.min
    authorisations: Sequence[Authorisation] = ()
    restrictions: Sequence[Span] = ()
    seats: Sequence[DaySpan] = ()
    requests: Sequence[DaySpan] = ()
    inquiries: Sequence[DaySpan] = ()


@dataclass(frozen=True)
class Decision:
    """Yes or no, with each check; `word` is the authorisation that it rests on."""

    checks: tuple[tuple[Check, bool], ...]
    word: Authorisation | None

    @property
    def authorisation(self) -> UUID | None:
        return self.word.id if self.word else None

    @property
    def allowed(self) -> bool:
        return all(passed for _, passed in self.checks)


def decide(question: Question, facts: Facts) -> Decision:
    """The one rule."""
    at, day = question.at, question.day
    child = day < facts.of_age_on
    agreements = [*facts.agreements, *(facts.guarded if child else ())]
    fitting = [one for one in facts.authorisations if _fits(one, question) and (child or not one.for_minor)]
    working = _working(question, facts)
    if not working and question.purpose != Purpose.INVOLVEMENT and _left_lately(facts.seats, day):
        fitting = [one for one in fitting if one.after_leaving]
        working = bool(fitting)
    word = min(fitting, key=lambda one: (one.given.since, one.id), default=None)
    return Decision(
        checks=(
            (Check.NOT_RESTRICTED, not any(span.has(at) for span in facts.restrictions)),
            (Check.AGREED, any(span.has(day) for span in agreements)),
            (Check.AUTHORISED, word is not None),
            (Check.NEEDED, working),
        ),
        word=word,
    )


def _working(question: Question, facts: Facts) -> bool:
    """Whether the institution has to do with the family on the day: for a question only by the question."""
    if question.purpose == Purpose.INVOLVEMENT:
        return any(span.has(question.day) for span in facts.inquiries)
    asked = question.purpose == Purpose.SERVICE and any(span.has(question.day) for span in facts.requests)
    return asked or any(span.has(question.day) for span in facts.seats)


def _fits(one: Authorisation, question: Question) -> bool:
    return (
        one.partner == question.partner
        and one.category == question.category
        and one.purpose == question.purpose
        and one.days.has(question.day)
        and one.given.has(question.at)
    )


def _left_lately(seats: Sequence[DaySpan], day: date) -> bool:
    """Whether a seat ended at most thirty days ago."""
    return any(span.ends_on is not None and span.ends_on <= day < span.ends_on + GRACE for span in seats)
