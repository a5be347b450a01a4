"""Which step may follow which, who is an adult, what a PESEL number says: values in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from core.families.enums import Sex, Stage
from core.families.errors import (
    BornInFutureError,
    ClosedInFutureError,
    ClosedTooEarlyError,
    GroundDayError,
    NothingToResumeError,
    OpenedInFutureError,
    PeselMismatchError,
    ResumedTooLateError,
    WrongStageError,
)

ADULT_AGE: Final = 18
# Later a family that returns gets a new case: what was counted as closed stays closed.
DAYS_TO_RESUME: Final = 30
DAY_FORMAT: Final = "%d.%m.%Y"

# The state machine of a case (domain handbook 1.5 B). Closing is possible from everywhere: a family may
# stop at any moment. The assessment may be skipped where a family cannot wait; fidelity shows it. After
# the closing conversation, and for some days after closing, the work may go on where it stood.
_GOES_ON: Final = frozenset({Stage.AGREED.value, Stage.ASSESSED.value, Stage.TEAM.value, Stage.PATH.value})
_ENDS: Final = frozenset({Stage.CLOSING.value, Stage.CLOSED.value})
STAGES: Final[Mapping[str, frozenset[str]]] = {
    Stage.SCREENING.value: frozenset({Stage.AGREED.value, Stage.CLOSED.value}),
    Stage.AGREED.value: frozenset({Stage.ASSESSED.value, Stage.TEAM.value}) | _ENDS,
    Stage.ASSESSED.value: frozenset({Stage.TEAM.value}) | _ENDS,
    Stage.TEAM.value: frozenset({Stage.PATH.value}) | _ENDS,
    Stage.PATH.value: _ENDS,
    Stage.CLOSING.value: _GOES_ON | {Stage.CLOSED.value},
    Stage.CLOSED.value: _GOES_ON | {Stage.SCREENING.value},
}
ORDER: Final[tuple[str, ...]] = tuple(STAGES)

# The centuries of PESEL months: 81-92 for the 1800s, 01-12 for the 1900s, and so on.
_CENTURIES: Final = {0: 1900, 20: 2000, 40: 2100, 60: 2200, 80: 1800}


def has_reached(stage: str, wanted: str) -> bool:
    """Whether a case at `stage` has passed or stands at `wanted`; a closed case has passed all."""
    return ORDER.index(stage) >= ORDER.index(wanted)


def check_step(stage: str, to: str) -> None:
    """Raise `WrongStageError` unless the table allows the step."""
    if to not in STAGES[stage]:
        raise WrongStageError(stage=Stage(stage).label)


def check_resuming(stage: str, closed_on: date | None, today: date) -> None:
    """The work goes on after the closing conversation, or soon after a case was closed."""
    if stage not in (Stage.CLOSING, Stage.CLOSED):
        raise NothingToResumeError
    if closed_on is not None and today > closed_on + timedelta(days=DAYS_TO_RESUME):
        raise ResumedTooLateError(days=DAYS_TO_RESUME)


def check_opening(opened_on: date, today: date) -> None:
    """A case opens today or earlier."""
    if opened_on > today:
        raise OpenedInFutureError


def check_closing(last_step_on: date, closed_on: date, today: date) -> None:
    """A case closes between its last step from stage to stage and today, both included."""
    if closed_on < last_step_on:
        raise ClosedTooEarlyError(on=last_step_on.strftime(DAY_FORMAT))
    if closed_on > today:
        raise ClosedInFutureError


def check_ground_day(opened_on: date, starts_on: date, today: date) -> None:
    """Grounds are recorded for a day on which the case was open."""
    if not opened_on <= starts_on <= today:
        raise GroundDayError(opened_on=opened_on.strftime(DAY_FORMAT))


def age_on(born_on: date, on: date) -> int:
    """Completed years; somebody born on 29 February turns a year older on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_adult(born_on: date | None, on: date) -> bool:
    """Whether a person decides for themselves; without a date of birth they are asked like adults."""
    return born_on is None or age_on(born_on, on) >= ADULT_AGE


def read_pesel(pesel: str) -> tuple[date, Sex]:
    """Date of birth and sex that eleven valid digits carry."""
    year, month, day = int(pesel[:2]), int(pesel[2:4]), int(pesel[4:6])
    century = month // 20 * 20
    born_on = date(_CENTURIES[century] + year, month - century, day)
    return born_on, Sex.MALE if int(pesel[9]) % 2 else Sex.FEMALE


def settled_person(born_on: date | None, sex: str, pesel: str, today: date) -> tuple[date | None, str]:
    """Date of birth and sex completed from the PESEL; a contradiction raises `PeselMismatchError`."""
    if pesel:
        read_born_on, read_sex = read_pesel(pesel)
        if born_on not in (None, read_born_on) or sex not in ("", read_sex.value):
            raise PeselMismatchError
        born_on, sex = read_born_on, read_sex.value
    if born_on is not None and born_on > today:
        raise BornInFutureError
    return born_on, sex
