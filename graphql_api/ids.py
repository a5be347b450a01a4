"""Ids that tell nothing: base64url of the type's name and the record's UUID.

A malformed id, another type's, another tenant's, a missing record's and a forbidden record's all read
as None, so that the answers cannot be told apart.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from uuid import UUID

LONGEST = 120


@dataclass(frozen=True, slots=True)
class GlobalId:
    """What an id says: the type's name and the record's key."""

    type_name: str
    key: UUID


def global_id(type_name: str, key: UUID) -> str:
    """The opaque text of a record's id."""
    return urlsafe_b64encode(f"{type_name}:{key.hex}".encode()).decode().rstrip("=")


def read(text: str) -> GlobalId | None:
    """What a text means as an id; None when it means nothing. Only our own spelling is accepted."""
    if len(text) > LONGEST:
        return None
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        name, _, tail = raw.partition(":")
        key = UUID(hex=tail)
    except (NotBase64, ValueError):  # UnicodeError is a ValueError
        return None
    return GlobalId(name, key) if name and global_id(name, key) == text else None


def key_of(text: str, type_name: str) -> UUID | None:
    """Key of a record that must be of the type; None otherwise."""
    found = read(text)
    return found.key if found and found.type_name == type_name else None
