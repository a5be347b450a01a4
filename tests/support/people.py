"""Actors and accounts for tests."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from core.identity.operations import create_user
from core.shared.actor import Actor
from tenants.context import current_schema

if TYPE_CHECKING:
    from core.identity.models import User

PASSWORD = "haslo-do-testow-123"


def system() -> Actor:
    """The platform itself, in the schema of the moment."""
    return Actor.system("testy", current_schema())


def account(*roles: str, name: str = "Anna Testowa", email: str | None = None) -> User:
    """An account with roles and the password `PASSWORD` in the tenant of the moment."""
    address = email or f"{secrets.token_hex(4)}@testy.example"
    return create_user(actor=system(), email=address, name=name, roles=roles, password=PASSWORD)


def actor(*roles: str, name: str = "Anna Testowa") -> Actor:
    """An actor with a real account and roles in the tenant of the moment."""
    return actor_of(account(*roles, name=name))


def actor_of(user: User) -> Actor:
    """Actor of an account as the middleware would make it."""
    from kooperacje.middleware.actor import full_actor  # noqa: PLC0415  needs the apps

    return full_actor(user)
