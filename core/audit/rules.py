"""How one entry of the log is bound to the entry before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Protocol

START = "0" * 64


class Chained(Protocol):
    """An entry of a chain: numbered without a gap, bound to the one before it."""

    number: Any
    before: Any
    digest: Any

    def content(self) -> dict[str, Any]:
        """What the entry says."""
        ...


def digest_of(before: str, entry: dict[str, Any]) -> str:
    """SHA-256 over the previous digest and the entry as canonical JSON (64 hex digits)."""
    body = json.dumps(entry, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()


def first_unfitting(entries: Iterable[Chained]) -> int | None:
    """Number of the first entry, in order from the first, that does not fit its chain; None when all do."""
    before, expected = START, 1
    for entry in entries:
        fits = entry.number == expected and entry.before == before
        if not fits or entry.digest != digest_of(before, entry.content()):
            return int(entry.number)
        before, expected = entry.digest, entry.number + 1
    return None
