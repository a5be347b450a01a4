"""Putting a schema together, and refusing to when a field does not say who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import graphene
from django.db.models import Model
from graphene.types.structures import Structure
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    get_named_type,
    is_introspection_type,
    is_non_null_type,
    lexicographic_sort_schema,
    print_schema,
)

from graphql_api.entity import EntityType
from graphql_api.fields import DeclaredField, Guarded


class SchemaRefusedError(TypeError):
    """A schema breaks a rule of the house; the message names each place."""


@dataclass(frozen=True)
class ApiSchema:
    """A schema ready to answer, and which of its types stands for which model."""

    name: str
    graphql: GraphQLSchema
    entities: dict[str, Any] = field(default_factory=dict)
    by_model: dict[type[Model], Any] = field(default_factory=dict)

    def type_of(self, model: type[Model]) -> Any:
        """The type with ids that stands for a model."""
        return self.by_model[model]

    def sdl(self) -> str:
        """The committed text of the schema, in an order that only a change changes."""
        return print_schema(lexicographic_sort_schema(self.graphql)) + "\n"

    def models(self) -> set[type[Model]]:
        """Every model some object of the schema stands for."""
        found = set()
        for each in self.graphql.type_map.values():
            meta = getattr(getattr(each, "graphene_type", None), "_meta", None)
            model = getattr(meta, "model", None)
            if model is not None:
                found.add(model)
        return found


def build(name: str, *, query: Any, mutation: Any = None, types: tuple[Any, ...] = ()) -> ApiSchema:
    """Assemble a schema; raises `SchemaRefusedError` naming every field that breaks a rule."""
    undeclared = sorted(_undeclared(query, mutation, types))
    if undeclared:
        raise SchemaRefusedError(f"fields without a policy: {', '.join(undeclared)}")
    made = graphene.Schema(query=query, mutation=mutation, types=list(types)).graphql_schema
    faults = sorted(_faults(made))
    if faults:
        raise SchemaRefusedError("; ".join(faults))
    entities: dict[str, Any] = {}
    by_model: dict[type[Model], Any] = {}
    for each in made.type_map.values():
        if _stands_for_records(each):
            graphene_type = each.graphene_type
            if graphene_type.api_rows is None:
                continue
            model = graphene_type._meta.model
            if model in by_model:
                raise SchemaRefusedError(f"two types with ids stand for {model.__name__}")
            by_model[model] = graphene_type
            entities[each.name] = graphene_type
    return ApiSchema(name, made, entities, by_model)


def _undeclared(*roots: Any) -> Iterator[str]:
    """Fields, reachable from the roots, that are not declared with a policy."""
    waiting = [each for root in roots if root for each in (root if isinstance(root, tuple) else [root])]
    seen: set[Any] = set()
    while waiting:
        graphene_type = waiting.pop()
        while isinstance(graphene_type, Structure):
            graphene_type = graphene_type.of_type
        fields = getattr(getattr(graphene_type, "_meta", None), "fields", None)
        if graphene_type in seen or not fields or issubclass(graphene_type, graphene.InputObjectType):
            continue
        seen.add(graphene_type)
        for name, each in fields.items():
            if not isinstance(each, DeclaredField) or each.policy is None:
                yield f"{graphene_type._meta.name}.{name}"
            waiting.append(each.type)


def _faults(schema: GraphQLSchema) -> Iterator[str]:
    for each in schema.type_map.values():
        if is_introspection_type(each):
            continue
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            if isinstance(each, GraphQLObjectType) and not each.description:
                yield f"{each.name} has no description"
            for name, definition in each.fields.items():
                yield from _field_faults(f"{each.name}.{name}", definition)
        for name, given in getattr(each, "fields", {}).items():
            if not hasattr(given, "args") and get_named_type(given.type) is GraphQLString:
                yield f"{each.name}.{name} takes text that may hold U+0000"


def _stands_for_records(named: Any) -> bool:
    graphene_type = getattr(named, "graphene_type", None)
    return isinstance(graphene_type, type) and issubclass(graphene_type, EntityType)


def _field_faults(where: str, definition: Any) -> Iterator[str]:
    guard = definition.resolve
    if not definition.description:
        yield f"{where} has no description"
    if _stands_for_records(get_named_type(definition.type)) and not guard.planned:
        yield f"{where} answers records that nothing planned, so what lies below them cannot be read"
    if isinstance(guard, Guarded) and is_non_null_type(definition.type) and not guard.policy.inherited:
        yield f"{where} is non-null, so a refusal could not look like absence"
    for name, argument in definition.args.items():
        if get_named_type(argument.type) is GraphQLString:
            yield f"{where}({name}) takes text that may hold U+0000"
        if not argument.description:
            yield f"{where}({name}) has no description"
