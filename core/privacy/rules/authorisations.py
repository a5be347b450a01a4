"""How a person may authorise and take back: values in, refusals out."""

from __future__ import annotations

from datetime import date

from core.privacy.enums import DataCategory, Purpose
from core.privacy.errors import (
    AuthorisationDaysError,
    NothingAuthorisedError,
    UnknownCategoryError,
    UnknownPurposeError,
)


def check_scope(categories: list[str], purpose: str) -> list[str]:
    """The categories asked for, each once, in the order of the enum; at least one of known ones."""
    if unknown := set(categories) - set(DataCategory.values):
        raise UnknownCategoryError(category=min(unknown))
    if purpose not in Purpose.values:
        raise UnknownPurposeError
    if not categories:
        raise NothingAuthorisedError
    return [category for category in DataCategory.values if category in categories]


def check_days(starts_on: date, last_day: date | None, today: date) -> None:
    """An authorisation begins today or later, since nobody lifts secrecy for the past."""
    if starts_on < today or (last_day is not None and last_day < starts_on):
        raise AuthorisationDaysError
