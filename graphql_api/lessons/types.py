"""A town's own lessons."""

from __future__ import annotations

import graphene

from core.lessons import queries
from core.lessons.enums import LessonState
from core.lessons.models import Lesson
from graphql_api.entity import EntityType
from graphql_api.exchange.types import LessonFields
from graphql_api.fields import enumeration, field
from graphql_api.partnership.types import READERS
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import Date

LessonStateEnum = enumeration(LessonState, "LessonState", "Where a lesson lies.")


class LessonType(LessonFields, EntityType):
    """What the town learned."""

    class Meta:
        model = Lesson
        name = "Lesson"
        description = "What the town learned; a delegate sees what was handed to the region."
        rows = queries.lessons
        policy = READERS

    state = field(LessonStateEnum, required=True, policy=WITH_OBJECT, description="Where it lies.")
    names_source = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether the town may be named."
    )
    recorded_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of writing.")
    handed_on = field(Date, policy=WITH_OBJECT, description="Day of handing over.")
    withdrawn_on = field(Date, policy=WITH_OBJECT, description="Day of taking back.")
