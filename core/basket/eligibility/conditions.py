"""The kinds of conditions: how each is written down, checked and judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self

from core.basket.eligibility import vocabulary as words
from core.basket.eligibility.errors import (
    AgeRangeError,
    AlternativesError,
    ChildAgeError,
    ConditionError,
    EverythingChosenError,
    NothingChosenError,
    PercentError,
    TerritoryError,
    TooManyConditionsError,
    UnexpectedFieldError,
    UnknownConditionError,
    UnknownValueError,
)
from core.basket.eligibility.facts import Facts, Question, Verdict, any_holds
from core.basket.eligibility.reading import texts, whole
from core.basket.eligibility.vocabulary import FactKind
from core.basket.enums import CardLanguage
from core.reference.grounds import Ground, HouseholdType
from core.shared.identifiers import BadTerytError, checked_teryt

OLDEST: Final = 130
OF_AGE: Final = 18
MOST_PERCENT: Final = 1000
MOST_CONDITIONS: Final = 30


@dataclass(frozen=True)
class Condition:
    """One condition. `kind` is the fact that it asks about; empty for a group."""

    type: ClassVar[str]
    kind: ClassVar[str] = ""

    def verdict(self, facts: Facts) -> Verdict:
        """Whether it holds, as far as known."""
        raise NotImplementedError

    def questions(self, facts: Facts) -> tuple[Question, ...]:
        """What would decide it; nothing when it is decided."""
        if self.verdict(facts) is not Verdict.UNKNOWN:
            return ()
        return self.open_questions(facts)

    def open_questions(self, facts: Facts) -> tuple[Question, ...]:
        """The missing facts of an undecided condition."""
        person = facts.person.ref if self.kind in words.PERSONAL else ""
        return (Question(self.kind, person=person),)

    def as_json(self) -> dict[str, Any]:
        """As the card keeps it."""
        raise NotImplementedError

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """From what a card keeps, checked."""
        raise NotImplementedError


@dataclass(frozen=True)
class AgeBetween(Condition):
    """Completed years of the person, both bounds included."""

    type: ClassVar[str] = "age"
    kind: ClassVar[str] = FactKind.AGE
    min: int | None = None
    max: int | None = None

    def verdict(self, facts: Facts) -> Verdict:
        age = facts.person.age
        if age is None:
            return Verdict.UNKNOWN
        return Verdict.of((self.min or 0) <= age <= (OLDEST if self.max is None else self.max))

    def as_json(self) -> dict[str, Any]:
        bounds = {"min": self.min, "max": self.max}
        return {"type": self.type, **{name: bound for name, bound in bounds.items() if bound is not None}}

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        least, most = (whole(raw.get(name), AgeRangeError) for name in ("min", "max"))
        low, high = least or 0, OLDEST if most is None else most
        if not 0 <= low <= high <= OLDEST or (low, high) == (0, OLDEST):
            raise AgeRangeError
        return cls(least, most)


@dataclass(frozen=True)
class ChildUnder(Condition):
    """Somebody in the household is younger than an age."""

    type: ClassVar[str] = "child_under"
    kind: ClassVar[str] = FactKind.AGE
    under: int = OF_AGE

    def verdict(self, facts: Facts) -> Verdict:
        return any_holds(
            Verdict.of(None if member.age is None else member.age < self.under) for member in facts.members
        )

    def open_questions(self, facts: Facts) -> tuple[Question, ...]:
        return tuple(Question(self.kind, person=row.ref) for row in facts.members if row.age is None)

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "under": self.under}

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        under = whole(raw.get("under"), ChildAgeError)
        if under is None or not 1 <= under <= OF_AGE:
            raise ChildAgeError
        return cls(under)


@dataclass(frozen=True)
class IncomeAtMost(Condition):
    """Income per person, at most this percent of the statutory criterion (art. 8 of the Act)."""

    type: ClassVar[str] = "income"
    kind: ClassVar[str] = FactKind.INCOME
    percent: int = 100

    def verdict(self, facts: Facts) -> Verdict:
        if facts.income is None or facts.criterion is None:
            return Verdict.UNKNOWN
        return Verdict.of(facts.income * 100 <= facts.criterion * self.percent)

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "percent": self.percent}

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        percent = whole(raw.get("percent"), PercentError)
        if percent is None or not 1 <= percent <= MOST_PERCENT:
            raise PercentError
        return cls(percent)


@dataclass(frozen=True)
class OneOf(Condition):
    """A condition that names values of a closed list, of which one must be the case."""

    allowed: ClassVar[tuple[str, ...]] = ()
    # Lists on which exactly one value is the case: naming all of them would ask for nothing.
    exhaustive: ClassVar[bool] = True
    values: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "values": list(self.values)}

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        given = texts(raw.get("values"))
        if not given:
            raise NothingChosenError
        for value in given:
            cls.check(value)
        if cls.exhaustive and set(given) == set(cls.allowed):
            raise EverythingChosenError
        return cls(tuple(value for value in cls.allowed if value in given) or tuple(sorted(given)))

    @classmethod
    def check(cls, value: str) -> None:
        """Refuse a value that is not on the list."""
        if value not in cls.allowed:
            raise UnknownValueError(value=value)


def _is_one_of(value: str | None, values: Sequence[str]) -> Verdict:
    return Verdict.of(None if value is None else value in values)


@dataclass(frozen=True)
class HouseholdTypeIn(OneOf):
    """Shape of the household."""

    type: ClassVar[str] = "household_type"
    kind: ClassVar[str] = FactKind.HOUSEHOLD_TYPE
    allowed: ClassVar[tuple[str, ...]] = tuple(HouseholdType.values)

    def verdict(self, facts: Facts) -> Verdict:
        return _is_one_of(facts.household_type, self.values)


@dataclass(frozen=True)
class LabourStatusIn(OneOf):
    """Where the person stands on the labour market."""

    type: ClassVar[str] = "labour"
    kind: ClassVar[str] = FactKind.LABOUR
    allowed: ClassVar[tuple[str, ...]] = tuple(words.LabourStatus.values)

    def verdict(self, facts: Facts) -> Verdict:
        return _is_one_of(facts.person.labour, self.values)


@dataclass(frozen=True)
class Disability(OneOf):
    """The person has a certificate, of one of these degrees."""

    type: ClassVar[str] = "disability"
    kind: ClassVar[str] = FactKind.DISABILITY
    allowed: ClassVar[tuple[str, ...]] = tuple(
        level for level in words.DisabilityLevel.values if level != words.DisabilityLevel.NONE
    )
    exhaustive: ClassVar[bool] = False

    def verdict(self, facts: Facts) -> Verdict:
        return _is_one_of(facts.person.disability, self.values)


@dataclass(frozen=True)
class SexIs(OneOf):
    """A service for women or for men only."""

    type: ClassVar[str] = "sex"
    kind: ClassVar[str] = FactKind.SEX
    allowed: ClassVar[tuple[str, ...]] = tuple(words.SexChoice.values)

    def verdict(self, facts: Facts) -> Verdict:
        return _is_one_of(facts.person.sex, self.values)


@dataclass(frozen=True)
class SpeaksOneOf(OneOf):
    """The person can talk in one of these languages."""

    type: ClassVar[str] = "language"
    kind: ClassVar[str] = FactKind.LANGUAGE
    allowed: ClassVar[tuple[str, ...]] = tuple(CardLanguage.values)
    exhaustive: ClassVar[bool] = False

    def verdict(self, facts: Facts) -> Verdict:
        spoken = facts.person.languages
        return Verdict.of(None if spoken is None else not spoken.isdisjoint(self.values))


@dataclass(frozen=True)
class LivesIn(OneOf):
    """The household lives in one of these territories, named by the start of a TERYT code."""

    type: ClassVar[str] = "territory"
    kind: ClassVar[str] = FactKind.TERRITORY
    exhaustive: ClassVar[bool] = False

    def verdict(self, facts: Facts) -> Verdict:
        return any_holds(self._lies_in(facts.territory, prefix) for prefix in self.values)

    @staticmethod
    def _lies_in(code: str | None, prefix: str) -> Verdict:
        """A powiat is known to lie in its voivodeship, but not in which of its gminas."""
        if code is None or (code != prefix and prefix.startswith(code)):
            return Verdict.UNKNOWN
        return Verdict.of(code.startswith(prefix))

    @classmethod
    def check(cls, value: str) -> None:
        try:
            checked_teryt(value)
        except BadTerytError as error:
            raise TerritoryError(value=value) from error


@dataclass(frozen=True)
class _Flagged(OneOf):
    """One of several yes-or-no facts holds; each can be asked for itself."""

    exhaustive: ClassVar[bool] = False

    def flags(self, facts: Facts) -> Mapping[str, bool]:
        """The facts of this kind that are known."""
        raise NotImplementedError

    def verdict(self, facts: Facts) -> Verdict:
        known = self.flags(facts)
        return any_holds(Verdict.of(known.get(code)) for code in self.values)

    def open_questions(self, facts: Facts) -> tuple[Question, ...]:
        known = self.flags(facts)
        return tuple(Question(self.kind, code) for code in self.values if code not in known)


@dataclass(frozen=True)
class GroundPresent(_Flagged):
    """One of these points of art. 7 holds for the family."""

    type: ClassVar[str] = "ground"
    kind: ClassVar[str] = FactKind.GROUND
    allowed: ClassVar[tuple[str, ...]] = tuple(Ground.values)

    def flags(self, facts: Facts) -> Mapping[str, bool]:
        return facts.grounds


@dataclass(frozen=True)
class DocumentAtHand(_Flagged):
    """One of these papers is at hand."""

    type: ClassVar[str] = "document"
    kind: ClassVar[str] = FactKind.DOCUMENT
    allowed: ClassVar[tuple[str, ...]] = tuple(words.Document.values)

    def flags(self, facts: Facts) -> Mapping[str, bool]:
        return facts.documents


@dataclass(frozen=True)
class ReferredBy(_Flagged):
    """Somebody of these has referred the person."""

    type: ClassVar[str] = "referral"
    kind: ClassVar[str] = FactKind.REFERRAL
    allowed: ClassVar[tuple[str, ...]] = tuple(words.ReferralSource.values)

    def flags(self, facts: Facts) -> Mapping[str, bool]:
        return facts.referrals


@dataclass(frozen=True)
class AgreesTo(_Flagged):
    """The person is ready for one of these."""

    type: ClassVar[str] = "agrees"
    kind: ClassVar[str] = FactKind.AGREES
    allowed: ClassVar[tuple[str, ...]] = tuple(words.Agreement.values)

    def flags(self, facts: Facts) -> Mapping[str, bool]:
        return facts.agreements


@dataclass(frozen=True)
class AnyOf(Condition):
    """A group of which one condition is enough."""

    type: ClassVar[str] = "any_of"
    conditions: tuple[Condition, ...] = ()

    def verdict(self, facts: Facts) -> Verdict:
        return any_holds(condition.verdict(facts) for condition in self.conditions)

    def open_questions(self, facts: Facts) -> tuple[Question, ...]:
        found = [question for each in self.conditions for question in each.questions(facts)]
        return tuple(dict.fromkeys(found))

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "conditions": [each.as_json() for each in self.conditions]}

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        rows = raw.get("conditions")
        if not isinstance(rows, list) or len(rows) < 2:  # noqa: PLR2004  one alternative is none
            raise AlternativesError
        if len(rows) > MOST_CONDITIONS:
            raise TooManyConditionsError(most=MOST_CONDITIONS)
        # Asked before reading: groups in groups in groups would never end.
        if any(isinstance(row, dict) and row.get("type") == cls.type for row in rows):
            raise AlternativesError
        return cls(tuple(read(row) for row in rows))


# In the order in which the editor offers them.
KINDS: Final[dict[str, type[Condition]]] = {
    kind.type: kind
    for kind in (
        AgeBetween,
        ChildUnder,
        HouseholdTypeIn,
        LivesIn,
        GroundPresent,
        LabourStatusIn,
        Disability,
        IncomeAtMost,
        DocumentAtHand,
        ReferredBy,
        SexIs,
        SpeaksOneOf,
        AgreesTo,
        AnyOf,
    )
}


def read(raw: object) -> Condition:
    """One condition from JSON; raises a `ConditionError` that says what is wrong."""
    if not isinstance(raw, dict):
        raise ConditionError
    type_ = raw.get("type")
    kind = KINDS.get(type_) if isinstance(type_, str) else None
    if kind is None:
        raise UnknownConditionError(type=type_)
    known = {"type", *kind.__dataclass_fields__}
    for name in raw:
        if name not in known:
            raise UnexpectedFieldError(type=type_, name=name)
    return kind.read(raw)


def parse(raw: object) -> tuple[Condition, ...]:
    """The conditions of a card from JSON; an error's data names the `row`, counted from one."""
    if not isinstance(raw, list):
        raise ConditionError
    if len(raw) > MOST_CONDITIONS:
        raise TooManyConditionsError(most=MOST_CONDITIONS)
    found = []
    for row, each in enumerate(raw, start=1):
        try:
            found.append(read(each))
        except ConditionError as error:
            error.data.setdefault("row", row)
            raise
    return tuple(found)


def as_json(conditions: Iterable[Condition]) -> list[dict[str, Any]]:
    """As a card keeps its conditions."""
    return [condition.as_json() for condition in conditions]


def conditions_of(
    eligibility: object, min_age: int | None = None, max_age: int | None = None
) -> tuple[Condition, ...]:
    """All that a card asks for: its age range, when it names one, and its typed conditions."""
    ages = {"min": min_age, "max": max_age}
    bounded = (min_age or 0, OLDEST if max_age is None else max_age) != (0, OLDEST)
    own = parse(eligibility)
    stated = [AgeBetween.read(ages)] if bounded else []
    return tuple(dict.fromkeys([*stated, *own]))


def simple(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Every condition that asks about a fact, those of groups too."""
    for condition in conditions:
        yield from condition.conditions if isinstance(condition, AnyOf) else (condition,)
