"""The API at its address: hosts, tokens, cookies, languages, and what is left behind by a failure."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext as _

from core.shared.enums import Role
from graphql_api import engine
from tenants.context import current_schema, in_tenant
from tests.graphql_api.caller import Caller, token_for
from tests.support import people, vertical

TOWN, OTHER, REGION = "g_2464011", "g_2475011", "r_24"
PARTNERS = "{me{name tenant} partners(first:50){nodes{name}}}"


def post(slug: str, token: str, query: str, client: Client | None = None, language: str = "pl") -> Any:
    """A request through every layer, as it comes from outside."""
    asking = client or Client(enforce_csrf_checks=True)
    return asking.post(
        "/graphql/",
        orjson.dumps({"query": query}),
        content_type="application/json",
        HTTP_HOST=f"{slug}.localhost" if slug else "localhost",
        headers={"Authorization": f"Bearer {token}", "Accept-Language": language},
    )


@pytest.fixture
def tokens(db: None) -> dict[str, str]:
    """An officer's token in two towns, each with a partner of its own."""
    found = {}
    for town, slug in ((TOWN, "czestochowa"), (OTHER, "sosnowiec")):
        with in_tenant(town):
            vertical.town(f"Poradnia {slug}")
            found[slug] = token_for(Role.NETWORK_OFFICER)
    return found


def test_each_host_answers_from_its_own_town(tokens: dict[str, str]) -> None:
    """A token works at its own town's address; at another's it is nobody's."""
    for slug, token in tokens.items():
        response = post(slug, token, PARTNERS)
        assert response.status_code == 200
        names = [row["name"] for row in response.json()["data"]["partners"]["nodes"]]
        assert names == [f"Poradnia {slug}"]
    crossed = post("sosnowiec", tokens["czestochowa"], PARTNERS)
    assert crossed.status_code == 401
    assert crossed.content == post("sosnowiec", "nothing", PARTNERS).content


@pytest.mark.parametrize("slug", ["atlantyda", "operator", ""])
def test_nothing_answers_elsewhere(tokens: dict[str, str], slug: str) -> None:
    """An unknown host, the operator's and the bare domain have no such address."""
    assert post(slug, tokens["czestochowa"], PARTNERS).status_code == 404


def test_a_region_answers_with_its_own_schema(db: None) -> None:
    """And knows no partners."""
    with in_tenant(REGION):
        token = token_for(Role.REGIONAL_COORDINATOR)
    response = post("rops-katowice", token, "{me{tenant} areas{code}}")
    assert response.json()["data"]["me"] == {"tenant": "ROPS Katowice"}
    refused = post("rops-katowice", token, PARTNERS).json()
    assert refused["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_a_session_opens_nothing_and_none_is_made(tokens: dict[str, str]) -> None:
    """Signed in at the pages, the API still wants a token; it sets no cookie and needs no CSRF token."""
    client = Client(HTTP_HOST="czestochowa.localhost", enforce_csrf_checks=True)
    with in_tenant(TOWN):
        user = people.account(Role.NETWORK_OFFICER)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert post("czestochowa", "", PARTNERS, client).status_code == 401
    answered = post("czestochowa", tokens["czestochowa"], PARTNERS)
    assert answered.status_code == 200
    assert not answered.cookies


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_refusals_come_in_the_language_asked_for(db: None, language: str) -> None:
    """By `Accept-Language`; the code stays the same."""
    response = post("czestochowa", "", PARTNERS, language=language)
    (error,) = response.json()["errors"]
    with translation.override(language):
        assert error["message"] == _("Podaj w nagłówku Authorization ważny token tego adresu.")
    assert error["extensions"]["code"] == "UNAUTHENTICATED"


def test_a_failure_leaves_the_next_request_in_its_own_town(
    tokens: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a bug in one town, the same connection answers the other from its own rows."""

    def broken(*_given: object) -> None:
        raise RuntimeError("secret")

    with monkeypatch.context() as patch:
        patch.setattr("core.partnership.queries.organisations.clock.today", broken)
        failed = post("czestochowa", tokens["czestochowa"], PARTNERS)
    assert "secret" not in failed.content.decode()
    assert "INTERNAL_SERVER_ERROR" in failed.content.decode()
    assert current_schema() == "public"
    names = post("sosnowiec", tokens["sosnowiec"], PARTNERS).json()["data"]["partners"]["nodes"]
    assert names == [{"name": "Poradnia sosnowiec"}]


def test_a_slow_statement_is_ended(ask: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL ends it at the limit; the caller reads of a failure, the worker is free."""
    assert ask("{limits}").data == {"limits": "on 5s"}
    monkeypatch.setattr(engine, "READ_ONLY", engine.READ_ONLY.replace("5s", "50ms"))
    answer = ask("{slow}")
    assert (answer.body["data"], answer.codes) == ({"slow": None}, ["INTERNAL_SERVER_ERROR"])
    assert ask("{secret}").data == {"secret": "s"}
