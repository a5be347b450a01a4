"""Every identity between printed numbers that a reader can write down: part of the catalogue.

An overlooked identity makes an unsafe release look safe, so this list is read by a person whenever a table
or a formula changes (docs/reference/identities.md says each in a sentence). That towns add up to their
voivodeship, members of a breakdown to the total and grounds cover their families is said by the
hierarchies of the exchange format; here stands what links measures and periods.

Declared is only what certainly follows from the formulas. A ground may be found or settled while a family
takes part, so "a family keeps its grounds" is not declared; its household type and the sex of the person
who leads it change by correction only, and corrections are no part of a series (`system.holding`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from core.indicators.enums import Dimension, Measure
from core.indicators.rules import Period, month_of, months_between, period_of


class When(StrEnum):
    """A period seen from the one of which an identity speaks."""

    HERE = "here"
    BEFORE = "before"
    MONTHS = "months"
    QUARTERS = "quarters"
    FIRST_QUARTER = "first_quarter"
    LATER_QUARTERS = "later_quarters"
    LAST_QUARTER = "last_quarter"
    LAST_MONTH = "last_month"
    MONTH_BEFORE = "month_before"
    # One identity for each of them, not their sum.
    EACH_MONTH = "each_month"
    EACH_QUARTER = "each_quarter"


_EACH: Final = {When.EACH_MONTH: When.MONTHS, When.EACH_QUARTER: When.QUARTERS}

# Whom a breakdown of several labels covers: families of whom a ground is known, people who named a
# situation or have a result. Not everybody has a label, so these are counts of their own.
ASSESSED: Final = Measure.FAMILIES_ASSESSED.value
NEW_ASSESSED: Final = "families_new_assessed"
ACTIVE_ASSESSED: Final = "families_active_assessed"
NAMED_A_SITUATION: Final = "esf_participants_named"
LATER_RESULT: Final = "esf_asked_later_result"
SUPPORTED_ASSESSED: Final = "supported_families_assessed"
COVERED_BY_LABELS: Final = {
    (Measure.FAMILIES_SERVED.value, Dimension.GROUND.value): ASSESSED,
    (Measure.FAMILIES_NEW.value, Dimension.GROUND.value): NEW_ASSESSED,
    (Measure.FAMILIES_ACTIVE.value, Dimension.GROUND.value): ACTIVE_ASSESSED,
    (Measure.SUPPORTED_FAMILIES.value, Dimension.GROUND.value): SUPPORTED_ASSESSED,
    (Measure.ESF_PARTICIPANTS.value, Dimension.VULNERABILITY.value): NAMED_A_SITUATION,
    (Measure.ESF_LEAVERS.value, Dimension.RESULT.value): Measure.ESF_RESULTS.value,
    (Measure.ESF_ASKED_LATER.value, Dimension.LASTING.value): LATER_RESULT,
}
# No formula makes these; an attacker reckons with them all the same.
UNCOUNTED: Final = (NEW_ASSESSED, ACTIVE_ASSESSED, NAMED_A_SITUATION, LATER_RESULT, SUPPORTED_ASSESSED)
# A year counted again after corrections: measures of their own beside those printed first.
REVISED: Final = "~revised"
# Never printed, yet an attacker reckons with them: they tie tables together.
UNPRINTED: Final = ((Measure.FAMILIES_NEW.value, Dimension.SEX.value),)

_TOTAL: Final = ""
_GROUND, _HOUSEHOLD, _SEX = Dimension.GROUND.value, Dimension.HOUSEHOLD.value, Dimension.SEX.value


@dataclass(frozen=True)
class Term:
    """A count in an identity. `over`: the sum over all members of that breakdown."""

    coefficient: int
    measure: str
    when: When = When.HERE
    over: str = ""


@dataclass(frozen=True)
class Identity:
    """lo <= sum of the terms <= hi, for every period of the kinds and every member of the breakdowns."""

    name: str
    kinds: tuple[str, ...]
    breakdowns: tuple[str, ...]
    terms: tuple[Term, ...]
    lo: int | None = 0
    hi: int | None = 0

    @cached_property
    def revised(self) -> Identity:
        """The same between the measures of a corrected year."""
        terms = tuple(replace(term, measure=f"{term.measure}{REVISED}") for term in self.terms)
        return replace(self, name=f"{self.name}{REVISED}", terms=terms)


def _sums(measure: str, *breakdowns: str, kind: str) -> Identity:
    inner = When.MONTHS if kind == "quarter" else When.QUARTERS
    return Identity(
        f"{measure}-of-a-{kind}", (kind,), breakdowns, (Term(1, measure), Term(-1, measure, inner))
    )


def _at_most(
    name: str, small: Term, large: Term, *breakdowns: str, kinds: tuple[str, ...] = ("quarter", "year")
) -> Identity:
    return Identity(name, kinds, breakdowns, (large, small), 0, None)


_NEW, _CLOSED = Measure.FAMILIES_NEW.value, Measure.FAMILIES_CLOSED.value
_ACTIVE, _SERVED = Measure.FAMILIES_ACTIVE.value, Measure.FAMILIES_SERVED.value
_PAST, _PLAN = Measure.CASES_PAST_FIRST_MEETING.value, Measure.CASES_WITH_PLAN.value
_PARTICIPANTS, _LEAVERS = Measure.ESF_PARTICIPANTS.value, Measure.ESF_LEAVERS.value
_RESULTS, _ASKED = Measure.ESF_RESULTS.value, Measure.ESF_ASKED_LATER.value
_LONG = ("quarter", "year")
_ALL_KINDS = ("month", "quarter", "year")

IDENTITIES: Final[tuple[Identity, ...]] = (
    # Stocks and flows.
    Identity(
        "stock",
        ("month",),
        (_TOTAL,),
        (Term(1, _ACTIVE), Term(-1, _ACTIVE, When.BEFORE), Term(-1, _NEW), Term(1, _CLOSED)),
    ),
    Identity(
        "persistence",
        ("month",),
        (_HOUSEHOLD, _SEX),
        (Term(1, _ACTIVE, When.BEFORE), Term(1, _NEW), Term(-1, _ACTIVE)),
        0,
        None,
    ),
    # Quarters are sums of months, years of quarters.
    _sums(_NEW, _TOTAL, _HOUSEHOLD, _SEX, kind="quarter"),
    _sums(_CLOSED, _TOTAL, Dimension.OUTCOME, kind="quarter"),
    _sums(_NEW, _TOTAL, _HOUSEHOLD, _SEX, kind="year"),
    _sums(_CLOSED, _TOTAL, Dimension.OUTCOME, kind="year"),
    _sums(Measure.FIRST_MEETINGS.value, _TOTAL, Dimension.DAYS, kind="year"),
    _sums(Measure.TEAM_MEETINGS.value, _TOTAL, kind="year"),
    _sums(Measure.TEAM_MEETINGS_WITH_FAMILY.value, _TOTAL, kind="year"),
    _sums(Measure.PARTNERSHIP_MEETINGS.value, _TOTAL, Dimension.MEETING, kind="year"),
    # Families served: those there at the beginning and those who joined; those who left and those who stay.
    Identity(
        "served-from-the-beginning",
        _LONG,
        (_TOTAL, _HOUSEHOLD, _SEX),
        (Term(1, _SERVED), Term(-1, _ACTIVE, When.MONTH_BEFORE), Term(-1, _NEW)),
    ),
    Identity(
        "served-to-the-end",
        _LONG,
        (_TOTAL,),
        (Term(1, _SERVED), Term(-1, _ACTIVE, When.LAST_MONTH), Term(-1, _CLOSED)),
    ),
    Identity(
        "served-outlasts-active",
        _LONG,
        (_HOUSEHOLD, _SEX, Dimension.AGE),
        (Term(1, _SERVED), Term(-1, _ACTIVE, When.LAST_MONTH)),
        0,
        None,
    ),
    Identity(
        "served-goes-on",
        _LONG,
        (_TOTAL,),
        (Term(1, _SERVED), Term(-1, _SERVED, When.BEFORE), Term(1, _CLOSED, When.BEFORE), Term(-1, _NEW)),
    ),
    Identity(
        "served-in-a-year",
        ("year",),
        (_TOTAL, _HOUSEHOLD),
        (Term(1, _SERVED), Term(-1, _SERVED, When.FIRST_QUARTER), Term(-1, _NEW, When.LATER_QUARTERS)),
    ),
    # What stands at the end of a year stood at the end of its last quarter.
    Identity(
        "partners-at-the-end",
        ("year",),
        (_TOTAL, Dimension.SECTOR),
        (
            Term(1, Measure.PARTNERS_ACTIVE.value),
            Term(-1, Measure.PARTNERS_ACTIVE.value, When.LAST_QUARTER),
        ),
    ),
    Identity(
        "cards-at-the-end",
        ("year",),
        (_TOTAL, Dimension.CATEGORY),
        (
            Term(1, Measure.CARDS_PUBLISHED.value),
            Term(-1, Measure.CARDS_PUBLISHED.value, When.LAST_QUARTER),
        ),
    ),
    # Some of some.
    _at_most("new-are-served", Term(-1, _NEW), Term(1, _SERVED), _TOTAL, _HOUSEHOLD, _SEX),
    _at_most("closed-were-served", Term(-1, _CLOSED), Term(1, _SERVED), _TOTAL),
    _at_most("assessed-are-served", Term(-1, ASSESSED), Term(1, _SERVED), _TOTAL),
    _at_most("new-assessed-are-new", Term(-1, NEW_ASSESSED), Term(1, _NEW), _TOTAL, kinds=_ALL_KINDS),
    _at_most(
        "active-assessed-are-active", Term(-1, ACTIVE_ASSESSED), Term(1, _ACTIVE), _TOTAL, kinds=("month",)
    ),
    _at_most("named-are-participants", Term(-1, NAMED_A_SITUATION), Term(1, _PARTICIPANTS), _TOTAL),
    _at_most("results-are-of-leavers", Term(-1, _RESULTS), Term(1, _LEAVERS), _TOTAL),
    _at_most("later-results-are-of-asked", Term(-1, LATER_RESULT), Term(1, _ASKED), _TOTAL, kinds=("year",)),
    _at_most(
        "supported-assessed-are-supported",
        Term(-1, SUPPORTED_ASSESSED),
        Term(1, Measure.SUPPORTED_FAMILIES.value),
        _TOTAL,
        kinds=("year",),
    ),
    _at_most("new-assessed-are-assessed", Term(-1, NEW_ASSESSED), Term(1, ASSESSED), _TOTAL, _GROUND),
    _at_most(
        "active-assessed-are-assessed",
        Term(-1, ACTIVE_ASSESSED, When.EACH_MONTH),
        Term(1, ASSESSED),
        _TOTAL,
        _GROUND,
        kinds=("quarter",),
    ),
    _at_most("past-meeting-are-served", Term(-1, _PAST), Term(1, _SERVED), _TOTAL),
    _at_most("planned-are-past-meeting", Term(-1, _PLAN), Term(1, _PAST), _TOTAL),
    _at_most(
        "family-there-is-a-meeting",
        Term(-1, Measure.TEAM_MEETINGS_WITH_FAMILY.value),
        Term(1, Measure.TEAM_MEETINGS.value),
        _TOTAL,
    ),
    Identity(
        "mentions",
        _LONG,
        (_TOTAL,),
        (Term(1, Measure.GROUND_MENTIONS.value), Term(-1, ASSESSED, over=_GROUND)),
    ),
    # A longer period saw whoever a shorter one saw.
    _at_most(
        "assessed-in-a-quarter",
        Term(-1, ASSESSED, When.EACH_QUARTER),
        Term(1, ASSESSED),
        _TOTAL,
        _GROUND,
        kinds=("year",),
    ),
    _at_most(
        "past-meeting-in-a-quarter",
        Term(-1, _PAST, When.EACH_QUARTER),
        Term(1, _PAST),
        _TOTAL,
        kinds=("year",),
    ),
    _at_most(
        "planned-in-a-quarter", Term(-1, _PLAN, When.EACH_QUARTER), Term(1, _PLAN), _TOTAL, kinds=("year",)
    ),
    _at_most(
        "new-assessed-of-a-quarter",
        Term(-1, NEW_ASSESSED, When.MONTHS),
        Term(1, NEW_ASSESSED),
        _TOTAL,
        _GROUND,
        kinds=("quarter",),
    ),
    _at_most(
        "new-assessed-of-a-year",
        Term(-1, NEW_ASSESSED, When.QUARTERS),
        Term(1, NEW_ASSESSED),
        _TOTAL,
        _GROUND,
        kinds=("year",),
    ),
    _sums(_PARTICIPANTS, _TOTAL, _SEX, Dimension.LABOUR, Dimension.ISCED, kind="year"),
    _sums(_LEAVERS, _TOTAL, kind="year"),
    _sums(Measure.NEEDS_RECORDED.value, _TOTAL, kind="year"),
    _sums(Measure.REQUESTS_DUE.value, _TOTAL, kind="year"),
    _sums(Measure.SUPPORT_MINUTES.value, _TOTAL, kind="year"),
    _sums(Measure.SUPPORT_SESSIONS.value, _TOTAL, Dimension.SUPPORT, kind="year"),
    _sums(Measure.PERSONS_TRAINED.value, _TOTAL, kind="year"),
    # A share's part is of its whole.
    *(
        _at_most(f"{part}-of-{whole}", Term(-1, part), Term(1, whole), *breakdowns)
        for part, whole, *breakdowns in (
            (Measure.REQUESTS_IN_TIME.value, Measure.REQUESTS_DUE.value, _TOTAL),
            (Measure.TASKS_IN_TIME.value, Measure.TASKS_DUE.value, _TOTAL, Dimension.DOER),
            (Measure.GOALS_ACHIEVED.value, Measure.GOALS_SET.value, _TOTAL),
            (Measure.TEAMS_BROAD.value, Measure.TEAMS_ACTIVE.value, _TOTAL),
            (Measure.NEEDS_UNMET.value, Measure.NEEDS_RECORDED.value, _TOTAL),
            (Measure.CARDS_REVIEWED.value, Measure.CARDS_PUBLISHED.value, _TOTAL),
            (Measure.CARDS_USED.value, Measure.CARDS_PUBLISHED.value, _TOTAL),
            (Measure.VOICE_ANSWERS.value, _CLOSED, _TOTAL),
        )
    ),
    _at_most(
        "consented-are-active",
        Term(-1, Measure.CASES_CONSENTED.value),
        Term(1, _ACTIVE, When.LAST_MONTH),
        _TOTAL,
    ),
    # Whoever had a meeting or a plan and did not leave has it still.
    *(
        Identity(
            f"{name}-goes-on",
            _LONG,
            (_TOTAL,),
            (Term(1, measure), Term(-1, measure, When.BEFORE), Term(1, _CLOSED, When.BEFORE)),
            0,
            None,
        )
        for name, measure in (("past-meeting", _PAST), ("planned", _PLAN))
    ),
)


def instances(identity: Identity, period: Period) -> Iterator[tuple[tuple[Term, tuple[Period, ...]], ...]]:
    """The identity for one period: each term with the periods it adds up."""
    each = next((term.when for term in identity.terms if term.when in _EACH), None)
    choices = [(inner,) for inner in periods_at(_EACH[each], period)] if each else [()]
    for chosen in choices:
        yield tuple(
            (term, chosen if term.when in _EACH else periods_at(term.when, period)) for term in identity.terms
        )


def periods_at(when: When, period: Period) -> tuple[Period, ...]:
    """The periods that `when` names, seen from a period."""
    months = tuple(
        Period("month", first) for first in months_between(period.start, month_of(period.last_day))
    )
    quarters = tuple(Period("quarter", month.start) for month in months[::3])
    return {
        When.HERE: (period,),
        When.BEFORE: (period.before(),),
        When.MONTHS: months,
        When.QUARTERS: quarters,
        When.FIRST_QUARTER: quarters[:1],
        When.LATER_QUARTERS: quarters[1:],
        When.LAST_QUARTER: quarters[-1:],
        When.LAST_MONTH: months[-1:],
        When.MONTH_BEFORE: (period_of(period.start, "month").before(),),
    }[when]
