"""The schema of a region: published indicators, and no type from which a person can be reached."""

from __future__ import annotations

from functools import cache

import graphene

from graphql_api.build import ApiSchema, build
from graphql_api.identity.types import CallerQueries
from graphql_api.regional.queries import RegionalQueries


class Query(RegionalQueries, CallerQueries, graphene.ObjectType):
    """What can be read."""


@cache
def schema() -> ApiSchema:
    """The schema, put together once a process."""
    return build("region", query=Query)
