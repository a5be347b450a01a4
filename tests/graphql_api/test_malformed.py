"""What the API answers to what it should never have been sent: a fixed refusal, never a trace."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from core.identity.models import User
from core.shared.enums import Role
from tests.graphql_api.caller import GRAPHQL, Caller
from tests.support import people


def document(query: str, **more: Any) -> bytes:
    return orjson.dumps({"query": query, **more})


def nested(depth: int) -> str:
    """Accounts -> roles -> accounts, in a circle."""
    inner = "name"
    for level in range(depth):
        inner = f"user{{{inner}}}" if level % 2 else f"grants{{{inner if level else 'role'}}}"
    return f"{{users(first:1){{nodes{{{inner}}}}}}}"


BOMB = (
    "query{users(first:1){nodes{...f0}}}"
    + "".join(f"fragment f{level} on User{{...f{level + 1} ...f{level + 1}}}" for level in range(14))
    + "fragment f14 on User{name}"
)
UNDEFINED_BOMB = BOMB.replace("fragment f14 on User{name}", "")

MALFORMED = {
    "not json": (b"{", 400, "BAD_REQUEST"),
    "empty": (b" ", 400, "BAD_REQUEST"),
    "invalid utf-8": (b'{"query":"\xff"}', 400, "BAD_REQUEST"),
    "lone surrogate": (b'{"query":"{me}","variables":{"a":"\\ud800"}}', 400, "BAD_REQUEST"),
    "infinite number": (b'{"query":"{me}","variables":{"a":1e400}}', 400, "BAD_REQUEST"),
    "deep json": (b"[" * 100_000, 400, "BAD_REQUEST"),
    "batch": (b"[" + b'{"query":"{__typename}"},' * 20 + b'{"query":"{__typename}"}]', 400, "BAD_REQUEST"),
    "text": (b'"{__typename}"', 400, "BAD_REQUEST"),
    "query is a number": (b'{"query":5}', 400, "BAD_REQUEST"),
    "query is missing": (b"{}", 400, "BAD_REQUEST"),
    "variables is a list": (b'{"query":"{__typename}","variables":[1]}', 400, "BAD_REQUEST"),
    "operation name is a number": (
        b'{"query":"{__typename}","operationName":5}',
        400,
        "BAD_REQUEST",
    ),
    "extensions is a text": (b'{"query":"{__typename}","extensions":"x"}', 400, "BAD_REQUEST"),
    "one megabyte": (document("{" + "a " * 500_000 + "}"), 413, "BAD_REQUEST"),
    "long document": (document("{__typename #" + "a" * 70_000 + "\n}"), 413, "BAD_REQUEST"),
    "syntax": (document("{users(first:1){nodes{name}"), 400, "GRAPHQL_PARSE_FAILED"),
    "nothing": (document("   "), 400, "BAD_REQUEST"),
    "unknown field": (document("{user_s(first:1){nodes{name}}}"), 400, "GRAPHQL_VALIDATION_FAILED"),
    "depth 60": (document(nested(60)), 400, "QUERY_TOO_DEEP"),
    "dear": (
        document(
            "{users(first:100){nodes{grants{user{grants{user{grants{role}}}}}}}}".replace(
                "grants{role}", "grants{user{grants{role}}}"
            )
        ),
        400,
        "COST_LIMIT_EXCEEDED",
    ),
    "a page of 100000": (document("{users(first:100000){nodes{name}}}"), 400, "COST_LIMIT_EXCEEDED"),
    "100 aliases": (
        document("{" + " ".join(f"a{i}:users(first:1){{nodes{{name}}}}" for i in range(100)) + "}"),
        400,
        "QUERY_TOO_COMPLEX",
    ),
    "1000 aliases": (
        document("{" + " ".join(f"a{i}:__typename" for i in range(1000)) + "}"),
        400,
        "QUERY_TOO_COMPLEX",
    ),
    "5000 fields": (document("{" + "secret " * 5000 + "}"), 400, "QUERY_TOO_COMPLEX"),
    "300 selections": (
        document("{" + "users(first:1){nodes{name}} " * 300 + "}"),
        400,
        "QUERY_TOO_COMPLEX",
    ),
    "1000 directives": (
        document("{secret " + "@skip(if:false)" * 300 + "}"),
        400,
        "QUERY_TOO_COMPLEX",
    ),
    "unknown directives": (document("{secret " + "@a" * 900 + "}"), 400, "QUERY_TOO_COMPLEX"),
    "nested lists": (document("{users(first:" + "[" * 900 + "]" * 900 + "){nodes{name}}}"), 400, None),
    "nested selections": (document("{a" * 900 + "}" * 900), 400, None),
    "2000 nested selections": (document("{a" * 2000 + "}" * 2000), 400, "QUERY_TOO_COMPLEX"),
    "circular fragments": (
        document("{users(first:1){nodes{...a}}} fragment a on User{...b} fragment b on User{...a}"),
        400,
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "fragment bomb": (document(BOMB), 400, "QUERY_TOO_COMPLEX"),
    "hollow fragment bomb": (document(UNDEFINED_BOMB), 400, "GRAPHQL_VALIDATION_FAILED"),
    "bomb beside the operation": (
        document(
            "query a{secret} query b{users(first:1){nodes{...f0}}}" + BOMB.partition("}}}")[2],
            operationName="a",
        ),
        400,
        "QUERY_TOO_COMPLEX",
    ),
    "huge number": (document("{users(first:" + "9" * 21 + "){nodes{name}}}"), 400, None),
    "subscription": (document("subscription{secret}"), 400, "OPERATION_NOT_SUPPORTED"),
    "two operations, none named": (
        document("query a{secret} query b{secret}"),
        400,
        "OPERATION_RESOLUTION_FAILURE",
    ),
    "an operation that is not there": (
        document("query a{secret}", operationName="c"),
        400,
        "OPERATION_RESOLUTION_FAILURE",
    ),
    "five mutations": (
        document("mutation{" + 'userRename(input:{user:"x",newName:"y"}){clientMutationId} ' * 5 + "}"),
        400,
        "QUERY_TOO_COMPLEX",
    ),
    "null character": (document('{users(first:1,search:"a\\u0000"){nodes{name}}}'), 400, "BAD_USER_INPUT"),
    "null character in a variable": (
        document("query($s:NoNullString){users(first:1,search:$s){nodes{name}}}", variables={"s": "a\x00"}),
        400,
        "BAD_USER_INPUT",
    ),
    "surrogate in the document": (
        document('{users(first:1,search:"\\ud800"){nodes{name}}}'),
        400,
        None,
    ),
    "variable of the wrong type": (
        document("query($n:Int){users(first:$n){nodes{name}}}", variables={"n": "many"}),
        400,
        "BAD_USER_INPUT",
    ),
    "introspection in a circle": (
        document("{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}"),
        400,
        "GRAPHQL_VALIDATION_FAILED",
    ),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_refused_in_fixed_words(ask: Caller, name: str) -> None:
    """The status and code of graphql.md's table; no data, no trace, at most twenty errors."""
    content, status, code = MALFORMED[name]
    answer = ask.post(content)
    assert answer.status == status
    assert "data" not in answer.body
    assert 1 <= len(answer.codes) <= 20
    if code:
        assert set(answer.codes) == {code}
    text = answer.response.content.decode()
    assert "Traceback" not in text
    assert "Did you mean" not in text
    assert len(text) < 10_000


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{users(first:-1){nodes{name}}}", "BAD_USER_INPUT"),
        ("{users(first:0){nodes{name}}}", "BAD_USER_INPUT"),
        ("{users(first:101){nodes{name}}}", "BAD_USER_INPUT"),
        ("{users{nodes{name}}}", "BAD_USER_INPUT"),
        ("{users(first:1,last:1){nodes{name}}}", "BAD_USER_INPUT"),
        ('{users(first:1,after:"zzz"){nodes{name}}}', "BAD_USER_INPUT"),
        ('{users(first:1,after:"W10"){nodes{name}}}', "BAD_USER_INPUT"),
        ('{users(first:1,before:"zzz"){nodes{name}}}', "BAD_USER_INPUT"),
    ],
)
def test_bad_pages_are_refused(ask: Caller, query: str, code: str) -> None:
    """A bad size or cursor never becomes the first page."""
    answer = ask(query)
    assert (answer.body["data"], answer.codes) == ({"users": None}, [code])


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "application/graphql",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
        "application/json; charset=utf-16",
    ],
)
def test_only_json_is_read(ask: Caller, content_type: str) -> None:
    """A form of another site can send the others."""
    content = document('mutation{userRename(input:{user:"x",newName:"y"}){clientMutationId}}')
    assert ask.post(content, content_type=content_type).status == 415


