"""Who may give which roles; what tokens and first passwords look like."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from core.shared.enums import Role

# Rank gives nothing by itself: a director opens no family's page, a worker makes no colleagues.
_GIVES: dict[str, tuple[Role, ...]] = {
    Role.DIRECTOR: (
        Role.DELEGATE,
        Role.SOCIAL_WORKER,
        Role.NETWORK_OFFICER,
        Role.DIRECTOR,
        Role.DATA_PROTECTION,
    ),
    Role.NETWORK_OFFICER: (Role.DELEGATE,),
    Role.SOCIAL_WORKER: (Role.FAMILY_MEMBER,),
    Role.REGIONAL_COORDINATOR: (Role.REGIONAL_COORDINATOR,),
    Role.OPERATOR: (Role.OPERATOR,),
}
# Read aloud and copied from paper: no 0/o, 1/l/i. Sixteen of 31 characters are 79 bits.
LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_GROUPS, PASSWORD_GROUP = 4, 4
PREFIX = "koop"
# What a calendar's secret is hashed for.
CALENDAR = "identity_calendarfeed"
SCOPES = (
    "partners:read",
    "partners:write",
    "basket:read",
    "basket:write",
    "families:read",
    "families:write",
    "families:pesel",
    "paths:read",
    "paths:write",
    "indicators:read",
    "exchange:read",
    "exchange:write",
)


# An account of a person of a family bears no name: names of accounts stand in the clear, in the audit too.
FAMILY_ACCOUNT: Final = "osoba z rodziny"


def roles_to_give(own: Iterable[str]) -> tuple[Role, ...]:
    """Roles that somebody with these roles may give a new account, in the order of the table."""
    mine = set(own)
    given = [role for giver, roles in _GIVES.items() if giver in mine for role in roles]
    return tuple(dict.fromkeys(given))


def stands_alone(roles: Iterable[str]) -> bool:
    """Whether roles go together: a data protection officer decides nothing else here (art. 38(6) GDPR)."""
    given = set(roles)
    return Role.DATA_PROTECTION not in given or len(given) == 1


def digest_of_token(raw: str, schema: str) -> str:
    """SHA-256 of tenant and token (64 hex digits); the token itself has 256 random bits."""
    return hashlib.sha256(f"{schema}:{raw}".encode()).hexdigest()
