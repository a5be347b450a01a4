"""What may be written down in an assessment, and when the next one is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.assessments.errors import (
    AnswerRequiredError,
    AssessmentDayError,
    IntervalError,
    NothingAssessedError,
    ReadingRangeError,
    TextTooLongError,
    UnknownAnswerError,
    UnknownDomainError,
)
from core.assessments.rules.forms import HIGHEST, LOWEST, Form, Question, said

EVERY_WEEKS: Final = 12
WEEKS: Final = (4, 52)
FIRST_WITHIN: Final = timedelta(days=14)
"""The first assessment follows the agreement: a team is formed round what it says."""
SOON: Final = timedelta(days=14)
LONGEST_TEXT: Final = 1000


@dataclass(frozen=True)
class Entry:
    """What was said of one domain: the worker's number and the family's own, strengths and needs."""

    domain: str
    worker: int | None = None
    family: int | None = None
    strengths: str = ""
    needs: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing was said of the domain."""
        numbers = self.worker is None and self.family is None
        return numbers and not self.strengths.strip() and not self.needs.strip()


@dataclass(frozen=True)
class Change:
    """A domain's readings now and the last time; a difference only where both are known."""

    domain: str
    worker: int | None
    family: int | None
    worker_before: int | None
    family_before: int | None

    @property
    def by_worker(self) -> int | None:
        return _difference(self.worker, self.worker_before)

    @property
    def by_family(self) -> int | None:
        return _difference(self.family, self.family_before)


def _difference(now: int | None, before: int | None) -> int | None:
    return None if now is None or before is None else now - before


def checked_entries(form: Form, entries: Iterable[Entry], *, one_person: bool) -> list[Entry]:
    """Entries that say something, each of a domain that may be asked; raises what says what is wrong."""
    allowed = {domain.code for domain in form.domains_for(one_person=one_person)}
    kept: dict[str, Entry] = {}
    for entry in entries:
        if entry.domain not in allowed or entry.domain in kept:
            raise UnknownDomainError(domain=entry.domain)
        _check(entry)
        if not entry.is_empty:
            kept[entry.domain] = entry
    return list(kept.values())


def _check(entry: Entry) -> None:
    for number in (entry.worker, entry.family):
        if number is not None and not LOWEST <= number <= HIGHEST:
            raise ReadingRangeError(domain=entry.domain)
    if max(len(entry.strengths), len(entry.needs)) > LONGEST_TEXT:
        raise TextTooLongError(longest=LONGEST_TEXT)


def checked_answers(form: Form, answers: Mapping[str, str], *, one_person: bool) -> dict[str, str]:
    """Answers that say something, each to a question that may be asked; raises `UnknownAnswerError`."""
    questions = {
        question.code: question
        for domain in form.domains_for(one_person=one_person)
        for question in domain.questions
    }
    kept = {}
    for code, value in answers.items():
        if code not in questions:
            raise UnknownDomainError(domain=code)
        if value.strip():
            kept[code] = _answer(questions[code], value.strip())
    return kept


def _answer(question: Question, value: str) -> str:
    fits = {
        "scale": value.isascii() and value.isdigit() and LOWEST <= int(value) <= HIGHEST,
        "yes_no": value in {"yes", "no", "unknown"},
        "choice": value in {choice.code for choice in question.choices},
        "text": True,
    }[question.kind]
    if not fits:
        raise UnknownAnswerError(question=said(question.text, "pl"))
    if len(value) > LONGEST_TEXT:
        raise TextTooLongError(longest=LONGEST_TEXT)
    return str(int(value)) if question.kind == "scale" else value


def check_finish(form: Form, entries: Sequence[Entry], answers: Mapping[str, str]) -> None:
    """An assessment says at least one number; a question is owed only in a domain that was talked about."""
    if all(entry.worker is None and entry.family is None for entry in entries):
        raise NothingAssessedError
    talked = {entry.domain for entry in entries}
    for domain in form.domains:
        for question in domain.questions:
            if domain.code in talked and question.required and question.code not in answers:
                raise AnswerRequiredError(question=said(question.text, "pl"))


def check_day(held_on: date, agreed_on: date, today: date) -> None:
    """A family is assessed after it agreed to take part, and not in the future."""
    if not agreed_on <= held_on <= today:
        raise AssessmentDayError(agreed_on=agreed_on.strftime("%d.%m.%Y"))


def check_interval(weeks: int) -> None:
    """How often a town asks again."""
    fewest, most = WEEKS
    if not fewest <= weeks <= most:
        raise IntervalError


def due_after(held_on: date, weeks: int) -> date:
    """Day by which the next assessment is due."""
    return held_on + timedelta(weeks=weeks)


def first_due(agreed_on: date) -> date:
    """Day by which the first one is due."""
    return agreed_on + FIRST_WITHIN
