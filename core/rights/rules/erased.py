"""The list of destroyed keys outside the database: a line a family, each vouched for by the town's key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID


def line(family: UUID, at: datetime, vouched: Callable[[str], str]) -> str:
    """One line of the list."""
    said = f"{family.hex} {at.isoformat()}"
    return f"{said} {vouched(said)}"


def read(text: str, vouched: Callable[[str], str]) -> dict[UUID, datetime]:
    """Families whose keys were destroyed, with when; a line that nobody vouches for counts for nothing.

    A file cut off in the middle of a line, or written to by somebody without the key, destroys nothing.
    """
    found = {}
    for row in text.splitlines():
        parts = row.split(" ")
        if len(parts) == len(("family", "at", "voucher")) and vouched(f"{parts[0]} {parts[1]}") == parts[2]:
            found[UUID(hex=parts[0])] = datetime.fromisoformat(parts[1])
    return found
