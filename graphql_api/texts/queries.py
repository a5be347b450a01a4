"""Reading the partnership's texts."""

from __future__ import annotations

from typing import Any

import graphene

from core.exchange.queries.templates import offered_version
from core.partnership.enums.texts import TextKind
from core.partnership.operations.adopting import merge_of
from core.partnership.queries import texts as queries
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisible
from core.shared.revisions import Chunk
from graphql_api import ids
from graphql_api.connection import connection
from graphql_api.fields import field
from graphql_api.node import lookup
from graphql_api.partnership.types import READERS
from graphql_api.policies import policy
from graphql_api.texts.types import (
    ConflictValue,
    MergeConflictType,
    PartnershipTextType,
    TextComparisonType,
    TextKindEnum,
    TextStateEnum,
    TextVersionType,
    comparison_of,
)

MANAGERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=("partners:read",))


def _texts(actor: Actor, kind: Any = None) -> Any:
    return queries.texts(actor, TextKind(kind) if kind else None)


def _versions(actor: Actor, state: Any = None, kind: Any = None) -> Any:
    found = queries.counted_versions(actor)
    found = found.filter(state=state) if state else found
    return found.filter(text__kind=kind) if kind else found


def _version(actor: Actor, text: str) -> Any:
    key = ids.key_of(text, "TextVersion")
    if key is None:
        raise NotVisible
    return queries.version_visible(actor, key)


def _comparison(_source: Any, info: Any, *, before: str, after: str) -> Any:
    first, second = (_version(info.context.actor, text) for text in (before, after))
    if first.text_id != second.text_id:
        raise NotVisible
    names = (f"{first.title} ({first.number})", f"{second.title} ({second.number})")
    return comparison_of(queries.comparable(first), queries.comparable(second), names)


def _conflicts(_source: Any, info: Any, *, template_version: str, year: int | None = None) -> list[Any]:
    actor = info.context.actor
    key = ids.key_of(template_version, "TemplateVersion")
    if key is None:
        raise NotVisible
    merge = merge_of(actor, offered_version(actor, key), year)
    return [_conflict(number, chunk) for number, chunk in merge.conflicts.items()]


def _conflict(number: int, chunk: Chunk) -> ConflictValue:
    ours, theirs = ("\n\n".join(block.flat for block in side) for side in (chunk.ours, chunk.theirs))
    return ConflictValue(number, ours, theirs)


def _id(description: str) -> Any:
    return graphene.Argument(graphene.NonNull(graphene.ID), description=description)


class TextQueries:
    """Rules and annual plans of the town."""

    partnership_texts = connection(
        PartnershipTextType,
        rows=_texts,
        order=("created_at",),
        policy=READERS,
        description="The rules and the plans.",
        filters={"kind": graphene.Argument(TextKindEnum, description="Only of this kind.")},
    )
    text_versions = connection(
        TextVersionType,
        rows=_versions,
        order=("-created_at",),
        policy=READERS,
        description="Versions of the texts, the newest first.",
        filters={
            "state": graphene.Argument(TextStateEnum, description="Only in this state."),
            "kind": graphene.Argument(TextKindEnum, description="Only of this kind."),
        },
    )
    text_version = lookup(TextVersionType, policy=READERS, description="One version.")
    text_comparison = field(
        TextComparisonType,
        policy=READERS,
        description="What two versions of one text differ in.",
        resolver=_comparison,
        weight=5,
        args={"before": _id("The earlier version."), "after": _id("The later version.")},
    )
    merge_conflicts = field(
        graphene.List(graphene.NonNull(MergeConflictType)),
        policy=MANAGERS,
        description="Where adopting a version of a template needs a choice.",
        resolver=_conflicts,
        weight=5,
        args={
            "template_version": _id("The offered version of a template."),
            "year": graphene.Argument(graphene.Int, description="Year of the plan; this one when left out."),
        },
    )
