"""The list of what was erased, outside the database: a line each, vouched for by the town's key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

PERSON: Final = "person"


@dataclass
class Erased:
    """Families whose keys were destroyed and single persons who were forgotten, each with when."""

    families: dict[UUID, datetime] = field(default_factory=dict)
    persons: dict[UUID, datetime] = field(default_factory=dict)


def line(family: UUID, at: datetime, vouched: Callable[[str], str]) -> str:
    """One line of the list: a family."""
    said = f"{family.hex} {at.isoformat()}"
    return f"{said} {vouched(said)}"


def person_line(person: UUID, at: datetime, vouched: Callable[[str], str]) -> str:
    """One line of the list: one person of a family."""
    said = f"{PERSON} {person.hex} {at.isoformat()}"
    return f"{said} {vouched(said)}"


def read(text: str, vouched: Callable[[str], str]) -> Erased:
    """What was erased; a line that nobody vouches for counts for nothing.

    A file cut off in the middle of a line, or written to by somebody without the key, destroys nothing.
    """
    found = Erased()
    for row in text.splitlines():
        said, _, voucher = row.rpartition(" ")
        if not said or vouched(said) != voucher:
            continue
        *kind, whom, at = said.split(" ")
        listed = found.persons if kind == [PERSON] else found.families
        listed[UUID(hex=whom)] = datetime.fromisoformat(at)
    return found
