"""Rules of co-operation and annual plans: versions, acceptances, tasks, differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from core.partnership.enums.texts import AcceptanceManner, TextKind, TextState
from core.partnership.models import PartnershipText, PlanItem, TextAcceptance, TextVersion
from core.partnership.queries import partners
from core.partnership.queries import texts as queries
from core.shared.prose import labels, parsed
from core.shared.revisions import Change, Mark, Side, counted, differences, unified
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, related
from graphql_api.partnership.types import READERS, PartnerType
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import Date, NoNullString

TextKindEnum = enumeration(TextKind, "TextKind", "What partners accept: the rules, or a year's plan.")
TextStateEnum = enumeration(TextState, "TextState", "How far a version has come.")
MannerEnum = enumeration(AcceptanceManner, "AcceptanceManner", "How a partner said yes.")
MarkEnum = enumeration(Mark, "ChangeMark", "What became of a piece of text.")
SideEnum = enumeration(Side, "MergeSide", "Which text a stretch is taken from.")


def _many(type_: Any) -> Any:
    return graphene.List(graphene.NonNull(type_))


class TextBlockType(graphene.ObjectType):
    """A heading or a numbered paragraph of a text."""

    class Meta:
        name = "TextBlock"
        description = "A heading or a numbered paragraph of a text."

    place = field(NoNullString, required=True, policy=WITH_OBJECT, description="Where it stands: § 2 ust. 1.")
    is_heading = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether it begins a section."
    )
    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="Its words.")
    items = field(
        _many(NoNullString), required=True, policy=WITH_OBJECT, description="Points of its list, in order."
    )


@dataclass(frozen=True)
class BlockValue:
    """Values of `TextBlock`."""

    place: str
    is_heading: bool
    text: str
    items: tuple[str, ...]


def blocks_of(body: str) -> list[BlockValue]:
    """Blocks of a body as the API gives them."""
    found = parsed(body)
    return [
        BlockValue(place, block.is_heading, block.text, block.items)
        for block, place in zip(found, labels(found), strict=True)
    ]


class TextPieceType(graphene.ObjectType):
    """Words that stayed, came or went."""

    class Meta:
        name = "TextPiece"
        description = "Words that stayed, came or went."

    mark = field(MarkEnum, required=True, policy=WITH_OBJECT, description="What became of them.")
    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="The words.")


class TextChangeType(graphene.ObjectType):
    """A heading or paragraph of two texts side by side."""

    class Meta:
        name = "TextChange"
        description = "A heading or paragraph of two texts side by side."

    mark = field(MarkEnum, required=True, policy=WITH_OBJECT, description="What became of it.")
    before = field(NoNullString, required=True, policy=WITH_OBJECT, description="Where it stood, or nothing.")
    after = field(NoNullString, required=True, policy=WITH_OBJECT, description="Where it stands, or nothing.")
    pieces = field(
        _many(TextPieceType), required=True, size=20, policy=WITH_OBJECT, description="Its words, marked."
    )


class TextComparisonType(graphene.ObjectType):
    """What two texts differ in."""

    class Meta:
        name = "TextComparison"
        description = "What two texts differ in."

    added = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Paragraphs that came.")
    removed = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Paragraphs that went.")
    changed = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Paragraphs with new words.")
    unified = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="The differences in unified form."
    )
    changes = field(
        _many(TextChangeType),
        required=True,
        size=50,
        policy=WITH_OBJECT,
        description="Every paragraph of both texts in reading order.",
    )


@dataclass(frozen=True)
class ComparisonValue:
    """Values of `TextComparison`."""

    added: int
    removed: int
    changed: int
    unified: str
    changes: list[Change]


def comparison_of(before: str, after: str, names: tuple[str, str]) -> ComparisonValue:
    """What two texts differ in, as the API gives it."""
    changes = differences(before, after)
    numbers = counted(changes)
    return ComparisonValue(
        added=numbers[Mark.ADDED],
        removed=numbers[Mark.REMOVED],
        changed=numbers[Mark.CHANGED],
        unified=unified(before, after, names=names),
        changes=changes,
    )


class PlanItemType(EntityType):
    """A task of an annual plan."""

    class Meta:
        model = PlanItem
        name = "PlanItem"
        description = "A task of an annual plan."
        rows = queries.items_visible_to
        policy = READERS

    position = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Place in the plan.")
    what = field(NoNullString, required=True, policy=WITH_OBJECT, description="What is to be done.")
    responsible = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Who else answers for it, in words."
    )
    month = field(graphene.Int, policy=WITH_OBJECT, description="Month of the plan's year, 1 to 12.")
    term = field(NoNullString, required=True, policy=WITH_OBJECT, description="Term in words.")
    done_on = field(Date, policy=WITH_OBJECT, description="Day on which it was done.")
    done_note = field(NoNullString, required=True, policy=WITH_OBJECT, description="What came of it.")
    partner = related(
        PartnerType, "partner", policy=WITH_OBJECT, rows=partners, description="Partner that answers for it."
    )


class TextAcceptanceType(EntityType):
    """A partner's acceptance of a version."""

    class Meta:
        model = TextAcceptance
        name = "TextAcceptance"
        description = "A partner's acceptance of a version."
        rows = queries.acceptances_visible_to
        policy = READERS

    accepted_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of the acceptance.")
    person_name = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Who said so in its name."
    )
    manner = field(MannerEnum, required=True, policy=WITH_OBJECT, description="How.")
    partner = related(
        PartnerType, "partner", policy=WITH_OBJECT, rows=partners, description="Whose acceptance it is."
    )


