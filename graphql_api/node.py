"""Asking for records by id. What may not be seen, does not exist, or is nobody's id: the same null."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import graphene
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from graphql import GraphQLObjectType, GraphQLResolveInfo

from core.shared.actor import Actor
from core.shared.errors import NotVisible
from graphql_api import ids, planning
from graphql_api.entity import Node
from graphql_api.errors import bad_input
from graphql_api.fields import DeclaredField
from graphql_api.limits import LIMITS
from graphql_api.policies import Policy


def found(info: GraphQLResolveInfo, texts: list[str]) -> dict[str, Model]:
    """Records the caller may see among the ids, one statement a type, however many ids."""
    asked: dict[str, dict[UUID, str]] = defaultdict(dict)
    for text in texts:
        meant = ids.read(text)
        if meant is not None:
            asked[meant.type_name][meant.key] = text
    records: dict[str, Model] = {}
    for type_name, keys in asked.items():
        for row in visible(info, type_name, list(keys)):
            records[keys[row.pk]] = row
    return records


def visible(info: GraphQLResolveInfo, type_name: str, keys: list[UUID]) -> list[Model]:
    """Rows of one type under these keys that the caller may see, planned for the query."""
    entity = info.context.api.entities.get(type_name)
    if entity is None or entity.api_policy is None or not info.context.allows(entity.api_policy):
        return []
    target = info.schema.type_map[type_name]
    if not isinstance(target, GraphQLObjectType):
        return []
    try:
        rows = entity.api_rows(info.context.actor).filter(pk__in=keys)
    except NotVisible:
        return []
    records = planning.fetch(info, target, info.field_nodes, rows)
    planning.disclosed(info, target, records)
    return records


def _one(_source: Any, info: GraphQLResolveInfo, *, id: str) -> Model | None:  # noqa: A002
    return found(info, [id]).get(id)


def _many(_source: Any, info: GraphQLResolveInfo, *, ids: list[str]) -> list[Model | None]:
    if len(ids) > LIMITS.page:
        raise bad_input(_("Naraz można zapytać o najwyżej %(most)s pozycji.") % {"most": LIMITS.page})
    records = found(info, ids)
    return [records.get(text) for text in ids]


def node_field(policy: Policy) -> DeclaredField:
    """`node(id:)`."""
    return DeclaredField(
        Node,
        policy=policy,
        description="The record with this id, or null when there is none for the caller.",
        resolver=_one,
        args={"id": graphene.Argument(graphene.NonNull(graphene.ID), description="Opaque id.")},
    )


def nodes_field(policy: Policy) -> DeclaredField:
    """`nodes(ids:)`."""
    many = graphene.NonNull(graphene.List(graphene.NonNull(graphene.ID)))
    return DeclaredField(
        graphene.List(Node),
        policy=policy,
        description=f"Records with these ids (at most {LIMITS.page}), null where there is none.",
        resolver=_many,
        args={"ids": graphene.Argument(many, description="Opaque ids.")},
    )


def lookup(entity: Any, *, policy: Policy, description: str) -> DeclaredField:
    """One record of a known type by its id: `partner(id:)`."""
    name = entity._meta.name

    def resolve(_source: Any, info: GraphQLResolveInfo, *, id: str) -> Model | None:  # noqa: A002
        key = ids.key_of(id, name)
        records = visible(info, name, [key]) if key else []
        return records[0] if records else None

    return DeclaredField(
        entity,
        policy=policy,
        description=description,
        resolver=resolve,
        planned=True,
        args={"id": graphene.Argument(graphene.NonNull(graphene.ID), description="Opaque id.")},
    )


def listing(
    entity: Any,
    *,
    rows: Callable[[Any, Actor], QuerySet[Any]],
    policy: Policy,
    description: str,
    size: int = 10,
) -> DeclaredField:
    """A short list below an object of which an answer holds only one: `rows(source, actor)`."""

    def resolve(source: Any, info: GraphQLResolveInfo) -> list[Model]:
        return _planned(info, entity, rows(source, info.context.actor))

    return DeclaredField(
        graphene.List(graphene.NonNull(entity)),
        policy=policy,
        description=description,
        resolver=resolve,
        size=size,
        planned=True,
    )


def first_of(
    entity: Any,
    *,
    rows: Callable[..., QuerySet[Any]],
    policy: Policy,
    description: str,
    args: Mapping[str, graphene.Argument],
    weight: int = 0,
) -> DeclaredField:
    """The first of `rows(actor, **arguments)`, or null when there is none for the caller."""

    def resolve(_source: Any, info: GraphQLResolveInfo, **given: Any) -> Model | None:
        records = _planned(info, entity, rows(info.context.actor, **given)[:1])
        return records[0] if records else None

    return DeclaredField(
        entity,
        policy=policy,
        description=description,
        resolver=resolve,
        weight=weight,
        args=dict(args),
        planned=True,
    )


def _planned(info: GraphQLResolveInfo, entity: Any, rows: QuerySet[Any]) -> list[Model]:
    """Rows with everything the query reads below them; noted for the audit."""
    target = info.schema.type_map[entity._meta.name]
    if not isinstance(target, GraphQLObjectType):
        raise TypeError("only object types stand for records")
    records = planning.fetch(info, target, info.field_nodes, rows)
    planning.disclosed(info, target, records)
    return records
