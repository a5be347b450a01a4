"""Tokens: what they look like and how they are kept."""

from __future__ import annotations

import hashlib

PREFIX = "koop"
SCOPES = (
    "partners:read",
    "partners:write",
    "basket:read",
    "basket:write",
    "families:read",
    "families:write",
    "paths:read",
    "paths:write",
    "indicators:read",
)


def digest_of_token(raw: str, schema: str) -> str:
    """SHA-256 of tenant and token (64 hex digits); the token itself has 256 random bits."""
    return hashlib.sha256(f"{schema}:{raw}".encode()).hexdigest()
