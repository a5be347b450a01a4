"""Lists in pages, found again by sort values and never by counting rows from the start.

`first` or `last` is required and at most 100; a cursor carries the sort values, the key and a digest of
what was asked, and is refused when any of them does not fit; one row more than asked tells whether
there is a next page; a total is counted only for whom asks, and only up to a bound.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import graphene
import orjson
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from graphql import GraphQLObjectType, GraphQLResolveInfo

from graphql_api import planning
from graphql_api.errors import bad_input
from graphql_api.fields import DeclaredField
from graphql_api.limits import LIMITS
from graphql_api.policies import WITH_OBJECT, Policy
from graphql_api.scalars import NoNullString, clean_text

COUNT_BOUND = 10_000
LONGEST_CURSOR = 1_000
PAGING = frozenset({"first", "last", "after", "before"})


class PageInfo(graphene.ObjectType):
    """Where a page stands among the others."""

    has_next_page = DeclaredField(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether more rows follow."
    )
    has_previous_page = DeclaredField(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether rows precede."
    )
    start_cursor = DeclaredField(
        NoNullString, policy=WITH_OBJECT, description="Cursor of the page's first row."
    )
    end_cursor = DeclaredField(NoNullString, policy=WITH_OBJECT, description="Cursor of the page's last row.")


@dataclass(frozen=True)
class PageInfoValue:
    """Values of `PageInfo`."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True)
class Edge:
    """A row and its cursor."""

    node: Model
    cursor: str


@dataclass(frozen=True)
class Slice:
    """Values of a connection."""

    nodes: list[Any]
    edges: list[Edge]
    page_info: PageInfoValue
    total_count: int | None


@dataclass(frozen=True)
class Order:
    """Sort columns (`-` for descending), none of them nullable; the key always closes them."""

    columns: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """The columns with the key, which makes the order total."""
        return (*self.columns, "id")

    def turned(self) -> tuple[str, ...]:
        """The same order from its end."""
        return tuple(each[1:] if each.startswith("-") else f"-{each}" for each in self.all)

    def values(self, row: Model) -> list[Any]:
        """The row's place in the order."""
        return [getattr(row, each.removeprefix("-")) for each in self.all]

    def past(self, values: Sequence[Any], *, backwards: bool) -> Q:
        """Rows strictly behind (or before) a place."""
        found, equal = Q(), Q()
        for column, value in zip(self.all, values, strict=True):
            name = column.removeprefix("-")
            descending = column.startswith("-") != backwards
            found |= equal & Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
            equal &= Q(**{name: value})
        return found


def digest_of(name: str, order: Order, filters: Mapping[str, Any]) -> str:
    """What a cursor was made for: the same list, order and filters, nothing else."""
    facts = [name, order.all, sorted((key, str(value)) for key, value in filters.items())]
    return hashlib.sha256(orjson.dumps(facts)).hexdigest()[:16]


def write_cursor(digest: str, order: Order, row: Model) -> str:
    """A row's cursor."""
    values = [str(value) for value in order.values(row)]
    return urlsafe_b64encode(orjson.dumps([digest, *values])).decode().rstrip("=")


def read_cursor(text: str, digest: str, order: Order, model: type[Model]) -> list[Any]:
    """The place a cursor names; a cursor of another list, or of none, is refused."""
    refusal = bad_input(_("Kursor nie pasuje do tej listy."))
    if len(text) > LONGEST_CURSOR:
        raise refusal
    try:
        facts = orjson.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        found_digest, *raw = facts
        if found_digest != digest or len(raw) != len(order.all):
            raise refusal
        fields = [model._meta.get_field(each.removeprefix("-")) for each in order.all]
        pairs = zip(fields, raw, strict=True)
        values = [each.to_python(clean_text(value)) for each, value in pairs]  # type: ignore[union-attr]
    except (NotBase64, ValueError, TypeError, ValidationError, KeyError) as error:
        raise refusal from error
    naive = (isinstance(value, datetime) and value.tzinfo is None for value in values)
    if any(value is None for value in values) or any(naive):
        raise refusal
    return values


