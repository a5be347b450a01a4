"""What a release is called, when it is due, and the hash that tells any change of it."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from core.indicators.rules import months_between, shifted


def digest_of(content: object) -> str:
    """SHA-256 over canonical JSON: the same cells in the same order give the same 64 hex digits."""
    body = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def months_due(last_released: date | None, last_over: date) -> tuple[date, ...]:
    """Months that are over and not yet released, oldest first; without a release only the last one."""
    first = last_over if last_released is None else shifted(last_released, 1)
    return tuple(months_between(first, last_over))
