"""Reading one's own path."""

from __future__ import annotations

from typing import Any

from core.paths import queries
from graphql_api.fields import field
from graphql_api.ids import global_id
from graphql_api.paths.types import FAMILY, OwnPathType, OwnPathValue


def _own_path(_source: Any, info: Any) -> OwnPathValue:
    own = queries.own_path(info.context.actor)
    overview = own.overview
    return OwnPathValue(
        id=global_id("Path", overview.plan.pk) if overview else None,
        case_number=own.case.number,
        worker_name=own.worker_name,
        helpers=own.helpers,
        has_agreed=own.has_agreed,
        steps_done=overview.progress.done if overview else 0,
        steps_total=overview.progress.total if overview else 0,
        next_meeting_on=overview.next_meeting_on if overview else None,
        plan=overview.plan if overview else None,
    )


class PathQueries:
    """Paths of the leader's cases hang on the cases; a person's own one stands here."""

    own_path = field(
        OwnPathType,
        policy=FAMILY,
        description="The caller's own path: a person's, never the whole household's.",
        resolver=_own_path,
        weight=20,
    )
