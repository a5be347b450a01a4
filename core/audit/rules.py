"""How one entry of the log is bound to the entry before it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

START = "0" * 64


def digest_of(before: str, entry: dict[str, Any]) -> str:
    """SHA-256 over the previous digest and the entry as canonical JSON (64 hex digits)."""
    body = json.dumps(entry, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()
