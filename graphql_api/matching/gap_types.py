"""What the basket lacks, in counts."""

from __future__ import annotations

import graphene

from graphql_api.basket.types import CategoryEnum
from graphql_api.fields import field
from graphql_api.matching.types import CauseEnum
from graphql_api.policies import WITH_OBJECT


class CauseCountType(graphene.ObjectType):
    """Gaps of a cause."""

    class Meta:
        name = "CauseCount"
        description = "Open gaps of one cause."

    cause = field(CauseEnum, required=True, policy=WITH_OBJECT, description="Why.")
    count = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How many.")


class GapType(graphene.ObjectType):
    """Gaps of a category."""

    class Meta:
        name = "BasketGap"
        description = "Open gaps of one category; no family."

    category = field(CategoryEnum, required=True, policy=WITH_OBJECT, description="Category.")
    total = field(graphene.Int, required=True, policy=WITH_OBJECT, description="All open gaps.")
    needs = field(graphene.Int, required=True, policy=WITH_OBJECT, description="All needs of the kind.")
    causes = field(
        graphene.List(graphene.NonNull(CauseCountType)),
        required=True,
        size=3,
        policy=WITH_OBJECT,
        description="Gaps by cause.",
    )


class HalfYearType(graphene.ObjectType):
    """Needs of a half-year."""

    class Meta:
        name = "GapHalfYear"
        description = "Needs recorded in a half-year and how many found no service."

    year = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Year.")
    half = field(graphene.Int, required=True, policy=WITH_OBJECT, description="1 or 2.")
    recorded = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Needs recorded.")
    unmet = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Of these, unmet.")


class GapListType(graphene.ObjectType):
    """The gap list."""

    class Meta:
        name = "GapList"
        description = "What the basket lacks today, in counts of the own town."

    gaps = field(
        graphene.List(graphene.NonNull(GapType)),
        required=True,
        size=14,
        policy=WITH_OBJECT,
        description="By category, the largest first.",
    )
    trend = field(
        graphene.List(graphene.NonNull(HalfYearType)),
        required=True,
        size=4,
        policy=WITH_OBJECT,
        description="The last half-years.",
    )
