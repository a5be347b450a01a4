"""The accessibility statement, made from what is known about the tenant.

Legal source: Act of 4 April 2019 on the digital accessibility of websites and mobile applications of public
bodies, art. 10; the HTML ids are those of the ministry's technical conditions of 31 July 2024, by which a
robot reads the statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenants.models import Tenant

PUBLISHED_ON = date(2026, 10, 5)
REVIEWED_ON = date(2026, 10, 5)
OPERATOR = "Kooperacje"


@dataclass(frozen=True)
class Statement:
    """What the statement says; ``email`` and ``phone`` are the body's own contact for accessibility."""

    body: str
    address: str
    published_on: date
    updated_on: date
    drawn_up_on: date
    email: str
    phone: str


def statement_of(tenant: Tenant | None, address: str) -> Statement:
    """The statement of the tenant's organisation; before its contact is set, a plain generic mailbox."""
    host = address.partition("//")[2].partition("/")[0].partition(":")[0]
    return Statement(
        body=str(getattr(tenant, "organisation", "") or getattr(tenant, "name", "") or OPERATOR),
        address=address,
        published_on=PUBLISHED_ON,
        updated_on=REVIEWED_ON,
        drawn_up_on=REVIEWED_ON,
        email=str(getattr(tenant, "accessibility_email", "") or f"dostepnosc@{host}"),
        phone=str(getattr(tenant, "accessibility_phone", "") or ""),
    )
