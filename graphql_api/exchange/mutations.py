"""What a region writes: templates, and what it makes of lessons."""

from __future__ import annotations

from typing import Any

import graphene

from core.exchange.operations import lessons as collecting
from core.exchange.operations import templates as writing
from core.exchange.operations.lessons import Words
from core.exchange.queries import lessons, templates
from core.shared.enums import Role
from graphql_api.exchange.types import (
    HandedLessonType,
    LessonKindEnum,
    RegionTemplateType,
    RegionVersionType,
    TemplateKindEnum,
    many,
)
from graphql_api.mutations import Given, mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import NoNullString

WRITERS = policy(Role.REGIONAL_COORDINATOR, scopes=("exchange:read", "exchange:write"))
TEMPLATE = reference("RegionalTemplate", templates.own_template, "The template.")
VERSION = reference("TemplateVersion", templates.own_version, "The version.")
LESSON = reference("HandedLesson", lessons.handed_lesson, "The lesson.")
BLOCKS = Given(
    many(NoNullString), "Headings (they begin with #) and paragraphs (points begin with -), in order."
)
NOTE = text("What is new in it.", required=False)
FOR_ALL = value(graphene.Boolean, "Serves every voivodeship; for the leading region.", required=False)


def _joined(operation: Any) -> Any:
    def perform(*, blocks: list[str], **given: Any) -> Any:
        return operation(body="\n\n".join(blocks), **given)

    return perform


def _drop(**given: Any) -> bool:
    writing.drop_version(**given)
    return True


def _edit(
    *, actor: Any, lesson: Any, tags: list[str] | None = None, for_all: bool = False, **words: Any
) -> Any:
    collecting.edit_lesson(actor=actor, lesson=lesson, words=Words(**words), tags=tags or (), for_all=for_all)
    return lesson


def _answered(operation: Any) -> Any:
    def perform(*, lesson: Any, **given: Any) -> Any:
        operation(lesson=lesson, **given)
        return lesson

    return perform


class RegionMutations:
    """Templates and lessons of a region."""

    template_write = mutation(
        "TemplateWrite",
        result=RegionTemplateType,
        policy=WRITERS,
        takes={
            "kind": value(TemplateKindEnum, "For which paper."),
            "title": text("Title."),
            "blocks": BLOCKS,
            "note": NOTE,
            "for_all": FOR_ALL,
        },
        perform=_joined(writing.write_template),
        description="Begin a template with the draft of its first version.",
    )
    template_rename = mutation(
        "TemplateRename",
        result=RegionTemplateType,
        policy=WRITERS,
        takes={"template": TEMPLATE, "title": text("Title."), "for_all": FOR_ALL},
        perform=writing.rename_template,
        description="Change what a template is called and whom it serves.",
    )
    template_draft = mutation(
        "TemplateDraft",
        result=RegionVersionType,
        policy=WRITERS,
        takes={"template": TEMPLATE, "blocks": BLOCKS, "note": NOTE},
        perform=_joined(writing.draft_version),
        description="Begin the next version of a template.",
    )
    template_edit = mutation(
        "TemplateEdit",
        result=RegionVersionType,
        policy=WRITERS,
        takes={"version": VERSION, "blocks": BLOCKS, "note": NOTE},
        perform=_joined(writing.edit_version),
        description="Change a draft.",
    )
    template_drop = mutation(
        "TemplateDrop",
        result=graphene.Boolean,
        policy=WRITERS,
        takes={"version": VERSION},
        perform=_drop,
        description="Throw a draft away.",
    )
    template_publish = mutation(
        "TemplatePublish",
        result=RegionVersionType,
        policy=WRITERS,
        takes={"version": VERSION},
        perform=writing.publish_version,
        description="Let towns see a version; it never changes afterwards.",
    )
    edition_write = mutation(
        "EditionWrite",
        result=HandedLessonType,
        policy=WRITERS,
        takes={
            "lesson": LESSON,
            "kind": value(LessonKindEnum, "Kind."),
            "title": text("Title."),
            "situation": text("What the situation was."),
            "actions": text("What was done."),
            "effect": text("What came of it."),
            "category": text("Field of services.", required=False),
            "sector": text("Sector.", required=False),
            "grounds": value(many(NoNullString), "Codes of grounds.", required=False),
            "tags": value(many(NoNullString), "The region's tags.", required=False),
            "for_all": value(graphene.Boolean, "Reaches every voivodeship.", required=False),
        },
        perform=_edit,
        description="Keep the region's own wording and tags of a lesson.",
    )
    edition_publish = mutation(
        "EditionPublish",
        result=HandedLessonType,
        policy=WRITERS,
        takes={"lesson": LESSON},
        perform=_answered(collecting.publish_lesson),
        description="Show a lesson to towns.",
    )
    edition_return = mutation(
        "EditionReturn",
        result=HandedLessonType,
        policy=WRITERS,
        takes={"lesson": LESSON, "note": text("What to mend.")},
        perform=_answered(collecting.return_lesson),
        description="Send a lesson back to its town with a note.",
    )
    edition_retract = mutation(
        "EditionRetract",
        result=HandedLessonType,
        policy=WRITERS,
        takes={"lesson": LESSON},
        perform=_answered(collecting.retract_lesson),
        description="Take a published lesson off.",
    )
