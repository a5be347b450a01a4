"""Reading a town's own lessons."""

from __future__ import annotations

import graphene

from core.lessons import queries
from graphql_api.connection import connection
from graphql_api.exchange.types import LessonKindEnum
from graphql_api.lessons.types import LessonStateEnum, LessonType
from graphql_api.node import lookup
from graphql_api.partnership.types import READERS
from graphql_api.scalars import NoNullString


class LessonQueries:
    """Lessons of the town."""

    lesson = lookup(LessonType, policy=READERS, description="One lesson of the town.")
    lessons = connection(
        LessonType,
        rows=queries.lessons,
        order=("-recorded_on", "title"),
        policy=READERS,
        description="Lessons of the town, the newest first.",
        filters={
            "search": graphene.Argument(NoNullString, description="Words, case and marks aside."),
            "kind": graphene.Argument(LessonKindEnum, description="Only of this kind."),
            "state": graphene.Argument(LessonStateEnum, description="Only lying there."),
        },
    )
