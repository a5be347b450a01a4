"""Whatever is sent, the answer is a document's result or a refusal, never a failure of the program."""

from __future__ import annotations

import orjson
import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from core.identity.models import User
from core.shared.ids import uuid7
from graphql_api import http, ids
from graphql_api.connection import Order, digest_of, read_cursor
from graphql_api.documents import DocumentCache
from graphql_api.errors import FieldRefusedError, Refused
from graphql_api.limits import check_cost
from graphql_api.municipality.schema import schema

WORDS = st.sampled_from(
    [
        *'{}()[]:$!@=|&"\\#, \n',
        *("query", "mutation", "subscription", "fragment", "on", "...", "...a", "a", "Case", "Query"),
        *("cases", "first", "1", "nodes", "id", "me", "name", "true", "null", "$x", "@skip(if:$x)"),
        *("__schema", "__typename", "types", "fields", "\x00", "\ud800", "ż"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=300)
@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_document_is_valid_or_refused(text: str) -> None:
    """Parsing, limits, validation and pricing meet nothing they do not know."""
    api = schema()
    refusal = None
    try:
        prepared = DocumentCache().prepared(api, text)
        check_cost(api.graphql, prepared.document, {})
    except Refused as met:
        refusal = met
    assert refusal is None or (400 <= refusal.status < 500 and orjson.dumps(refusal.body()))


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300) | JSON.map(orjson.dumps))
def test_any_body_is_read_or_refused(body: bytes) -> None:
    """A body is one JSON object of known parts, or 400."""
    request = RequestFactory().post("/graphql/", body, content_type="application/json")
    try:
        outcome: object = http.read(request).query
    except Refused as refusal:
        outcome = refusal.status
    assert isinstance(outcome, str) or outcome == 400


@given(st.text(max_size=60))
def test_any_text_is_an_id_in_our_spelling_or_none(text: str) -> None:
    """Reading gives back only what writing makes."""
    found = ids.read(text)
    assert found is None or ids.global_id(found.type_name, found.key) == text


@given(st.from_regex(r"[A-Z][A-Za-z]{0,20}", fullmatch=True))
def test_every_id_is_read_again(name: str) -> None:
    """One record, one text."""
    key = uuid7()
    found = ids.read(ids.global_id(name, key))
    assert found == ids.GlobalId(name, key)


@settings(max_examples=300)
@given(st.text(max_size=80) | st.binary(max_size=60).map(lambda raw: raw.hex()))
def test_any_text_is_no_cursor(text: str) -> None:
    """Only a cursor that the list itself wrote is taken."""
    order = Order(("name", "created_at"))
    with pytest.raises(FieldRefusedError):
        read_cursor(text, digest_of("users", order, {}), order, User)