class TextVersionType(EntityType):
    """One wording of the rules or of a plan."""

    class Meta:
        model = TextVersion
        name = "TextVersion"
        description = "One wording of the rules or of a plan; a delegate sees those put to the partners."
        rows = queries.counted_versions
        policy = READERS

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number of the version.")
    state = field(TextStateEnum, required=True, policy=WITH_OBJECT, description="How far it has come.")
    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="Title.")
    note = field(NoNullString, required=True, policy=WITH_OBJECT, description="What is new in it and why.")
    blocks = field(
        _many(TextBlockType),
        required=True,
        size=50,
        policy=WITH_OBJECT,
        description="Headings and paragraphs in order.",
        resolver=lambda source, _info: blocks_of(source.body),
    )
    template_label = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Template that it was made from."
    )
    put_on = field(Date, policy=WITH_OBJECT, description="Day on which it was put to the partners.")
    in_force_on = field(Date, policy=WITH_OBJECT, description="First day on which it holds.")
    ended_on = field(Date, policy=WITH_OBJECT, description="Day on which it was replaced or given up.")
    accepted_number = field(
        graphene.Int, policy=WITH_OBJECT, description="How many of today's partners have accepted it."
    )
    partner_number = field(graphene.Int, policy=WITH_OBJECT, description="How many partners there are today.")
    items = related(
        PlanItemType,
        "items",
        many=True,
        policy=WITH_OBJECT,
        rows=queries.items_visible_to,
        description="Tasks, when it is a plan.",
    )
    acceptances = related(
        TextAcceptanceType,
        "acceptances",
        many=True,
        policy=WITH_OBJECT,
        rows=queries.acceptances_visible_to,
        description="Acceptances; a delegate reads only the own organisation's.",
    )
    text = related(
        lambda: PartnershipTextType,
        "text",
        policy=WITH_OBJECT,
        description="The text of which it is a version.",
    )


class PartnershipTextType(EntityType):
    """The rules, or the plan of a year."""

    class Meta:
        model = PartnershipText
        name = "PartnershipText"
        description = "The rules of co-operation, or the plan of a year, through all versions."
        rows = queries.texts
        policy = READERS

    kind = field(TextKindEnum, required=True, policy=WITH_OBJECT, description="Rules or plan.")
    year = field(graphene.Int, policy=WITH_OBJECT, description="Year of the plan.")
    versions = related(
        TextVersionType,
        "versions",
        many=True,
        policy=WITH_OBJECT,
        rows=queries.counted_versions,
        description="Versions, the newest first.",
    )


@dataclass(frozen=True)
class ConflictValue:
    """Values of `MergeConflict`."""

    number: int
    ours: str
    theirs: str


class MergeConflictType(graphene.ObjectType):
    """A place where a template and the local text contradict each other."""

    class Meta:
        name = "MergeConflict"
        description = "A place where a template and the local text contradict each other."

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="To name it in a choice.")
    ours = field(NoNullString, required=True, policy=WITH_OBJECT, description="Our words.")
    theirs = field(NoNullString, required=True, policy=WITH_OBJECT, description="The template's words.")


class MergeChoiceInput(graphene.InputObjectType):
    """What to take at one conflict."""

    number = graphene.InputField(graphene.Int, required=True, description="Number of the conflict.")
    side = graphene.InputField(SideEnum, required=True, description="OURS, THEIRS or BOTH.")
