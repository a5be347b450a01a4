"""From the fields of a query to the rows they need, at a number of statements that rows do not change.

Each relation the query selects, and the caller may read, becomes one statement, its rows
narrowed to what the caller may see. A relation that was not planned has no value at all: reading it is
a bug that shows at once, never a silent statement for every row.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects
from graphql import FieldNode, GraphQLObjectType, GraphQLResolveInfo, get_named_type
from graphql.execution.collect_fields import collect_sub_fields

from core.shared.errors import NotVisible
from graphql_api.fields import Guarded, Relation

Nodes = list[FieldNode]


def selected(info: GraphQLResolveInfo, parent: GraphQLObjectType, nodes: Nodes) -> list[Nodes]:
    """The fields selected on an object, fragments and directives applied, one entry a response key."""
    found = collect_sub_fields(info.schema, info.fragments, info.variable_values, parent, nodes)
    return list(found.values())


def fetch(
    info: GraphQLResolveInfo, target: GraphQLObjectType, nodes: Nodes, rows: QuerySet[Any]
) -> list[Any]:
    """The rows, together with everything the query reads below them."""
    records = list(rows)
    _fill(info, target, nodes, records)
    return records


def _fill(info: GraphQLResolveInfo, parent: GraphQLObjectType, nodes: Nodes, records: list[Any]) -> None:
    """Fetch each selected relation for all records at once, then the same one level down.

    Levels are fetched one by one: nested `Prefetch` objects that name a `to_attr` below a reverse
    relation make Django 5.2 read the last one again for every row.
    """
    if not records:
        return
    for relation, target, below in _relations(info, parent, nodes):
        rows = _rows(info, relation, target)
        prefetch_related_objects(records, Prefetch(relation.path, queryset=rows, to_attr=relation.attribute))
        children: list[Any] = []
        for record in records:
            found = getattr(record, relation.attribute)
            children += found if isinstance(found, list) else [found] if found is not None else []
        _fill(info, target, below, list({id(child): child for child in children}.values()))


def _relations(
    info: GraphQLResolveInfo, parent: GraphQLObjectType, nodes: Nodes
) -> list[tuple[Relation, GraphQLObjectType, Nodes]]:
    """Relations that the query selects on `parent` and the caller may read, each once."""
    wanted: dict[str, tuple[Relation, GraphQLObjectType, Nodes]] = {}
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
        below = [*known[2], *group] if known else group
        wanted[guard.relation.path] = (guard.relation, target, below)
    return list(wanted.values())


def _rows(info: GraphQLResolveInfo, relation: Relation, target: GraphQLObjectType) -> QuerySet[Any]:
    """Rows of a relation as far as the caller may see them."""
    rows = _model_of(target)._default_manager.all()  # noqa: SLF001  django's own name for it
    if relation.rows:
        try:
            rows = relation.rows(info.context.actor)
        except NotVisible:
            rows = rows.none()
    return rows


def _model_of(target: GraphQLObjectType) -> type[Model]:
    graphene_type = target.graphene_type  # type: ignore[attr-defined]  # graphene adds it
    found: type[Model] = graphene_type._meta.model
    return found


def disclosed(info: GraphQLResolveInfo, target: GraphQLObjectType, objects: list[Model]) -> None:
    """Note for the audit whose records are answered, when the type says they are somebody's."""
    if objects and getattr(target.graphene_type, "audited", False):  # type: ignore[attr-defined]
        info.context.note_disclosure(target.name, [each.pk for each in objects])
