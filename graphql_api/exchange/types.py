"""Templates and republished lessons: as towns read them, and as their region keeps them.

The fields are the same in both schemas; the rows and the rights differ, hence two types of one name.
"""

from __future__ import annotations

from typing import Any

import graphene

from core.exchange.enums import Decision, EditionState, LessonKind, TemplateKind
from core.exchange.models import (
    HandedLesson,
    LessonEdition,
    RegionalTemplate,
    TemplateAdoption,
    TemplateVersion,
)
from core.exchange.queries import lessons, templates
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, related
from graphql_api.partnership.types import READERS
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString
from graphql_api.texts.types import TextBlockType, blocks_of

REGION = policy(Role.REGIONAL_COORDINATOR, scopes=("exchange:read",))
TemplateKindEnum = enumeration(TemplateKind, "TemplateKind", "For which paper a template is.")
DecisionEnum = enumeration(Decision, "TemplateDecision", "What a town did with a version of a template.")
LessonKindEnum = enumeration(LessonKind, "LessonKind", "What a town learned.")
EditionStateEnum = enumeration(EditionState, "EditionState", "How far a region has come with a lesson.")


def many(type_: Any) -> Any:
    """A list without holes."""
    return graphene.List(graphene.NonNull(type_))


class TemplateFields:
    """What a template shows."""

    kind = field(TemplateKindEnum, required=True, policy=WITH_OBJECT, description="For which paper.")
    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="Title.")
    for_all = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Serves every voivodeship."
    )
    current = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Newest published version; 0 for none."
    )


class TemplateVersionFields:
    """What a version of a template shows."""

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number of the version.")
    note = field(NoNullString, required=True, policy=WITH_OBJECT, description="What is new in it.")
    published_on = field(Date, policy=WITH_OBJECT, description="Day of publication.")
    blocks = field(
        many(TextBlockType),
        required=True,
        size=50,
        policy=WITH_OBJECT,
        description="Headings and paragraphs in order.",
        resolver=lambda source, _info: blocks_of(source.body),
    )


class AdoptionFields:
    """What a town's decision shows."""

    decision = field(DecisionEnum, required=True, policy=WITH_OBJECT, description="Adopted or kept.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why it kept its text.")
    decided_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of the decision.")


class LessonFields:
    """What a lesson says and is about."""

    kind = field(LessonKindEnum, required=True, policy=WITH_OBJECT, description="Kind.")
    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="Title.")
    situation = field(NoNullString, required=True, policy=WITH_OBJECT, description="What the situation was.")
    actions = field(NoNullString, required=True, policy=WITH_OBJECT, description="What was done.")
    effect = field(NoNullString, required=True, policy=WITH_OBJECT, description="What came of it.")
    category = field(NoNullString, required=True, policy=WITH_OBJECT, description="Field of services.")
    sector = field(NoNullString, required=True, policy=WITH_OBJECT, description="Sector.")
    grounds = field(
        many(NoNullString), required=True, policy=WITH_OBJECT, description="Codes of grounds for assistance."
    )


class EditionFields(LessonFields):
    """What a region's edition shows."""

    tags = field(many(NoNullString), required=True, policy=WITH_OBJECT, description="The region's tags.")
    source = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Source town, where it allows that."
    )
    published_on = field(Date, policy=WITH_OBJECT, description="Day of publication.")


class TemplateAdoptionType(AdoptionFields, EntityType):
    """A town's own decision."""

    class Meta:
        model = TemplateAdoption
        name = "TemplateAdoption"
        description = "What the town decided about a version of a template."
        rows = templates.own_decisions
        policy = READERS