def test_a_query_string_is_refused(ask: Caller) -> None:
    """`?query=` never replaces the body."""
    answer = ask.post(document("{secret}"), path="/graphql/?query=mutation{x}")
    assert (answer.status, answer.codes) == (400, ["BAD_REQUEST"])


@pytest.mark.parametrize("method", ["get", "put", "delete", "options", "head"])
def test_only_post_is_answered(ask: Caller, method: str, rf: Any) -> None:
    """405 with `Allow`, and no cookie."""
    response = ask.view(getattr(rf, method)("/graphql/"))
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert not response.cookies


def test_media_types(ask: Caller) -> None:
    """GraphQL's own media type answers 400 to a bad document, plain JSON 200; both in UTF-8."""
    bad = document("{nothing}")
    plain = ask.post(bad, headers={"Accept": "application/json"})
    assert (plain.status, plain.response["Content-Type"]) == (200, "application/json; charset=utf-8")
    own = ask.post(bad)
    assert (own.status, own.response["Content-Type"]) == (400, f"{GRAPHQL}; charset=utf-8")
    any_media = ask.post(document("{secret}"), headers={"Accept": "*/*"})
    assert any_media.response["Content-Type"] == "application/json; charset=utf-8"


def test_nothing_is_cached_and_no_cookie_set(ask: Caller) -> None:
    """Case data stays out of every cache."""
    response = ask("{secret}").response
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_bug_is_masked(ask: Caller) -> None:
    """The text of an exception stays here; the caller gets the request's number."""
    answer = ask("{users(first:1){nodes{broken}}}")
    assert answer.status == 200
    (error,) = answer.body["errors"]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert error["extensions"]["requestId"] == answer.response["X-Request-Id"]
    assert "division" not in answer.response.content.decode()


def test_a_read_cannot_write(ask: Caller) -> None:
    """PostgreSQL itself refuses, in a read-only transaction."""
    before = sorted(User.objects.values_list("name", flat=True))
    answer = ask("{writes}")
    assert answer.codes == ["INTERNAL_SERVER_ERROR"]
    assert sorted(User.objects.values_list("name", flat=True)) == before
    assert people.account(Role.DIRECTOR).pk


def test_refusals_speak_the_callers_language(ask: Caller) -> None:
    """Fixed texts are Polish unless another language is active."""
    answer = ask.post(b"[]")
    assert answer.body["errors"][0]["message"] == "Żądanie musi być jednym obiektem JSON."