@cache
def connection_type(node_type: Any) -> Any:
    """The connection and edge types of an object type, made once."""
    name = node_type._meta.name
    shown: dict[str, Any] = {"policy": WITH_OBJECT, "size": 1, "planned": True}
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "__doc__": f"A row of a {name} list.",
            "node": DeclaredField(node_type, required=True, description="The row.", **shown),
            "cursor": DeclaredField(
                NoNullString, required=True, description="Where the row stands.", **shown
            ),
        },
    )
    every_node = graphene.List(graphene.NonNull(node_type))
    every_edge = graphene.List(graphene.NonNull(edge))
    return type(
        f"{name}Connection",
        (graphene.ObjectType,),
        {
            "__doc__": f"A page of a {name} list.",
            "nodes": DeclaredField(every_node, required=True, description="The rows.", **shown),
            "edges": DeclaredField(
                every_edge, required=True, description="The rows with their cursors.", **shown
            ),
            "page_info": DeclaredField(
                PageInfo, required=True, description="Where the page stands.", **shown
            ),
            "total_count": DeclaredField(
                graphene.Int,
                description=f"All rows; null above {COUNT_BOUND}.",
                weight=10,
                **shown,
            ),
        },
    )


def connection(
    node_type: Any,
    *,
    rows: Callable[..., QuerySet[Any]],
    order: tuple[str, ...],
    policy: Policy,
    description: str,
    filters: Mapping[str, Any] | None = None,
) -> DeclaredField:
    """A list field: `rows(actor, **filters)` gives what the caller may see of it."""
    place = Order(order)

    def resolve(_source: Any, info: GraphQLResolveInfo, **given: Any) -> Slice:
        chosen = {key: value for key, value in given.items() if key not in PAGING}
        return page(info, rows(info.context.actor, **chosen), place, given)

    return DeclaredField(
        connection_type(node_type),
        policy=policy,
        description=f"{description} `first` or `last` (1 to {LIMITS.page}) is required.",
        resolver=resolve,
        args={
            "first": graphene.Argument(graphene.Int, description="How many from the start."),
            "after": graphene.Argument(NoNullString, description="Rows behind this cursor."),
            "last": graphene.Argument(graphene.Int, description="How many from the end."),
            "before": graphene.Argument(NoNullString, description="Rows before this cursor."),
            **(filters or {}),
        },
    )


def asked_size(given: Mapping[str, Any]) -> int:
    """How many rows are asked for; exactly one of `first` and `last` says so."""
    first, last = given.get("first"), given.get("last")
    if (first is None) == (last is None):
        raise bad_input(_("Podaj albo „first”, albo „last”."))
    if (last is None and given.get("before")) or (first is None and given.get("after")):
        raise bad_input(_("„after” idzie w parze z „first”, a „before” z „last”."))
    size = int(first or last or 0)
    if not 1 <= size <= LIMITS.page:
        raise bad_input(_("Strona ma od 1 do %(most)s pozycji.") % {"most": LIMITS.page})
    return size


def page(info: GraphQLResolveInfo, rows: QuerySet[Any], order: Order, given: Mapping[str, Any]) -> Slice:
    """One page of `rows`, with everything the query reads below it, and nothing counted unasked."""
    size = asked_size(given)
    backwards = given.get("first") is None
    filters = {key: value for key, value in given.items() if key not in PAGING}
    digest = digest_of(f"{info.context.actor.tenant}:{info.field_name}", order, filters)
    cursor = given.get("before") if backwards else given.get("after")
    ordered = rows.order_by(*(order.turned() if backwards else order.all))
    if cursor is not None:
        place = read_cursor(cursor, digest, order, rows.model)
        ordered = ordered.filter(order.past(place, backwards=backwards))
    target, nodes, counted = _below(info)
    found = planning.fetch(info, target, nodes, ordered[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    planning.disclosed(info, target, found)
    edges = [Edge(row, write_cursor(digest, order, row)) for row in found]
    return Slice(
        nodes=found,
        edges=edges,
        page_info=PageInfoValue(
            has_next_page=more if not backwards else cursor is not None,
            has_previous_page=more if backwards else cursor is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        total_count=bounded_count(rows) if counted else None,
    )


def bounded_count(rows: QuerySet[Any]) -> int | None:
    """How many rows there are, None when there are too many to be worth counting."""
    count = rows.order_by()[: COUNT_BOUND + 1].count()
    return count if count <= COUNT_BOUND else None


def _below(info: GraphQLResolveInfo) -> tuple[GraphQLObjectType, planning.Nodes, bool]:
    """The row type, what the query reads of a row, and whether the total is asked for."""
    connection_object = info.return_type
    nodes: planning.Nodes = []
    counted = False
    target = connection_object.fields["nodes"].type.of_type.of_type.of_type  # type: ignore[union-attr]
    for group in planning.selected(info, connection_object, info.field_nodes):  # type: ignore[arg-type]
        name = group[0].name.value
        counted = counted or name == "totalCount"
        if name == "nodes":
            nodes += group
        elif name == "edges":
            edge = connection_object.fields["edges"].type.of_type.of_type.of_type  # type: ignore[union-attr]
            for inner in planning.selected(info, edge, group):
                nodes += inner if inner[0].name.value == "node" else []
    return target, nodes, counted
