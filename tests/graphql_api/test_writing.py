"""Mutations: all of a request or nothing of it, and refusals as data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.identity.models import User
from core.shared.enums import Role
from graphql_api.ids import global_id
from tenants.context import in_tenant
from tests.graphql_api.caller import Answer, Caller
from tests.support import people

RENAME = """mutation($user:ID!,$name:NoNullString!){
  userRename(input:{user:$user,newName:$name,clientMutationId:"7"}){
    result{id name grants{role user{name}}} userErrors{field code message} clientMutationId}}"""
TWO = """mutation($user:ID!,$first:NoNullString!,$second:NoNullString!){
  a:userRename(input:{user:$user,newName:$first}){result{name} userErrors{code}}
  b:userRename(input:{user:$user,newName:$second}){result{name} userErrors{code}}}"""


@pytest.fixture
def ola(in_town: str) -> User:
    """An account to rename."""
    return people.account(Role.DIRECTOR, name="Ola")


def key(user: User) -> str:
    return global_id("User", user.pk)


def test_a_mutation_answers_with_the_record(ask: Caller, ola: User) -> None:
    """And with everything asked below it."""
    payload = ask(RENAME, user=key(ola), name="Ala").data["userRename"]
    assert payload == {
        "result": {
            "id": key(ola),
            "name": "Ala",
            "grants": [{"role": "director", "user": {"name": "Ala"}}],
        },
        "userErrors": [],
        "clientMutationId": "7",
    }
    assert User.objects.get(pk=ola.pk).name == "Ala"


def test_a_rule_refuses_as_data(ask: Caller, ola: User) -> None:
    """The sentence of the rule, the field to blame, and nothing written."""
    payload = ask(RENAME, user=key(ola), name="zajęta").data["userRename"]
    assert payload["result"] is None
    assert payload["userErrors"] == [
        {
            "field": ["input", "newName"],
            "code": "NAME_TAKEN",
            "message": "Nazwa jest zajęta: zajęta.",
        }
    ]
    assert User.objects.get(pk=ola.pk).name == "Ola"


@pytest.mark.parametrize("name", ["bug", "graphql"])
def test_a_bug_is_masked_and_rolled_back(ask: Caller, ola: User, name: str) -> None:
    """What the exception says stays here, what it wrote is gone."""
    answer = ask(RENAME, user=key(ola), name=name)
    assert answer.codes == ["INTERNAL_SERVER_ERROR"]
    assert "secret" not in answer.response.content.decode()
    assert User.objects.get(pk=ola.pk).name == "Ola"


@pytest.mark.parametrize(("first", "second"), [("Ala", "zajęta"), ("Ala", "bug"), ("zajęta", "Ala")])
def test_all_or_nothing(ask: Caller, ola: User, first: str, second: str) -> None:
    """A mutation beside one that fails is taken back, and does not read as done."""
    answer = ask(TWO, user=key(ola), first=first, second=second)
    assert User.objects.get(pk=ola.pk).name == "Ola"
    for name, given in (("a", first), ("b", second)):
        payload = answer.body["data"][name]
        assert payload is None or (given == "zajęta" and payload["result"] is None)
    assert "OPERATION_RESOLUTION_FAILURE" in answer.codes


def test_two_good_mutations_are_kept(ask: Caller, ola: User) -> None:
    """In the order of the request."""
    assert ask(TWO, user=key(ola), first="A", second="B").data["b"]["result"]["name"] == "B"
    assert User.objects.get(pk=ola.pk).name == "B"


def test_every_unknown_reference_reads_the_same(ask: Caller, ola: User) -> None:
    """Another town's record, another type's id, garbage: one refusal."""
    with in_tenant("g_2475011"):
        foreign = people.account(Role.DIRECTOR)
    payloads = [
        ask(RENAME, user=text, name="x").data["userRename"]
        for text in (key(foreign), global_id("Grant", ola.pk), "zzz", str(ola.pk), "\x00")
    ]
    assert all(payload == payloads[0] for payload in payloads)
    assert payloads[0]["userErrors"][0]["code"] == "NOT_FOUND"
    assert payloads[0]["userErrors"][0]["field"] == ["input", "user"]


def refusal_of(answer: Answer) -> tuple[object, list[str]]:
    return answer.body["data"], answer.codes


def test_a_denied_mutation_says_so(ask_as: Callable[..., Caller], ola: User) -> None:
    """A write must not seem to have happened; without role or scope it is FORBIDDEN."""
    for caller in (ask_as(Role.DELEGATE), ask_as(Role.NETWORK_OFFICER, scopes=("partners:read",))):
        answer = caller(RENAME, user=key(ola), name="x")
        assert refusal_of(answer) == ({"userRename": None}, ["FORBIDDEN"])
    assert User.objects.get(pk=ola.pk).name == "Ola"
