"""Identifiers: UUID version 7 (RFC 9562), ordered by time, telling nothing of how many there are."""

from __future__ import annotations

import secrets
import threading
import time
import uuid

_COUNTER_BITS = 42
_RANDOM_BITS = 32
_making = threading.Lock()
_last = (0, 0)


def uuid7() -> uuid.UUID:
    """48 bits of milliseconds, 42 that begin anywhere and go up by one within a millisecond, 32 random.

    So records that one process makes keep the order in which they were made (method 1 of section 6.2).
    """
    milliseconds, counter = _moment()
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (counter >> 30) << 64
    value |= 0b10 << 62 | (counter & (1 << 30) - 1) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    return uuid.UUID(int=value)


def _moment() -> tuple[int, int]:
    """A millisecond and a count in it, later than any before; a clock put back does not put these back."""
    global _last  # noqa: PLW0603  the one thing that two identifiers of a process share
    with _making:
        milliseconds, counter = time.time_ns() // 1_000_000, secrets.randbits(_COUNTER_BITS - 1)
        if milliseconds <= _last[0]:
            milliseconds, counter = _last[0], _last[1] + 1
        _last = milliseconds, counter
        return _last
