"""Reading meetings and tasks of the partnership."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from core.partnership import queries
from core.partnership.queries.decisions import tasks
from core.shared.actor import Actor
from core.shared.errors import NotVisible
from graphql_api.connection import connection
from graphql_api.ids import key_of
from graphql_api.meetings.types import (
    MeetingDecisionType,
    MeetingKindEnum,
    MeetingStateEnum,
    PartnershipMeetingType,
    TaskStateEnum,
)
from graphql_api.node import lookup
from graphql_api.partnership.types import READERS


def _tasks(actor: Actor, owner: str | None = None, **filters: Any) -> QuerySet[Any]:
    key = key_of(owner, "Partner") if owner else None
    if owner and key is None:
        raise NotVisible
    return tasks(actor, owner=key, **filters)


class MeetingQueries:
    """Meetings of the partnership."""

    partnership_meeting = lookup(PartnershipMeetingType, policy=READERS, description="One meeting.")
    partnership_meetings = connection(
        PartnershipMeetingType,
        rows=queries.meetings,
        order=("-day", "title"),
        policy=READERS,
        description="Meetings of the partnership, the newest first.",
        filters={
            "kind": graphene.Argument(MeetingKindEnum, description="Only of this kind."),
            "state": graphene.Argument(MeetingStateEnum, description="Only in this state."),
        },
    )
    partnership_tasks = connection(
        MeetingDecisionType,
        rows=_tasks,
        order=("-created_at",),
        policy=READERS,
        description="Tasks that meetings gave to partners, the newest first.",
        filters={
            "owner": graphene.Argument(graphene.ID, description="Only of this partner."),
            "state": graphene.Argument(TaskStateEnum, description="Only in this state."),
            "overdue": graphene.Argument(graphene.Boolean, description="Only overdue ones."),
        },
    )
