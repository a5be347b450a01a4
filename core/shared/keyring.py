"""Keys of families: opened many at a time, kept for a moment, never written down in the clear.

A sealed value names the family whose key opens it. What is loaded from the database says here which
families it belongs to; the first value that is read fetches the keys of all of them in one query. A list
of fifty families costs one query more than a list of none.

Keys stay open for one request (and five seconds at most), so that a destroyed key is soon gone from every
process. The area families keeps the keys; it says how to fetch them with `use`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.signals import request_started
from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError
from tenants.context import current_schema

OPEN_SECONDS: Final = 5.0
MOST_WANTED: Final = 20_000
_NOT_IN_USE = "The area families has not said where its keys are."


class KeyDestroyedError(DomainError):
    """The family's key is gone, and with it all that was sealed under it; nothing more is written of it."""

    code = "erased_family"
    text = _("Dane tej rodziny zostały usunięte. Nie można ich odczytać ani zmienić.")


class KeyMissingError(RuntimeError):
    """A family without a key: nothing can be sealed for it."""


class _Ring(threading.local):
    """What one thread has open, and what it will ask for."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.wanted: set[tuple[str, UUID]] = set()
        self.opened: dict[tuple[str, UUID], AESGCM | None] = {}
        self.since = time.monotonic()

    def fresh(self) -> None:
        """Forget keys that have been open for long enough."""
        if time.monotonic() - self.since > OPEN_SECONDS:
            self.opened = {}
            self.since = time.monotonic()


_ring = _Ring()
# Fetches keys by family; a destroyed one is None, an unknown one is missing.
_fetch: Callable[[Iterable[UUID]], Mapping[UUID, bytes | None]] | None = None


def use(fetch: Callable[[Iterable[UUID]], Mapping[UUID, bytes | None]]) -> None:
    """Say how keys are fetched."""
    global _fetch  # noqa: PLW0603  set once, when the application starts
    _fetch = fetch


def want(family: UUID) -> None:
    """Say that a value of a family has been loaded and may be read."""
    if len(_ring.wanted) > MOST_WANTED:
        _ring.wanted.clear()
    _ring.wanted.add((current_schema(), family))


def key_of(family: UUID) -> AESGCM:
    """The open key of a family of the tenant of the moment.

    Raises `KeyDestroyedError` after its destruction and `KeyMissingError` when there has never been one.
    """
    schema = current_schema()
    _ring.fresh()
    if (schema, family) not in _ring.opened:
        _open(schema, family)
    if (schema, family) not in _ring.opened:
        raise KeyMissingError(str(family))
    key = _ring.opened[schema, family]
    if key is None:
        raise KeyDestroyedError
    return key


def forget(*_: Any, **__: Any) -> None:
    """Close all keys of this thread."""
    _ring.clear()


def _open(schema: str, family: UUID) -> None:
    if _fetch is None:
        raise KeyMissingError(_NOT_IN_USE)
    _ring.wanted.add((schema, family))
    asked = {one for place, one in _ring.wanted if place == schema and (schema, one) not in _ring.opened}
    for one, key in _fetch(asked).items():
        _ring.opened[schema, one] = AESGCM(key) if key is not None else None
    _ring.wanted = {(place, one) for place, one in _ring.wanted if place != schema}


request_started.connect(forget, dispatch_uid="core.shared.keyring")
