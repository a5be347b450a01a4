"""How long a question waits, and how a list of numbers is read: values in, values out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from core.involvement.errors import (
    NumberMissingError,
    NumberWrongError,
    TooManyNumbersError,
    UnknownHelpError,
    WorkerMissingError,
)
from core.shared.identifiers import BadPeselError, checked_pesel

WAITS: Final = timedelta(days=14)
# How long an institution's list of numbers is kept, as keyed hashes only.
KEPT: Final = timedelta(days=90)
MOST: Final = 2000


def read_numbers(text: str) -> list[str]:
    """PESEL numbers, one a line, each once; empty lines do not count."""
    found: dict[str, None] = {}
    for line, written in enumerate(text.splitlines(), start=1):
        number = written.strip().replace(" ", "")
        if not number:
            continue
        try:
            found[checked_pesel(number)] = None
        except BadPeselError as error:
            raise NumberWrongError(line=line) from error
    if not found:
        raise NumberMissingError
    if len(found) > MOST:
        raise TooManyNumbersError(most=MOST)
    return list(found)


def check_helps(helps: Collection[str], asked: Collection[str]) -> list[str]:
    """Kinds of help confirmed, in the order in which they were asked for."""
    if not set(helps) <= set(asked):
        raise UnknownHelpError
    return [one for one in asked if one in helps]


def check_worker(helps: Collection[str], worker: str) -> str:
    """Whoever says yes says whom to call."""
    if helps and not worker.strip():
        raise WorkerMissingError
    return worker.strip()


def is_open(last_day: date, today: date, *, answered: bool) -> bool:
    """Whether a question still waits."""
    return not answered and today <= last_day
