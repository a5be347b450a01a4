"""The schema of a town: partners, basket, families and paths, each as far as the caller may see."""

from __future__ import annotations

from functools import cache

import graphene

from graphql_api.build import ApiSchema, build
from graphql_api.identity.types import ANYONE, CallerQueries
from graphql_api.node import node_field, nodes_field


class Query(CallerQueries, graphene.ObjectType):
    """What can be read."""

    node = node_field(ANYONE)
    nodes = nodes_field(ANYONE)


@cache
def schema() -> ApiSchema:
    """The schema, put together once a process."""
    return build("municipality", query=Query)
