"""A schema that forgets who may read a field does not build; the committed texts are up to date."""

from __future__ import annotations

from typing import Any

import graphene
import pytest
from graphql import GraphQLObjectType, execute
from graphql.execution.execute import assume_not_awaitable

from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.ids import uuid7
from graphql_api import sdl
from graphql_api.build import SchemaRefusedError, build
from graphql_api.context import ApiContext
from graphql_api.documents import DocumentCache
from graphql_api.execution import PlannedExecution
from graphql_api.fields import DeclaredField, field
from graphql_api.ids import global_id, read
from graphql_api.policies import WITH_OBJECT, Policy, policy
from graphql_api.region.schema import schema as region_schema
from graphql_api.scalars import NoNullString
from tests.graphql_api.accounts import UserType, accounts_schema
from tests.support import people

OFFICER = policy(Role.NETWORK_OFFICER, scopes=("partners:read",))


def refused(**fields: Any) -> str:
    query = type("Query", (graphene.ObjectType,), {"__doc__": "Reads.", **fields})
    with pytest.raises(SchemaRefusedError) as error:
        build("broken", query=query)
    return str(error.value)


def test_a_field_without_a_policy_does_not_build() -> None:
    """Neither one of ours nor a plain graphene field."""
    assert "Query.name" in refused(name=field(NoNullString, description="x"))
    assert "Query.name" in refused(name=graphene.String())


def test_a_restricted_field_cannot_be_non_null() -> None:
    """Otherwise a refusal would empty the object and could be told from absence."""
    made = field(NoNullString, required=True, policy=OFFICER, description="x")
    assert "non-null" in refused(name=made)


def test_everything_is_described_and_text_is_clean() -> None:
    """Descriptions everywhere; no input takes plain text."""
    assert "no description" in refused(name=DeclaredField(NoNullString, policy=WITH_OBJECT))
    made = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="x",
        args={"a": graphene.Argument(graphene.String, description="y")},
    )
    assert "U+0000" in refused(name=made)


def test_records_that_nothing_planned_do_not_build() -> None:
    """A plain resolver knows nothing of what the query reads below a record, so reading it would fail."""
    made = field(UserType, policy=OFFICER, description="x", resolver=lambda *_: None)
    assert "Query.user answers records that nothing planned" in refused(user=made)
    listed = graphene.List(graphene.NonNull(UserType))
    made = field(listed, policy=OFFICER, description="x", resolver=lambda *_: [])
    assert "Query.users answers records that nothing planned" in refused(users=made)


def test_a_policy_is_printed_and_denies_by_default() -> None:
    """Roles and scopes stand in the description; a policy of nobody lets nobody in."""
    assert OFFICER.sentence == "For roles: network_officer. Scopes: partners:read."
    assert "For roles: network_officer" in accounts_schema().sdl()
    with pytest.raises(ValueError, match="roles"):
        policy()
    nobody = Actor(user_id=None, name="", tenant="x")
    assert not Policy().allows(nobody)


def test_committed_texts_are_up_to_date() -> None:
    """`./kooperacje schema` writes them."""
    for path, schema in sdl.files().items():
        assert path.read_text(encoding="utf-8") == schema.sdl(), f"run ./kooperacje schema: {path.name}"


def test_the_region_reaches_no_person() -> None:
    """No model of a town stands behind any type of the regional schema."""
    areas = {model._meta.app_label for model in region_schema().models()}
    assert areas <= {"regional", "reference", "exchange"}


def test_ids_are_read_only_in_our_spelling() -> None:
    """One record, one id: padding or another alphabet make nobody's id."""
    key = uuid7()
    text = global_id("Partner", key)
    found = read(text)
    assert found is not None
    assert (found.type_name, found.key) == ("Partner", key)
    for other in (text + "=", text + "A", f"Partner:{key}", text.lower(), "é" + text):
        assert read(other) is None


def test_the_planned_executor_answers_as_graphql_core_does(in_town: str) -> None:
    """Same data, same nulls, same error paths, for rows with every kind of field."""
    for name in ("Ala", "Ola"):
        people.account(Role.DIRECTOR, Role.DELEGATE, name=name)
    query = """{users(first:9){totalCount nodes{id name email createdAt broken __typename
      grants{role user{name email}}}} node(id:"x"){id} secret absent
      newest(first:0){nodes{name}}}"""
    document = DocumentCache().prepared(accounts_schema(), query).document
    answers: list[Any] = []
    for executor in (None, PlannedExecution):
        for roles in ((Role.NETWORK_OFFICER,), (Role.DELEGATE,), ()):
            actor = Actor(user_id=None, name="", tenant=in_town, roles=frozenset(roles))
            result = execute(
                accounts_schema().graphql,
                document,
                context_value=ApiContext(actor, accounts_schema(), "1"),
                execution_context_class=executor,
                is_awaitable=assume_not_awaitable,
            )
            errors = [(error.path, error.message) for error in result.errors or ()]  # type: ignore[union-attr]
            answers.append((result.data, errors))  # type: ignore[union-attr]
    assert answers[:3] == answers[3:]
    assert answers[0][0]["users"]["nodes"][0]["email"]


def test_documents_are_kept_within_a_bound() -> None:
    """Only valid ones, the least used dropped first."""
    schema = accounts_schema()
    cache = DocumentCache(most_bytes=3_000)
    first = cache.prepared(schema, "{secret}")
    assert cache.prepared(schema, "{secret}") is first
    for number in range(20):
        cache.prepared(schema, f"query q{number}{{secret}}")
    assert len(cache) <= 7
    assert cache.prepared(schema, "{secret}") is not first


def test_every_type_of_ours_is_an_object_with_guards() -> None:
    """No resolver of a schema is left without its policy."""
    from graphql_api.fields import Guarded  # noqa: PLC0415

    for schema in (*sdl.files().values(), accounts_schema()):
        for each in schema.graphql.type_map.values():
            if isinstance(each, GraphQLObjectType) and not each.name.startswith("__"):
                assert all(isinstance(one.resolve, Guarded) for one in each.fields.values())
