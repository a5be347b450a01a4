"""Pages by keyset: whole, in order, both ways, and at a constant number of statements."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.identity.models import User
from core.shared.enums import Role
from tests.graphql_api.caller import Caller
from tests.support import people

PAGE = """query($first:Int,$after:NoNullString,$last:Int,$before:NoNullString){
  LIST(first:$first,after:$after,last:$last,before:$before){
    totalCount nodes{name} edges{cursor node{id}}
    pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}"""


@pytest.fixture
def seven(in_town: str, ask: Caller) -> list[str]:
    """Seven accounts, two of the same name, besides the caller's own."""
    for name in ("Ewa", "Adam", "Ćma", "Adam", "Zenon", "Łucja"):
        people.account(Role.DIRECTOR, name=name)
    return list(User.objects.order_by("name", "id").values_list("name", flat=True))


def walked(ask: Caller, query: str, size: int, *, backwards: bool) -> list[str]:
    """All names, page after page."""
    names: list[str] = []
    cursor = None
    field = query
    while True:
        given: dict[str, Any] = (
            {"last": size, "before": cursor} if backwards else {"first": size, "after": cursor}
        )
        found = ask(PAGE.replace("LIST", field), **given).data[field]
        page = [row["name"] for row in found["nodes"]]
        names = page + names if backwards else names + page
        info = found["pageInfo"]
        cursor = info["startCursor"] if backwards else info["endCursor"]
        if not info["hasPreviousPage" if backwards else "hasNextPage"]:
            return names


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_pages_add_up_to_the_list(ask: Caller, seven: list[str], size: int, backwards: bool) -> None:  # noqa: FBT001
    """Nothing twice, nothing lost, whatever the size and the direction."""
    assert walked(ask, "users", size, backwards=backwards) == seven


def test_descending_order(ask: Caller, seven: list[str]) -> None:
    """A mixed order pages as well."""
    wanted = list(User.objects.order_by("-created_at", "name", "id").values_list("name", flat=True))
    assert walked(ask, "newest", 2, backwards=False) == wanted
    assert walked(ask, "newest", 2, backwards=True) == wanted
    assert sorted(wanted) == sorted(seven)


def test_a_cursor_belongs_to_its_list(ask: Caller, seven: list[str]) -> None:
    """Another filter, another list or changed values refuse it."""
    found = ask("{users(first:1){pageInfo{endCursor}}}").data
    cursor = found["users"]["pageInfo"]["endCursor"]
    for query in (
        'query($c:NoNullString){users(first:1,after:$c,search:"a"){nodes{name}}}',
        "query($c:NoNullString){newest(first:1,after:$c){nodes{name}}}",
    ):
        answer = ask(query, c=cursor)
        assert answer.codes == ["BAD_USER_INPUT"]
    assert ask("query($c:NoNullString){users(first:1,after:$c){nodes{name}}}", c=cursor + "A").codes


def test_total_is_counted_only_when_asked(ask: Caller, seven: list[str]) -> None:
    """No COUNT and no OFFSET in the statements of a page."""
    with CaptureQueriesContext(connection) as statements:
        ask("{users(first:2){nodes{name}}}")
    assert not [each for each in statements if "COUNT(" in each["sql"] or "OFFSET" in each["sql"]]
    assert ask("{users(first:2){totalCount}}").data["users"]["totalCount"] == len(seven)


def test_statements_do_not_grow_with_rows(ask: Caller) -> None:
    """Three levels of relations: as many statements for one account as for thirty."""
    query = "{users(first:100){nodes{name grants{role user{name grants{role}}}}}}"

    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            assert ask(query).data
        return len(found)

    statements()
    few = statements()
    for number in range(30):
        people.account(Role.DIRECTOR, Role.DELEGATE, name=f"Osoba {number}")
    assert statements() == few


def test_aliases_share_one_fetch(ask: Caller) -> None:
    """The same relation under two names, in fragments and with directives, is fetched once."""
    query = """query($with:Boolean!){users(first:3){
      nodes{a:grants{role} ...G grants @include(if:$with){user{name}}}}}
      fragment G on User{b:grants{user{id}}}"""
    with CaptureQueriesContext(connection) as found:
        nodes = ask(query, **{"with": True}).data["users"]["nodes"]
    assert [sorted(node) for node in nodes] == [["a", "b", "grants"]] * len(nodes)
    assert len([each for each in found if 'FROM "identity_rolegrant"' in each["sql"]]) == 2
    assert "grants" not in ask(query, **{"with": False}).data["users"]["nodes"][0]
