"""Reading cases."""

from __future__ import annotations

import graphene

from core.families import queries
from graphql_api.connection import connection
from graphql_api.families.types import READERS, CaseType, StageEnum
from graphql_api.node import lookup
from graphql_api.scalars import NoNullString


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
