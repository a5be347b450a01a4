"""Answers to deciding questions: how each is checked, kept and read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from core.basket.eligibility.vocabulary import (
    RECORDED,
    Agreement,
    DisabilityLevel,
    Document,
    FactKind,
    LabourStatus,
    ReferralSource,
    SexChoice,
)
from core.basket.enums import CardLanguage
from core.matching.errors import (
    BadAgeError,
    BadAnswerError,
    BadIncomeError,
    BadLanguagesError,
    NotAnswerableError,
)
from core.shared.identifiers import checked_teryt

OLDEST: Final = 130
_MOST_INCOME: Final = Decimal(1_000_000)
_CHOICES: Final[dict[str, Any]] = {
    FactKind.SEX: SexChoice,
    FactKind.LABOUR: LabourStatus,
    FactKind.DISABILITY: DisabilityLevel,
}
_CODES: Final[dict[str, Any]] = {
    FactKind.DOCUMENT: Document,
    FactKind.REFERRAL: ReferralSource,
    FactKind.AGREES: Agreement,
}
# What a household has as a whole: one answer for all its needs.
OF_THE_HOUSEHOLD: Final = frozenset({FactKind.TERRITORY, FactKind.INCOME})


@dataclass(frozen=True)
class Answer:
    """One answered question: `value` is a text, a number, a truth value or a list of codes."""

    kind: str
    code: str
    value: Any
    person: str = ""
    stated_on: date | None = None


def checked_answer(kind: str, code: str, value: Any) -> Any:
    """The value as it is kept; raises what says how to answer."""
    if kind in RECORDED or kind not in FactKind.values:
        raise NotAnswerableError
    if kind in _CODES:
        if code not in _CODES[kind].values or not isinstance(value, bool):
            raise BadAnswerError
        return value
    if code:
        raise BadAnswerError
    if kind in _CHOICES:
        if value not in _CHOICES[kind].values:
            raise BadAnswerError
        return str(value)
    return _READERS[kind](value)


def _age(value: Any) -> int:
    try:
        age = int(str(value).strip())
    except ValueError as error:
        raise BadAgeError from error
    if not 0 <= age <= OLDEST:
        raise BadAgeError
    return age


def _income(value: Any) -> int:
    """Grosze a month for each person, from zlotys as people write them."""
    try:
        amount = Decimal(str(value).replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", "."))
    except InvalidOperation as error:
        raise BadIncomeError from error
    if not amount.is_finite() or not 0 <= amount <= _MOST_INCOME or amount != round(amount, 2):
        raise BadIncomeError
    return int(amount * 100)


def _languages(value: Any) -> list[str]:
    given = [str(code) for code in value] if isinstance(value, (list, tuple)) else []
    if not given or not set(given) <= set(CardLanguage.values):
        raise BadLanguagesError
    return [code for code in CardLanguage.values if code in given]


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    FactKind.AGE: _age,
    FactKind.INCOME: _income,
    FactKind.LANGUAGE: _languages,
    FactKind.TERRITORY: lambda given: checked_teryt(str(given)),
}


def sealed_body(kind: str, code: str, value: Any) -> str:
    """What is sealed of an answer."""
    return json.dumps({"kind": kind, "code": code, "value": value}, sort_keys=True)


def read_body(body: str, person: str, stated_on: date) -> Answer:
    """An answer as it was kept."""
    raw = json.loads(body)
    return Answer(raw["kind"], raw["code"], raw["value"], person, stated_on)


def scope_of(kind: str, person: str) -> str:
    """Whose an answer is: a household's facts belong to nobody in particular."""
    return "" if kind in OF_THE_HOUSEHOLD else person


class Answers:
    """Answers by question: a person's own before the family's."""

    def __init__(self, rows: Iterable[Answer]) -> None:
        self._values = {(row.kind, row.code, row.person): row for row in rows}

    def of(self, kind: str, person: str = "", code: str = "") -> Any:
        """The value, or None when nobody answered."""
        found = self._values.get((kind, code, person)) or self._values.get((kind, code, ""))
        return None if found is None else found.value

    def age(self, person: str, today: date) -> int | None:
        """An age that somebody stated, grown by the years since."""
        found = self._values.get((FactKind.AGE.value, "", person))
        if found is None or found.stated_on is None:
            return None
        since = found.stated_on
        years = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
        return min(OLDEST, int(found.value) + max(0, years))

    def flags(self, kind: str, person: str) -> dict[str, bool]:
        """The yes-or-no facts of a kind that are known for a person or for the family."""
        codes = {code for of, code, whose in self._values if of == kind and whose in {"", person}}
        return {code: bool(self.of(kind, person, code)) for code in sorted(codes)}
