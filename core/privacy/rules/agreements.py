"""When and how a person may agree to take part, and stop."""

from __future__ import annotations

from datetime import date
from typing import Final

from core.privacy.enums import AgreementForm
from core.privacy.errors import (
    AgreementDayError,
    GuardianNeededError,
    NoGuardianForAdultsError,
    UnknownFormError,
    WithdrawalDayError,
)

# Version of the plain-language text on the page and on paper; raise it with every change of wording.
TEXT_VERSION: Final = "2026-1"


DAY_FORMAT: Final = "%d.%m.%Y"


def check_day(opened_on: date, given_on: date, today: date) -> None:
    """Nobody agrees before the case exists or in the future."""
    if not opened_on <= given_on <= today:
        raise AgreementDayError(opened_on=opened_on.strftime(DAY_FORMAT))


def check_form(form: str, *, adult: bool) -> None:
    """Adults decide for themselves, guardians for children."""
    if form not in AgreementForm.values:
        raise UnknownFormError
    if adult and form == AgreementForm.GUARDIAN:
        raise NoGuardianForAdultsError
    if not adult and form != AgreementForm.GUARDIAN:
        raise GuardianNeededError


def check_withdrawal(given_on: date, withdrawn_on: date, today: date) -> None:
    """An agreement ends on or after the day it began, never in the future."""
    if not given_on <= withdrawn_on <= today:
        raise WithdrawalDayError(given_on=given_on.strftime(DAY_FORMAT))


def in_force(given_on: date, withdrawn_on: date | None, on: date) -> bool:
    """A withdrawal counts from its own day on."""
    return given_on <= on and (withdrawn_on is None or on < withdrawn_on)
