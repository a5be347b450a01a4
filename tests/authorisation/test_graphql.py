"""Every field and mutation of a town's API x everybody: what is told, what may be written.

A new field or mutation without a row fails, and so does one that answers somebody otherwise than the
committed matrix says. Writing is undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from graphql import GraphQLInputObjectType, get_named_type, is_leaf_type

from core.shared import clock
from graphql_api.municipality.schema import schema
from tenants.context import in_tenant
from tests.authorisation.matrix import committed, wanted, write
from tests.authorisation.people import ASKERS, Asker, staged
from tests.graphql_api.caller import Caller, token_for
from tests.graphql_api.test_walker import inputs_of
from tests.graphql_api.walk import documents, fields_to_visit, graph
from tests.support import vertical

KINDS = frozenset({"field", "mutation"})
# Without an account there is no token, and without a token no answer: `test_endpoint` says so.
CALLERS = [asker for asker in ASKERS if asker.account is not None]


@pytest.mark.parametrize("asker", CALLERS, ids=lambda asker: asker.name)
def test_each_field_and_mutation_answers_as_the_matrix_says(asker: Asker, db: None) -> None:
    with clock.standing_at(vertical.TODAY):
        made, user = staged(asker)
        with in_tenant(asker.schema):
            caller = Caller(schema, token_for(user=user))
            told = {pair for document in documents(made.every) for pair in _told(caller(document).body)}
            found = {
                ("field", f"{kind}.{name}"): "told" if (kind, name) in told else "nothing"
                for kind, name in fields_to_visit()
            }
            for name, answer in _written(caller, made.every):
                found["mutation", name] = answer
    if wanted():
        write(asker.name, KINDS, found, [each.name for each in ASKERS])
    assert found == {key: answer for key, answer in committed(asker.name).items() if key[0] in KINDS}


def _told(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Fields in which an answer says anything; the aliases at the root number the steps."""
    for alias, value in (body.get("data") or {}).items():
        yield from _said("Query", re.sub(r"^s\d+_", "", alias), value)


def _said(kind: str, name: str, value: Any) -> Iterator[tuple[str, str]]:
    if value is None or value == []:
        return
    yield kind, name
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            inner = each.get("__typename") or _type_of(kind, name)
            for key, part in each.items():
                if key != "__typename":
                    yield from _said(inner, key, part)


def _type_of(kind: str, name: str) -> str:
    return str(get_named_type(graph().type_map[kind].fields[name].type).name)


def _written(caller: Caller, ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What each mutation answers when it is given the family's and the institution's records."""
    for name, field in sorted(schema().graphql.mutation_type.fields.items()):  # type: ignore[union-attr]
        given_type = get_named_type(field.args["input"].type)
        assert isinstance(given_type, GraphQLInputObjectType)
        result = get_named_type(get_named_type(field.type).fields["result"].type)
        query = (
            f"mutation($input:{given_type.name}!){{{name}(input:$input)"
            f"{{result{'' if is_leaf_type(result) else '{__typename}'} userErrors{{code}}}}}}"
        )
        with transaction.atomic():
            answer = caller(query, input=inputs_of(given_type, ids)).body
            transaction.set_rollback(True)
        yield name, _outcome(answer["data"][name], answer)


def _outcome(payload: Any, body: dict[str, Any]) -> str:
    codes = {error["code"] for error in payload["userErrors"]} if payload else set()
    codes |= {error["extensions"]["code"] for error in body.get("errors", ())}
    if codes & {"NOT_FOUND"}:
        return "absent"
    return "refused" if codes & {"FORBIDDEN"} else "may"
