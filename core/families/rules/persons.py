"""Who is an adult, what a PESEL number says, when somebody may come, go and change roles."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import Final

from core.families.enums import Sex
from core.families.errors import BornInFutureError, PeselMismatchError, ReturnDayError, RoleDayError
from core.families.rules.stages import DAY_FORMAT

ADULT_AGE: Final = 18

# The centuries of PESEL months: 81-92 for the 1800s, 01-12 for the 1900s, and so on.
_CENTURIES: Final = {0: 1900, 20: 2000, 40: 2100, 60: 2200, 80: 1800}


def age_on(born_on: date, on: date) -> int:
    """Completed years; somebody born on 29 February turns a year older on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_adult(born_on: date | None, on: date) -> bool:
    """Whether a person decides for themselves; without a date of birth they are asked like adults."""
    return born_on is None or age_on(born_on, on) >= ADULT_AGE


def born_latest_of_age(on: date) -> date:
    """The last birthday of somebody who is of age on a day."""
    year = on.year - ADULT_AGE
    leap = (on.month, on.day) == (2, 29)
    return date(year, 2, 28) if leap and not isleap(year) else date(year, on.month, on.day)


def of_age_on(born_on: date) -> date:
    """The first day on which a person decides for themselves."""
    year = born_on.year + ADULT_AGE
    leap = (born_on.month, born_on.day) == (2, 29)
    return date(year, 3, 1) if leap and not isleap(year) else date(year, born_on.month, born_on.day)


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


def check_return(ended_on: date | None, starts_on: date) -> None:
    """Somebody comes back on the day they left or later."""
    if ended_on is not None and starts_on < ended_on:
        raise ReturnDayError(ends_on=ended_on.strftime(DAY_FORMAT))


def check_role_day(since: date, starts_on: date, today: date) -> None:
    """A role begins while its person lives here, and is written down when it has begun."""
    if not since <= starts_on <= today:
        raise RoleDayError(since=since.strftime(DAY_FORMAT))
