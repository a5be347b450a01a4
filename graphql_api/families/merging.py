"""One person written down twice: records that may be the same, put together and taken apart by the leader."""

from __future__ import annotations

from typing import Any

import graphene

from core.families import operations, queries
from core.families.models import Person, PersonMerge
from core.shared.actor import Actor
from graphql_api import ids
from graphql_api.connection import connection
from graphql_api.entity import EntityType
from graphql_api.families.loaders import past_or_present_person, person_visible
from graphql_api.families.mutations import CASE, WRITERS
from graphql_api.families.types import LEADERS, CaseType, PersonType
from graphql_api.fields import field, related
from graphql_api.mutations import mutation, reference
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import DateTime


class PersonMergeType(EntityType):
    """Two records put together."""

    class Meta:
        model = PersonMerge
        name = "PersonMerge"
        description = "A second record of a person put to the one that stays."
        rows = queries.merges_visible_to
        policy = LEADERS
        audited = True

    made_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When it was done.")
    undone_at = field(DateTime, policy=WITH_OBJECT, description="When they were taken apart again.")
    case = related(
        CaseType, "case", policy=LEADERS, rows=queries.cases_visible_to, description="In which case."
    )
    kept = related(
        PersonType,
        "kept",
        policy=LEADERS,
        rows=queries.persons_visible_to,
        description="The record that stays.",
    )


def _twins(actor: Actor, *, person: str) -> Any:
    key = ids.key_of(person, "Person")
    visible = queries.persons_visible_to(actor)
    asked = visible.filter(pk=key).first() if key else None
    if asked is None:
        return Person.objects.none()
    return visible.filter(pk__in=[one.person.pk for one in queries.twins_visible(actor, asked)])


class MergingQueries:
    """What may be the same human being, and what was put together."""

    person_twins = connection(
        PersonType,
        rows=_twins,
        order=("created_at",),
        policy=LEADERS,
        description="Other records of the caller's cases that may be the same human being.",
        filters={"person": graphene.Argument(graphene.NonNull(graphene.ID), description="As whom.")},
    )
    person_merges = connection(
        PersonMergeType,
        rows=queries.merges_visible_to,
        order=("-made_at",),
        policy=LEADERS,
        description="Records put together in the caller's cases, taken apart ones too, the newest first.",
    )


class MergingMutations:
    """Putting together and taking apart."""

    persons_merge = mutation(
        "PersonsMerge",
        result=PersonMergeType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "kept": reference("Person", person_visible, "The record that stays."),
            "dropped": reference("Person", past_or_present_person, "The second record; nothing hangs on it."),
        },
        perform=operations.merge_persons,
        description="Put a second record of the same person to the one that stays.",
    )
    person_merge_undo = mutation(
        "PersonMergeUndo",
        result=PersonMergeType,
        policy=WRITERS,
        takes={"merge": reference("PersonMerge", queries.merge_visible, "What was put together.")},
        perform=operations.undo_merge,
        description="Take two records apart again: each has what it had.",
    )
