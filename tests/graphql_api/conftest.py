"""Fixtures of the API: a caller of a schema over accounts, for the machinery itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.identity.rules import SCOPES
from core.shared.enums import Role
from graphql_api.view import DOCUMENTS
from tests.graphql_api.accounts import accounts_schema
from tests.graphql_api.caller import Caller, token_for


@pytest.fixture(autouse=True)
def _no_documents() -> None:
    """Each test parses and validates its own documents."""
    DOCUMENTS.clear()


@pytest.fixture
def ask(in_town: str) -> Caller:
    """A network officer's program in Częstochowa, speaking to the schema over accounts."""
    return Caller(accounts_schema, token_for(Role.NETWORK_OFFICER))


@pytest.fixture
def ask_as(in_town: str) -> Callable[..., Caller]:
    """`ask_as("delegate")`: the same for another role."""

    def caller(*roles: str, scopes: tuple[str, ...] = SCOPES) -> Caller:
        return Caller(accounts_schema, token_for(*roles, scopes=scopes))

    return caller
