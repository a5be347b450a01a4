"""Codes on slips, numbers to sign in with, who may have a page of one's own: values in, values out."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Final

from core.access.errors import BirthdayMissingError, MessageEmptyError, MessageLongError, TooYoungError
from core.families.rules import age_on
from core.identity.rules import LEGIBLE

# Twelve of 31 signs are 59 bits, once, within a fortnight.
CODE_LENGTH: Final = 12
CODE_GROUP: Final = 4
CODE_DAYS: Final = timedelta(days=14)
NUMBER_LENGTH: Final = 8
# From this age on a person may have a page of their own; younger ones have their path on paper.
OWN_PAGE_AGE: Final = 13
LONGEST_MESSAGE: Final = 1000


def new_code() -> str:
    """Twelve signs that cannot be mistaken for each other."""
    return "".join(secrets.choice(LEGIBLE) for _ in range(CODE_LENGTH))


def new_number() -> str:
    """A number to sign in with; it never begins with a nought, which some telephones would drop."""
    return f"{secrets.randbelow(9 * 10 ** (NUMBER_LENGTH - 1)) + 10 ** (NUMBER_LENGTH - 1)}"


def bare_code(typed: str) -> str:
    """A code as it is kept, however it was typed: capitals, spaces and dashes do not matter."""
    return "".join(sign for sign in typed.lower() if sign.isalnum())


def bare_number(typed: str) -> str:
    """A number as it is kept, however it was typed."""
    return "".join(sign for sign in typed if sign.isdecimal())


def in_groups(text: str) -> str:
    """A code or a number as people read it: four signs at a time."""
    return " ".join(text[at : at + CODE_GROUP] for at in range(0, len(text), CODE_GROUP))


def check_age(born_on: date | None, today: date) -> None:
    """Raise unless the person is old enough for a page of their own."""
    if born_on is None:
        raise BirthdayMissingError
    if age_on(born_on, today) < OWN_PAGE_AGE:
        raise TooYoungError


def checked_text(text: str) -> str:
    """The words of a message without what stands around them."""
    words = text.strip()
    if not words:
        raise MessageEmptyError
    if len(words) > LONGEST_MESSAGE:
        raise MessageLongError
    return words
