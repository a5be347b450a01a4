"""When and how a person may agree to take part, and stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from core.families.rules import ADULT_AGE
from core.privacy.enums import AgreementForm, Assent, GuardianGround
from core.privacy.errors import (
    AgreementDayError,
    AssentMissingError,
    AssentRefusedError,
    GuardianMissingError,
    GuardianNeededError,
    GuardianNotFitError,
    NoGuardianForAdultsError,
    UnknownFormError,
    WithdrawalDayError,
)

DAY_FORMAT: Final = "%d.%m.%Y"
# A child of thirteen is asked where one can; against one of sixteen nobody agrees.
ASKED_FROM: Final = 13
DECIDES_FROM: Final = 16
BY_COURT: Final = (GuardianGround.LEGAL, GuardianGround.CURATOR)


@dataclass(frozen=True)
class Guardian:
    """Who speaks for a person and why they may: somebody of the household, or somebody named."""

    ground: str
    person: UUID | None = None
    name: str = ""


def check_day(opened_on: date, given_on: date, today: date) -> None:
    """Nobody agrees before the case exists or in the future."""
    if not opened_on <= given_on <= today:
        raise AgreementDayError(opened_on=opened_on.strftime(DAY_FORMAT))


def check_form(form: str, *, adult: bool, guardian: Guardian | None = None) -> None:
    """Adults decide for themselves unless a court gave them a guardian; guardians decide for children."""
    if form not in AgreementForm.values:
        raise UnknownFormError
    spoken_for = form == AgreementForm.GUARDIAN
    if not adult and not spoken_for:
        raise GuardianNeededError
    if adult and spoken_for and (guardian is None or guardian.ground not in BY_COURT):
        raise NoGuardianForAdultsError
    if spoken_for and (guardian is None or guardian.ground not in GuardianGround.values):
        raise GuardianMissingError


def check_guardian(guardian: Guardian, *, person: UUID, adult: bool) -> None:
    """A guardian is somebody else, of age, and has a name; `adult` says whether the guardian is of age."""
    if guardian.person == person or not adult or not (guardian.person or guardian.name.strip()):
        raise GuardianNotFitError


def check_assent(assent: str, age: int | None) -> str:
    """What a child says: asked from thirteen where one can, always from sixteen, and then it counts.

    Gives what is kept: nothing for younger ones and for adults.
    """
    if age is None or not ASKED_FROM <= age < ADULT_AGE:
        return ""
    if age >= DECIDES_FROM and assent == Assent.REFUSES:
        raise AssentRefusedError
    if age >= DECIDES_FROM and assent != Assent.AGREES:
        raise AssentMissingError
    return assent if assent in Assent.values else Assent.NOT_ASKED.value


def check_withdrawal(given_on: date, withdrawn_on: date, today: date) -> None:
    """An agreement ends on or after the day it began, never in the future."""
    if not given_on <= withdrawn_on <= today:
        raise WithdrawalDayError(given_on=given_on.strftime(DAY_FORMAT))


def in_force(given_on: date, withdrawn_on: date | None, on: date) -> bool:
    """A withdrawal counts from its own day on."""
    return given_on <= on and (withdrawn_on is None or on < withdrawn_on)
