"""Who gets in, and what those who may not see get instead: the same as if there were nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import orjson
import pytest
from django.utils import timezone

from core.audit.models import AuditEvent
from core.identity.models import ApiToken, User
from core.identity.operations import revoke_token
from core.shared.enums import Role
from core.shared.ids import uuid7
from graphql_api.ids import global_id
from tenants.context import in_tenant
from tests.graphql_api.accounts import accounts_schema
from tests.graphql_api.caller import Caller, token_for
from tests.support import people

TOWN, OTHER = "g_2464011", "g_2475011"
QUERY = "{users(first:5){nodes{name}}}"


def test_every_bad_token_gets_the_same_answer(db: None) -> None:
    """No token, garbage, expired, revoked, another town's, a closed account's: one body, 401."""
    with in_tenant(OTHER):
        foreign = token_for(Role.NETWORK_OFFICER)
    with in_tenant(TOWN):
        expired, revoked, closed = (token_for(Role.NETWORK_OFFICER) for _ in range(3))
        tokens = list(ApiToken.objects.order_by("created_at"))
        ApiToken.objects.filter(pk=tokens[0].pk).update(expires_at=timezone.now() - timedelta(days=1))
        revoke_token(actor=people.system(), token=tokens[1])
        User.objects.filter(pk=tokens[2].user_id).update(is_active=False)
        answers = [
            Caller(accounts_schema, raw)(QUERY)
            for raw in ("", "x", "é", "a" * 600, "null", foreign, expired, revoked, closed)
        ]
    assert {answer.status for answer in answers} == {401}
    assert len({answer.response.content for answer in answers}) == 1
    assert all("Bearer" in answer.response["WWW-Authenticate"] for answer in answers)


@pytest.mark.parametrize("header", ["", "Basic abc", "Token abc", "Bearer"])
def test_only_a_bearer_token_counts(in_town: str, header: str) -> None:
    """Another scheme is nobody's."""
    answer = Caller(accounts_schema, "").post(
        orjson.dumps({"query": QUERY}), headers={"Authorization": header}
    )
    assert answer.status == 401


def test_a_town_sees_only_its_own(db: None) -> None:
    """The same query at two towns, each with an account of the same name."""
    seen = {}
    for town in (TOWN, OTHER):
        with in_tenant(town):
            people.account(Role.DIRECTOR, name=f"Dyrektor {town}")
            caller = Caller(accounts_schema, token_for(Role.NETWORK_OFFICER))
            found = caller('{users(first:100,search:"Dyrektor"){nodes{name}}}').data
            seen[town] = [row["name"] for row in found["users"]["nodes"]]
    assert seen == {TOWN: [f"Dyrektor {TOWN}"], OTHER: [f"Dyrektor {OTHER}"]}


def test_what_may_not_be_seen_reads_like_what_is_not_there(ask_as: Callable[..., Caller], db: None) -> None:
    """Another's record, another town's, no record, another type's id, no id at all: null."""
    with in_tenant(OTHER):
        foreign = people.account(Role.DIRECTOR)
    neighbour = people.account(Role.DIRECTOR)
    delegate = ask_as(Role.DELEGATE)
    texts = [
        global_id("User", neighbour.pk),
        global_id("User", foreign.pk),
        global_id("User", uuid7()),
        global_id("Grant", neighbour.pk),
        global_id("Nothing", neighbour.pk),
        str(neighbour.pk),
        "zzz",
        "9" * 31,
        "",
        "\x00",
    ]
    one = "query($id:ID!){node(id:$id){id ...on User{name}} user(id:$id){name}}"
    bodies = {orjson.dumps(delegate(one, id=text).data) for text in texts}
    assert bodies == {b'{"node":null,"user":null}'}
    many = delegate("query($ids:[ID!]!){nodes(ids:$ids){id}}", ids=texts).data
    assert many == {"nodes": [None] * len(texts)}


def test_one_sees_oneself(ask_as: Callable[..., Caller]) -> None:
    """The row rule lets a delegate see its own account, and nobody else's."""
    people.account(Role.DIRECTOR)
    delegate = ask_as(Role.DELEGATE)
    (own,) = delegate("{users(first:9){nodes{id name grants{role}}}}").data["users"]["nodes"]
    again = delegate("query($id:ID!){node(id:$id){...on User{id grants{role}}}}", id=own["id"]).data
    assert again["node"] == {"id": own["id"], "grants": [{"role": "delegate"}]}


def test_a_denied_field_reads_like_an_absent_one(ask_as: Callable[..., Caller]) -> None:
    """Without the role, or without the scope, the field is null as if it had no value."""
    query = "{secret absent users(first:1){nodes{email}}}"
    nothing = {"secret": None, "absent": None, "users": {"nodes": [{"email": None}]}}
    assert ask_as(Role.DELEGATE)(query).data == nothing
    assert ask_as(Role.NETWORK_OFFICER, scopes=("basket:read",))(query).data == nothing
    assert ask_as(Role.NETWORK_OFFICER)(query).data["secret"] == "s"


def test_an_account_without_a_role_sees_nothing(ask_as: Callable[..., Caller]) -> None:
    """Deny by default."""
    assert ask_as()('{secret absent users(first:1){nodes{name}} node(id:"x"){id}}').data == {
        "secret": None,
        "absent": None,
        "users": None,
        "node": None,
    }


def test_reading_somebodys_records_is_written_down(ask: Caller) -> None:
    """The audit names the records of an `audited` type, their values never."""
    people.account(Role.DIRECTOR, name="Zofia Zapisana")
    found = ask('query q{users(first:1,search:"Zofia"){nodes{id}}}')
    event = AuditEvent.objects.filter(action="api.read").latest("number")
    key = User.objects.get(name="Zofia Zapisana").pk
    assert event.data["subjects"] == {"User": [str(key)]}
    assert event.data["request"] == found.response["X-Request-Id"]
    assert "Zofia" not in orjson.dumps(event.data).decode()


def test_introspection_needs_a_token(in_town: str, ask: Caller) -> None:
    """The schema is shown to whom has a token."""
    query = "{__schema{queryType{name}}}"
    assert Caller(accounts_schema, "")(query).status == 401
    assert ask(query).data == {"__schema": {"queryType": {"name": "Query"}}}


def test_the_standard_introspection_fits(ask: Caller) -> None:
    """Tools ask for the whole schema at once; the limits let exactly this through."""
    from graphql import get_introspection_query  # noqa: PLC0415

    assert ask(get_introspection_query()).data["__schema"]["types"]
