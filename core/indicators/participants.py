"""What a participant's data must be so that the common indicators of ESF+ add up: values in, refusals out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.families.rules import age_on
from core.indicators.enums import ExitResult, Isced, Labour, LastingResult, Vulnerability
from core.indicators.errors import funding as refused
from core.indicators.rules import shifted

# A result counts when it is there at most four weeks after leaving.
EXIT_WITHIN: Final = timedelta(weeks=4)
LATER_AFTER: Final = 6
WORKING_AGE: Final = 15
ADULT: Final = 18
AFTER_PRIMARY: Final = 13


@dataclass(frozen=True)
class Entry:
    """How somebody stood on the first day."""

    entered_on: date
    labour: str
    isced: str
    statements: Mapping[str, str]
    support: str = ""


def check_entry(entry: Entry, *, born_on: date | None, sex: str, agreed_on: date | None, today: date) -> None:
    """Raises the first of the refusals of `errors.funding` that applies."""
    if agreed_on is None or entry.entered_on < agreed_on:
        raise refused.EntryBeforeAgreementError
    if entry.entered_on > today:
        raise refused.EntryInFutureError
    if born_on is None or not sex:
        raise refused.PersonIncompleteError
    age = age_on(born_on, entry.entered_on)
    if age < WORKING_AGE and entry.labour != Labour.INACTIVE:
        raise refused.ChildAtWorkError(age=age)
    if (age < ADULT and entry.isced == Isced.HIGH) or (age < AFTER_PRIMARY and entry.isced != Isced.LOW):
        raise refused.TooYoungForEducationError(age=age)
    missing = [name for name in Vulnerability.values if not entry.statements.get(name)]
    if missing:
        raise refused.StatementMissingError(field_name=missing[0])


@dataclass(frozen=True)
class Exit:
    """How somebody left; without `asked_on` the results are not known yet."""

    ended_on: date
    as_planned: bool
    asked_on: date | None = None
    results: Collection[str] = ()


def check_exit(left: Exit, *, entered_on: date, labour: str, today: date) -> None:
    """Raises `EndBeforeEntryError`, `EndInFutureError`, `ExitAskedLateError`, `ResultsNeedDayError` or
    `ResultImpossibleError`.
    """
    if left.ended_on < entered_on:
        raise refused.EndBeforeEntryError
    if left.ended_on > today:
        raise refused.EndInFutureError
    if left.asked_on is None:
        if left.results:
            raise refused.ResultsNeedDayError
        return
    if not left.ended_on <= left.asked_on <= min(left.ended_on + EXIT_WITHIN, today):
        raise refused.ExitAskedLateError(last=f"{left.ended_on + EXIT_WITHIN:%d.%m.%Y}")
    if ExitResult.WORKING in left.results and labour == Labour.EMPLOYED:
        raise refused.ResultImpossibleError(result="EECR04", status=Labour.EMPLOYED.label)
    if ExitResult.SEARCHING in left.results and labour != Labour.INACTIVE:
        raise refused.SearchingImpossibleError
    if {ExitResult.WORKING, ExitResult.SEARCHING} <= set(left.results):
        raise refused.SearchingAtWorkError


def later_due(ended_on: date) -> date:
    """The day from which somebody may be asked how things stand six months after leaving."""
    first = shifted(ended_on.replace(day=1), LATER_AFTER)
    last_day = (shifted(first, 1) - timedelta(days=1)).day
    return first.replace(day=min(ended_on.day, last_day))


def check_later(
    asked_on: date, results: Collection[str], *, ended_on: date | None, labour: str, today: date
) -> None:
    """Raises `NotLeftYetError`, `LaterAskedWrongError` or `ResultImpossibleError`."""
    if ended_on is None:
        raise refused.NotLeftYetError
    due = later_due(ended_on)
    if not due <= asked_on <= min(due + EXIT_WITHIN, today):
        raise refused.LaterAskedWrongError(first=f"{due:%d.%m.%Y}", last=f"{due + EXIT_WITHIN:%d.%m.%Y}")
    if LastingResult.WORKING in results and labour == Labour.EMPLOYED:
        raise refused.ResultImpossibleError(result="EECR05", status=Labour.EMPLOYED.label)
    if LastingResult.BETTER in results and labour != Labour.EMPLOYED:
        raise refused.BetterImpossibleError


def broken_invariants(counts: Mapping[tuple[str, str], int]) -> list[str]:
    """Which sums of the common indicators do not add up, by their codes; `("", "")` is EECO01.

    02 + 04 + 05 = 01; ages with those of 30-54 = 01; 09 + 10 + 11 = 01; women + men = 01; 03 within 02;
    no situation of more people than there are.
    """

    def many(dimension: str, *members: str) -> int:
        return sum(counts.get((dimension, member), 0) for member in members)

    everybody = counts.get(("", ""), 0)
    sums = {
        "EECO02 + EECO04 + EECO05 = EECO01": many("labour", *Labour.values),
        "EECO06 + EECO07 + 30–54 + EECO08 = EECO01": many("age", "0-17", "18-29", "30-54", "55+"),
        "EECO09 + EECO10 + EECO11 = EECO01": many("isced", *Isced.values),
        "K + M = EECO01": many("sex", "F", "M"),
    }
    broken = [name for name, found in sums.items() if found != everybody]
    broken += [
        f"EECO{number} ≤ EECO01"
        for number, member in enumerate(Vulnerability.values, start=12)
        if many("vulnerability", member) + many("refusal", member) > everybody
    ]
    return broken
