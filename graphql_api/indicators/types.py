"""Exact figures of the town itself: for its own staff only."""

from __future__ import annotations

import graphene

from core.indicators.enums import FigureStatus
from core.shared.enums import STAFF
from graphql_api.fields import enumeration, field
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import NoNullString

READERS = policy(*STAFF, scopes=("indicators:read",))
FigureSignEnum = enumeration(FigureStatus, "FigureSign", "Why a figure has no number.")


class OwnFigureType(graphene.ObjectType):
    """One exact figure of one period."""

    class Meta:
        name = "OwnFigure"

    figure = field(NoNullString, required=True, policy=WITH_OBJECT, description="Key of the figure.")
    period = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="2026-08, 2026-q2, 2026-h1 or 2026."
    )
    dimension = field(NoNullString, policy=WITH_OBJECT, description="Breakdown, for a part of the figure.")
    member = field(NoNullString, policy=WITH_OBJECT, description="Member of the breakdown.")
    value = field(graphene.Float, policy=WITH_OBJECT, description="The exact value.")
    base = field(graphene.Int, policy=WITH_OBJECT, description="How many a share, mean or median rests on.")
    sign = field(FigureSignEnum, policy=WITH_OBJECT, description="Why there is no value.")
