"""What a printed document is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """A finished PDF file with the fingerprint by which it is recognised later."""

    content: bytes
    filename: str
    sha256: str

    @classmethod
    def of(cls, content: bytes, filename: str) -> Document:
        """A document and its SHA-256 (64 hex digits)."""
        return cls(content, filename, hashlib.sha256(content).hexdigest())
