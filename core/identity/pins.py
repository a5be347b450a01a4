"""Pins: made, compared, and asleep after too many wrong ones."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from core.identity.errors import PinShapeError
from core.identity.models import Pin
from core.shared import clock

LENGTH: Final = 6
TRIES: Final = 5
SLEEP: Final = timedelta(minutes=15)
# What everybody tries first.
_GUESSED: Final = frozenset({"123456", "654321", "012345", *(digit * LENGTH for digit in "0123456789")})

AnyPin = TypeVar("AnyPin", bound=Pin)


@dataclass(frozen=True)
class Trial:
    """Whether the digits were right; if not, how many tries are left or until when the pin sleeps."""

    right: bool
    left: int = 0
    asleep_until: datetime | None = None


def made_up() -> str:
    """Six digits that nobody would try first."""
    while (digits := f"{secrets.randbelow(10**LENGTH):0{LENGTH}}") in _GUESSED:
        pass
    return digits


def digest_of(digits: str) -> str:
    """What is kept of a pin. Raises `PinShapeError` for anything but six digits that are hard to guess."""
    bare = digits.replace(" ", "")
    if len(bare) != LENGTH or not bare.isdecimal() or bare in _GUESSED:
        raise PinShapeError
    return make_password(bare)


@transaction.atomic
def tried(pin: AnyPin, digits: str) -> Trial:
    """Compare and count: the count is kept whatever the caller does with the answer."""
    locked = type(pin).objects.select_for_update().get(pk=pin.pk)
    now = clock.now()
    if locked.asleep_until is not None and locked.asleep_until > now:
        return Trial(right=False, asleep_until=locked.asleep_until)
    if check_password(digits.replace(" ", ""), locked.digest):
        locked.wrong, locked.asleep_until = 0, None
        locked.save(update_fields=["wrong", "asleep_until"])
        return Trial(right=True)
    locked.wrong += 1
    if locked.wrong >= TRIES:
        locked.wrong, locked.asleep_until = 0, now + SLEEP
    locked.save(update_fields=["wrong", "asleep_until"])
    left = 0 if locked.asleep_until else TRIES - locked.wrong
    return Trial(right=False, left=left, asleep_until=locked.asleep_until)
