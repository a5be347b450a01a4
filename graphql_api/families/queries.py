"""Reading cases."""

from __future__ import annotations

import graphene

from core.families import queries
from graphql_api.connection import connection
from graphql_api.families.types import LEADERS, READERS, CaseType, StageEnum
from graphql_api.node import lookup
from graphql_api.scalars import Date, NoNullString


class FamilyQueries:
    """Cases that the caller may know of."""

    case = lookup(CaseType, policy=READERS, description="One case.")
    cases = connection(
        CaseType,
        rows=queries.cases_visible_to,
        order=("-opened_on", "-number"),
        policy=READERS,
        description=(
            "Cases, the newest first: their own for social workers, all (without any name) for "
            "directors and network officers."
        ),
        filters={
            "search": graphene.Argument(
                NoNullString, description="Number; names only in cases that the caller leads."
            ),
            "stage": graphene.Argument(StageEnum, description="Only at this stage."),
        },
    )
    due_reviews = connection(
        CaseType,
        rows=queries.due_reviews,
        order=("review_due_on", "-opened_on"),
        policy=LEADERS,
        description="Cases that the caller leads whose path is to be looked at, the longest due first.",
        filters={"by": graphene.Argument(Date, description="Due by this day; today when left out.")},
    )
