"""Reading the register, copies, corrections, holds and disposals."""

from __future__ import annotations

import graphene

from core.rights import queries
from graphql_api.connection import connection
from graphql_api.families.types import LEADERS
from graphql_api.rights.types import (
    READERS,
    CorrectionType,
    DataRequestType,
    DisposalType,
    LegalHoldType,
    PersonCopyType,
)


class RightsQueries:
    """The director of the whole town, a worker of the own cases."""

    data_requests = connection(
        DataRequestType,
        rows=queries.requests_visible_to,
        order=("due_on",),
        policy=READERS,
        description="Requests of persons about their data, due first.",
        filters={"open_only": graphene.Argument(graphene.Boolean, description="Only unanswered ones.")},
    )
    person_copies = connection(
        PersonCopyType,
        rows=queries.exports_visible_to,
        order=("-requested_at",),
        policy=LEADERS,
        description="Copies made for persons of the caller's own cases, the newest first.",
    )
    corrections = connection(
        CorrectionType,
        rows=queries.corrections_visible_to,
        order=("-made_at",),
        policy=LEADERS,
        description="Values put right in the caller's own cases, the newest first.",
    )
    legal_holds = connection(
        LegalHoldType,
        rows=queries.holds_visible_to,
        order=("-placed_at",),
        policy=READERS,
        description="Holds, the newest first.",
    )
    disposals = connection(
        DisposalType,
        rows=queries.disposals_visible_to,
        order=("-proposed_at",),
        policy=READERS,
        description="Disposals of data, the newest first.",
    )
