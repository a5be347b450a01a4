"""Writing a town's lessons."""

from __future__ import annotations

import graphene

from core.lessons import operations, queries
from core.shared.enums import STAFF, Role
from graphql_api.exchange.types import LessonKindEnum, many
from graphql_api.lessons.types import LessonType
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import NoNullString

_SCOPES = ("partners:read", "partners:write")
STAFF_WRITERS = policy(*STAFF, scopes=_SCOPES)
OFFICE = policy(*STAFF, Role.DIRECTOR, scopes=_SCOPES)
LESSON = reference("Lesson", queries.lesson_visible, "The lesson.")
WORDS = {
    "situation": text("What the situation was.", required=False),
    "actions": text("What was done.", required=False),
    "effect": text("What came of it.", required=False),
    "category": text("Field of services.", required=False),
    "sector": text("Sector.", required=False),
    "grounds": value(many(NoNullString), "Codes of grounds for assistance.", required=False),
    "names_source": value(graphene.Boolean, "Whether the town may be named.", required=False),
}


class LessonMutations:
    """What a town's staff writes."""

    lesson_record = mutation(
        "LessonRecord",
        result=LessonType,
        policy=STAFF_WRITERS,
        takes={"kind": value(LessonKindEnum, "Kind."), "title": text("Title."), **WORDS},
        perform=operations.record_lesson,
        description="Write a lesson down; it stays in the town.",
    )
    lesson_edit = mutation(
        "LessonEdit",
        result=LessonType,
        policy=STAFF_WRITERS,
        takes={
            "lesson": LESSON,
            "kind": value(LessonKindEnum, "Kind.", required=False),
            "title": text("Title.", required=False),
            **WORDS,
        },
        perform=operations.edit_lesson,
        description="Change a lesson that lies in the town or was returned.",
    )
    lesson_hand = mutation(
        "LessonHand",
        result=LessonType,
        policy=OFFICE,
        takes={"lesson": LESSON},
        perform=operations.hand_lesson,
        description="Hand a lesson to the region.",
    )
    lesson_withdraw = mutation(
        "LessonWithdraw",
        result=LessonType,
        policy=OFFICE,
        takes={"lesson": LESSON},
        perform=operations.withdraw_lesson,
        description="Take a lesson back; what the region published of it disappears.",
    )
