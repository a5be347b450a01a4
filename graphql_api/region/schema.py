"""The schema of a region: published indicators, templates and lessons, and no way to a person."""

from __future__ import annotations

from functools import cache

import graphene

from graphql_api.build import ApiSchema, build
from graphql_api.exchange.mutations import RegionMutations
from graphql_api.exchange.queries import RegionQueries
from graphql_api.identity.types import CallerQueries
from graphql_api.regional.queries import RegionalQueries
from graphql_api.submissions.mutations import RegionMonthMutations
from graphql_api.submissions.queries import RegionMonthQueries


class Query(RegionalQueries, RegionMonthQueries, RegionQueries, CallerQueries, graphene.ObjectType):
    """What can be read."""


class Mutation(RegionMutations, RegionMonthMutations, graphene.ObjectType):
    """What can be written: all of a request, or nothing of it."""


@cache
def schema() -> ApiSchema:
    """The schema, put together once a process."""
    return build("region", query=Query, mutation=Mutation)
