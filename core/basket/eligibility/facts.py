"""What is known: three truth values, one person in a household, questions for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """Kleene's three values; `UNKNOWN` means that what is known decides neither way."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, known: bool | None) -> Verdict:  # noqa: FBT001  a truth value is what this is about
        """From a truth value that may be missing."""
        return cls.UNKNOWN if known is None else cls.YES if known else cls.NO


def all_hold(verdicts: Iterable[Verdict]) -> Verdict:
    """Every one must hold: one "no" decides, then one "not known" leaves it open."""
    found = set(verdicts)
    if Verdict.NO in found:
        return Verdict.NO
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.YES


def any_holds(verdicts: Iterable[Verdict]) -> Verdict:
    """One is enough: one "yes" decides, then one "not known" leaves it open."""
    found = set(verdicts)
    if Verdict.YES in found:
        return Verdict.YES
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.NO


@dataclass(frozen=True, order=True)
class Question:
    """One fact that is missing: its kind, for lists of facts which one, for personal facts whose."""

    kind: str
    code: str = ""
    person: str = ""


@dataclass(frozen=True)
class PersonFacts:
    """What is known about one person; None is "not known"."""

    ref: str = ""
    age: int | None = None
    sex: str | None = None
    labour: str | None = None
    disability: str | None = None
    languages: frozenset[str] | None = None


@dataclass(frozen=True)
class Facts:
    """What is known about somebody who needs something, and the household around.

    `income` and `criterion` are per person and in grosze. A code missing from a mapping is not known.
    """

    members: tuple[PersonFacts, ...]
    subject: int = 0
    territory: str | None = None
    household_type: str | None = None
    grounds: Mapping[str, bool] = field(default_factory=dict)
    income: int | None = None
    criterion: int | None = None
    documents: Mapping[str, bool] = field(default_factory=dict)
    referrals: Mapping[str, bool] = field(default_factory=dict)
    agreements: Mapping[str, bool] = field(default_factory=dict)

    @property
    def person(self) -> PersonFacts:
        """Whom the need is about."""
        return self.members[self.subject]
