"""Reading templates and lessons between a region and its towns."""

from __future__ import annotations

from typing import Any

import graphene

from core.exchange.queries import lessons as collected
from core.exchange.queries import templates as kept
from core.shared.actor import Actor
from core.shared.errors import NotVisible
from graphql_api import ids
from graphql_api.connection import connection
from graphql_api.exchange.types import (
    REGION,
    EditionStateEnum,
    HandedLessonType,
    LessonKindEnum,
    PublishedLessonType,
    RegionTemplateType,
    RegionVersionType,
    TemplateKindEnum,
    TemplateType,
    TemplateVersionType,
)
from graphql_api.fields import field
from graphql_api.node import lookup
from graphql_api.partnership.types import READERS
from graphql_api.scalars import NoNullString
from graphql_api.texts.types import TextComparisonType, comparison_of


def _offered(actor: Actor, kind: Any = None) -> Any:
    found = kept.offered_templates(actor)
    return found.filter(kind=kind) if kind else found


def _handed(actor: Actor, **chosen: Any) -> Any:
    state = chosen.pop("state", None)
    return collected.handed_lessons(actor, state=str(state.value) if state else None, **chosen)


def _compared(fetch: Any) -> Any:
    def resolve(_source: Any, info: Any, *, before: str, after: str) -> Any:
        found = []
        for text in (before, after):
            key = ids.key_of(text, "TemplateVersion")
            if key is None:
                raise NotVisible
            found.append(fetch(info.context.actor, key))
        first, second = found
        names = (f"{first.template.title} ({first.number})", f"{second.template.title} ({second.number})")
        return comparison_of(first.body, second.body, names)

    return resolve


def _id(description: str) -> Any:
    return graphene.Argument(graphene.NonNull(graphene.ID), description=description)


_PAIR = {"before": _id("The earlier version."), "after": _id("The later version.")}
_KIND = {"kind": graphene.Argument(TemplateKindEnum, description="Only for this paper.")}
_WORDS = {
    "search": graphene.Argument(NoNullString, description="Words of the lesson, case and marks aside."),
    "kind": graphene.Argument(LessonKindEnum, description="Only of this kind."),
    "tag": graphene.Argument(NoNullString, description="Only with this tag."),
}


class OfferQueries:
    """What a town is offered by regions."""

    templates = connection(
        TemplateType,
        rows=_offered,
        order=("kind", "title"),
        policy=READERS,
        description="Published templates that the town may adopt.",
        filters=_KIND,
    )
    template_version = lookup(TemplateVersionType, policy=READERS, description="One published version.")
    template_comparison = field(
        TextComparisonType,
        policy=READERS,
        description="What two versions of a template differ in.",
        resolver=_compared(kept.offered_version),
        weight=5,
        args=_PAIR,
    )
    published_lessons = connection(
        PublishedLessonType,
        rows=collected.published_lessons,
        order=("-published_on", "title"),
        policy=READERS,
        description="Lessons that the region republished, the newest first.",
        filters={
            **_WORDS,
            "category": graphene.Argument(NoNullString, description="Only of this field of services."),
            "ground": graphene.Argument(NoNullString, description="Only about this ground."),
        },
    )


class RegionQueries:
    """What a region writes and collects."""

    templates = connection(
        RegionTemplateType,
        rows=kept.own_templates,
        order=("kind", "title"),
        policy=REGION,
        description="Templates of the region.",
        filters=_KIND,
    )
    template = lookup(RegionTemplateType, policy=REGION, description="One template of the region.")
    template_version = lookup(RegionVersionType, policy=REGION, description="One version, a draft too.")
    template_comparison = field(
        TextComparisonType,
        policy=REGION,
        description="What two versions of a template differ in.",
        resolver=_compared(kept.own_version),
        weight=5,
        args=_PAIR,
    )
    handed_lessons = connection(
        HandedLessonType,
        rows=_handed,
        order=("-handed_on", "title"),
        policy=REGION,
        description="Lessons that towns handed over and have not taken back, the newest first.",
        filters={
            **_WORDS,
            "state": graphene.Argument(EditionStateEnum, description="Only answered in this way."),
        },
    )
    handed_lesson = lookup(HandedLessonType, policy=REGION, description="One lesson.")