class TemplateVersionType(TemplateVersionFields, EntityType):
    """A published version as a town reads it."""

    class Meta:
        model = TemplateVersion
        name = "TemplateVersion"
        description = "A published version of a template."
        rows = templates.offered_versions
        policy = READERS

    decisions = related(
        TemplateAdoptionType,
        "adoptions",
        many=True,
        size=1,
        policy=WITH_OBJECT,
        rows=templates.own_decisions,
        description="The town's decision, or none.",
    )
    template = related(
        lambda: TemplateType,
        "template",
        policy=WITH_OBJECT,
        rows=templates.offered_templates,
        description="The template.",
    )


class TemplateType(TemplateFields, EntityType):
    """A template as a town is offered it."""

    class Meta:
        model = RegionalTemplate
        name = "RegionalTemplate"
        description = "A template of the region that the town may adopt."
        rows = templates.offered_templates
        policy = READERS

    versions = related(
        TemplateVersionType,
        "versions",
        many=True,
        size=5,
        policy=WITH_OBJECT,
        rows=templates.offered_versions,
        description="Published versions, the newest first.",
    )


class PublishedLessonType(EditionFields, EntityType):
    """A republished lesson as towns read it."""

    class Meta:
        model = LessonEdition
        name = "PublishedLesson"
        description = "A lesson that the region republished."
        rows = lessons.published_lessons
        policy = READERS


class RegionAdoptionType(AdoptionFields, EntityType):
    """A town's decision as the region sees it."""

    class Meta:
        model = TemplateAdoption
        name = "TemplateAdoption"
        description = "What a town decided about a version of the region's template."
        rows = templates.adoptions_of
        policy = REGION

    town = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="TERYT code of the town.",
        resolver=lambda source, _info: source.schema_name.partition("_")[2],
    )


class RegionVersionType(TemplateVersionFields, EntityType):
    """A version of the region's own template, a draft too."""

    class Meta:
        model = TemplateVersion
        name = "TemplateVersion"
        description = "A version of the region's template; towns see it once it is published."
        rows = templates.own_versions
        policy = REGION

    adoptions = related(
        RegionAdoptionType,
        "adoptions",
        many=True,
        size=50,
        policy=WITH_OBJECT,
        rows=templates.adoptions_of,
        description="Decisions of towns.",
    )
    template = related(
        lambda: RegionTemplateType,
        "template",
        policy=WITH_OBJECT,
        rows=templates.own_templates,
        description="The template.",
    )


class RegionTemplateType(TemplateFields, EntityType):
    """A template of the region."""

    class Meta:
        model = RegionalTemplate
        name = "RegionalTemplate"
        description = "A template that the region writes."
        rows = templates.own_templates
        policy = REGION

    versions = related(
        RegionVersionType,
        "versions",
        many=True,
        size=5,
        policy=WITH_OBJECT,
        rows=templates.own_versions,
        description="Versions, the newest first.",
    )


class RegionEditionType(EditionFields, EntityType):
    """What the region made of a lesson."""

    class Meta:
        model = LessonEdition
        name = "LessonEdition"
        description = "What the region made of a lesson: its wording, tags and state."
        rows = lessons.own_editions
        policy = REGION

    state = field(EditionStateEnum, required=True, policy=WITH_OBJECT, description="How far it has come.")
    note = field(NoNullString, required=True, policy=WITH_OBJECT, description="What the town is to mend.")
    for_all = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Reaches every voivodeship."
    )
    revision = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Revision of the lesson it answers."
    )


class HandedLessonType(LessonFields, EntityType):
    """A lesson that a town handed over."""

    class Meta:
        model = HandedLesson
        name = "HandedLesson"
        description = "A lesson that a town of the region handed over."
        rows = lessons.handed_lessons
        policy = REGION

    town = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="TERYT code of the town.",
        resolver=lambda source, _info: source.schema_name.partition("_")[2],
    )
    names_source = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether the town may be named."
    )
    revision = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How often handed over.")
    handed_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of handing over.")
    edition = related(
        RegionEditionType,
        "edition",
        policy=WITH_OBJECT,
        rows=lessons.own_editions,
        description="What the region made of it, or none.",
    )
