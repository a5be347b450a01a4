"""What the code on a printed paper of a path says."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from core.paths.enums import PaperKind

# What people sign, and so what comes back as a scan.
SIGNED: Final = frozenset({PaperKind.CONTRACT, PaperKind.SOCIAL_PLAN})
_MARK: Final = re.compile(r"KOOPERACJE-SCIEZKA:([0-9A-F]{32})")


def marked(paper: UUID) -> str:
    """What the QR code says: which paper it is, and nothing of whose."""
    return f"KOOPERACJE-SCIEZKA:{paper.hex.upper()}"


def unmarked(said: str) -> UUID | None:
    """The paper that a QR code names, or None when it is none of ours."""
    found = _MARK.fullmatch(said.strip())
    return UUID(hex=found[1]) if found else None
