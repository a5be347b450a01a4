"""Reading the partnership."""

from __future__ import annotations

import graphene

from core.partnership import queries
from graphql_api.connection import connection
from graphql_api.node import lookup
from graphql_api.partnership.types import READERS, PartnerType, StageEnum
from graphql_api.scalars import NoNullString


class PartnershipQueries:
    """Partners of the town."""

    partner = lookup(PartnerType, policy=READERS, description="One partner.")
    partners = connection(
        PartnerType,
        rows=queries.partners,
        order=("-is_lead", "name"),
        policy=READERS,
        description="Partners, the lead first, then by name.",
        filters={
            "search": graphene.Argument(
                NoNullString, description="Words of the name or address, case and marks aside."
            ),
            "stage": graphene.Argument(StageEnum, description="Only at this stage."),
        },
    )
