"""From the fields of a query to the rows they need, at a number of statements that rows do not change.

Each relation the query selects, and the caller may read, becomes one `Prefetch` with the rows
narrowed to what the caller may see. A relation that was not planned has no value at all: reading it is
a bug that shows at once, never a silent statement for every row.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from graphql import FieldNode, GraphQLObjectType, GraphQLResolveInfo, get_named_type
from graphql.execution.collect_fields import collect_sub_fields

from core.shared.errors import NotVisible
from graphql_api.fields import Guarded

Nodes = list[FieldNode]


def selected(info: GraphQLResolveInfo, parent: GraphQLObjectType, nodes: Nodes) -> list[Nodes]:
    """The fields selected on an object, fragments and directives applied, one entry a response key."""
    found = collect_sub_fields(info.schema, info.fragments, info.variable_values, parent, nodes)
    return list(found.values())


def prefetches(info: GraphQLResolveInfo, parent: GraphQLObjectType, nodes: Nodes) -> list[Prefetch[Any]]:
    """One prefetch for each relation that the query selects on `parent` and the caller may read."""
    wanted: dict[str, tuple[Guarded, GraphQLObjectType, Nodes]] = {}
    for group in selected(info, parent, nodes):
        definition = parent.fields.get(group[0].name.value)
        guard = definition.resolve if definition else None
        if definition is None or not isinstance(guard, Guarded) or guard.relation is None:
            continue
        if not info.context.allows(guard.policy):
            continue
        target = get_named_type(definition.type)
        if not isinstance(target, GraphQLObjectType):
            raise TypeError("a relation must return an object type")
        known = wanted.get(guard.relation.path)
        wanted[guard.relation.path] = (guard, target, [*known[2], *group] if known else group)
    return [_prefetch(info, *each) for each in wanted.values()]


def _prefetch(
    info: GraphQLResolveInfo,
    guard: Guarded,
    target: GraphQLObjectType,
    nodes: Nodes,
) -> Prefetch[Any]:
    relation = guard.relation
    if relation is None:
        raise TypeError("only relations are prefetched")
    rows = model_of(target)._default_manager.all()  # noqa: SLF001  django's own name for it
    if relation.rows:
        try:
            rows = relation.rows(info.context.actor)
        except NotVisible:
            rows = rows.none()
    return Prefetch(
        relation.path,
        queryset=planned(info, target, nodes, rows),
        to_attr=relation.attribute,
    )


def model_of(target: GraphQLObjectType) -> type[Model]:
    """The model behind a GraphQL type of ours."""
    graphene_type = target.graphene_type  # type: ignore[attr-defined]  # graphene adds it
    found: type[Model] = graphene_type._meta.model
    return found


def planned(
    info: GraphQLResolveInfo, target: GraphQLObjectType, nodes: Nodes, rows: QuerySet[Any]
) -> QuerySet[Any]:
    """`rows` together with everything the query reads below them."""
    inner = prefetches(info, target, nodes)
    return rows.prefetch_related(*inner) if inner else rows


def disclosed(info: GraphQLResolveInfo, target: GraphQLObjectType, objects: list[Model]) -> None:
    """Note for the audit whose records are answered, when the type says they are somebody's."""
    if objects and getattr(target.graphene_type, "audited", False):  # type: ignore[attr-defined]
        info.context.note_disclosure(target.name, [each.pk for each in objects])
