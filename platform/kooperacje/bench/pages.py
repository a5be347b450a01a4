"""A page and a GraphQL query with tenancy and without, and the region's dashboard at all tenants.

"Without tenancy" is the same code on a connection that stands in the schema already: no look-up of the
host, no SET ROLE, no search_path.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import connection as _connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

import demo
from core.identity.models import User
from core.identity.operations import issue_token
from core.shared.actor import Actor
from kooperacje.bench.timing import Measure, in_turn
from tenants import directory
from tenants.context import current_schema, in_public, in_tenant

connection: Any = _connection
TOWN, REGION = "g_2464011", "r_24"
QUERY = "{ partners(first: 20) { edges { node { name } } } }"


def measure(*, rounds: int, tell: Callable[[str], object]) -> list[Measure]:
    """Tell the stories, run the months, then time the requests under the worker's login."""
    _become_the_worker()
    tell("stories and twelve months of figures…")
    demo.load()
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.ALLOWED_HOSTS = ["*"]
    page = _client(TOWN, "network_officer")
    region = _client(REGION, "regional_coordinator")
    token = _token()
    town_page = lambda: _ok(page.get("/partnerzy/"))  # noqa: E731
    query = lambda: _ok(_graphql(token))  # noqa: E731
    return [
        *_with_and_without("a page (partners)", town_page, rounds),
        *_with_and_without("a GraphQL query (20 partners)", query, rounds),
        *_dashboard(region, rounds),
    ]


def _with_and_without(what: str, call: Callable[[], object], rounds: int) -> list[Measure]:
    def bare() -> None:
        with _standing(), in_tenant(TOWN):
            call()

    return in_turn(what, {"through a tenant": call, "the same without tenancy": bare}, rounds)


class _standing:  # noqa: N801  reads as a phrase where it is used
    """Replaces the tenant middleware by one that does nothing, for the length of the block."""

    def __enter__(self) -> None:
        from kooperacje.middleware.tenant import TenantMiddleware

        self.stock = TenantMiddleware.__call__
        with in_public():
            tenant = directory.tenant_named(TOWN)

        def straight(middleware: TenantMiddleware, request: HttpRequest) -> HttpResponse:
            request.tenant = tenant  # type: ignore[attr-defined]
            return middleware.answer(request, "municipality")

        TenantMiddleware.__call__ = straight  # type: ignore[method-assign,assignment]

    def __exit__(self, *_: object) -> None:
        from kooperacje.middleware.tenant import TenantMiddleware

        TenantMiddleware.__call__ = self.stock  # type: ignore[method-assign]


def _dashboard(client: Client, rounds: int) -> list[Measure]:
    with CaptureQueriesContext(connection) as asked:
        _ok(client.get("/"))
    found = in_turn(
        "the region's dashboard",
        {"whole page, all tenants": lambda: _ok(client.get("/"))},
        rounds,
        {"whole page, all tenants": f"{len(asked)} queries"},
    )
    return list(found)


def _become_the_worker() -> None:
    address = urlsplit(os.environ["DATABASE_URL"])
    connection.close()
    settings.DATABASE_AS_OWNER = False
    os.environ.pop("KOOPERACJE_DB_AS_OWNER", None)
    connection.settings_dict.update(USER=address.username, PASSWORD=address.password)


def _client(schema: str, role: str) -> Client:
    with in_tenant(schema) as tenant:
        user = User.objects.filter(grants__role=role).order_by("pk")[0]
        client = Client(HTTP_HOST=f"{tenant.slug}.{settings.KOOPERACJE_BASE_DOMAIN}")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _token() -> tuple[str, str]:
    with in_tenant(TOWN) as tenant:
        user = User.objects.filter(grants__role="network_officer").order_by("pk")[0]
        actor = Actor.system("bench", current_schema())
        _, raw = issue_token(actor=actor, user=user, name="bench", scopes=["partners:read"], days=1)
        return f"{tenant.slug}.{settings.KOOPERACJE_BASE_DOMAIN}", raw


def _graphql(token: tuple[str, str]) -> Any:
    host, raw = token
    client = Client(HTTP_HOST=host, headers={"authorization": f"Bearer {raw}"})
    return client.post("/graphql/", {"query": QUERY}, content_type="application/json")


def _ok(answer: Any) -> None:
    if answer.status_code != HTTPStatus.OK or b'"errors"' in answer.content[:2000]:
        message = f"{answer.status_code}: {answer.content[:300]!r}"
        raise RuntimeError(message)
