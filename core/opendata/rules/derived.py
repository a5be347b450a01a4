"""Ids of what the standard wants as objects and we keep as fields: equal for equal records everywhere."""

from __future__ import annotations

from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

_SPACE: Final = uuid5(NAMESPACE_URL, "https://kooperacje.example/hsds/3.0")
_BETWEEN: Final = "\x1f"


def derived(kind: str, *parts: object) -> str:
    """Id of an object of a kind, worked out from what makes it this one."""
    return str(uuid5(_SPACE, _BETWEEN.join([kind, *(str(part) for part in parts)])))


def as_uuid(text: str) -> UUID | None:
    """The id that a text writes down, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
