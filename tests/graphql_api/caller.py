"""A program that calls the API, and the token it calls with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.http import HttpResponse
from django.test import RequestFactory

from core.identity.operations import issue_token
from core.identity.rules import SCOPES
from graphql_api.build import ApiSchema
from graphql_api.view import endpoint
from tests.support import people

GRAPHQL = "application/graphql-response+json"


@dataclass
class Answer:
    """A response, read."""

    response: HttpResponse
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def data(self) -> Any:
        assert "errors" not in self.body, self.body["errors"]
        return self.body["data"]

    @property
    def codes(self) -> list[str]:
        return [error["extensions"]["code"] for error in self.body.get("errors", ())]


class Caller:
    """A program with a token, speaking to one schema; it stands where the test stands."""

    def __init__(self, schema: Callable[[], ApiSchema], token: str) -> None:
        self.view = endpoint(schema)
        self.token = token

    def __call__(self, query: str, **variables: Any) -> Answer:
        return self.post(orjson.dumps({"query": query, "variables": variables}))

    def post(
        self,
        content: bytes,
        *,
        content_type: str = "application/json",
        headers: dict[str, str] | None = None,
        path: str = "/graphql/",
    ) -> Answer:
        sent = {"Authorization": f"Bearer {self.token}", "Accept": GRAPHQL, **(headers or {})}
        request = RequestFactory().post(path, content, content_type=content_type, headers=sent)
        response = self.view(request)
        return Answer(response, orjson.loads(response.content))


def token_for(*roles: str, scopes: tuple[str, ...] = SCOPES, user: Any = None) -> str:
    """A token of a new account in the tenant where the test stands."""
    account = user or people.account(*roles)
    _token, raw = issue_token(actor=people.system(), user=account, name="test", scopes=scopes)
    return raw
