"""Reading one's own path."""

from __future__ import annotations

from typing import Any

import graphene

from core.paths import queries
from core.paths.queries.versions import changed_since_agreed
from core.paths.queries.watching import stalled_days, watched
from core.shared.enums import Role
from graphql_api.families.types import PATH_LEADERS
from graphql_api.fields import field
from graphql_api.ids import global_id
from graphql_api.limits import LIMITS
from graphql_api.paths.types import FAMILY, OwnPathType, OwnPathValue
from graphql_api.paths.voice_types import WaitingStepType, WaitingStepValue
from graphql_api.policies import policy


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
        next_meeting_on=own.next_meeting_on,
        plan=overview.plan if overview else None,
        changes_since_agreed=_changes(info.context.actor, own),
    )


def _changes(actor: Any, own: queries.OwnPath) -> list[str]:
    if own.overview is None:
        return []
    found = changed_since_agreed(actor, own.overview.plan, own.person_id)
    return [sentence.text for sentence in found]


def _waiting(_source: Any, info: Any) -> list[WaitingStepValue]:
    return [
        WaitingStepValue(
            task=global_id("Task", row.task.pk),
            case_number=row.task.goal.plan.case.number,
            hitch=row.signs[0].hitch,
            turn=row.signs[0].turn,
            since=row.signs[0].since,
            due_on=row.task.due_on,
        )
        for row in watched(info.context.actor)[: LIMITS.page]
    ]


class PathQueries:
    """Paths of the leader's cases hang on the cases; a person's own one stands here."""

    own_path = field(
        OwnPathType,
        policy=FAMILY,
        description="The caller's own path: a person's, never the whole household's.",
        resolver=_own_path,
        weight=20,
    )
    stalled_days = field(
        graphene.Int,
        policy=policy(Role.SOCIAL_WORKER, Role.DIRECTOR, scopes=("families:read",)),
        description="After how many silent days a step stands still in this town.",
        resolver=lambda _source, _info: stalled_days(),
    )
    waiting_steps = field(
        graphene.List(graphene.NonNull(WaitingStepType)),
        policy=PATH_LEADERS,
        description="Steps of the caller's cases that ask for somebody, the longest waiting first.",
        resolver=_waiting,
        weight=20,
    )
