"""One person written down twice: records that may be the same, put together and taken apart by the leader."""

from __future__ import annotations

import graphene

from core.families import operations, queries
from graphql_api.connection import connection
from graphql_api.families.loaders import past_or_present_person, person_visible, twins_of
from graphql_api.families.merging_types import PersonMergeType
from graphql_api.families.mutations import CASE, WRITERS
from graphql_api.families.types import LEADERS, PersonType
from graphql_api.mutations import mutation, reference


class MergingQueries:
    """What may be the same human being, and what was put together."""

    person_twins = connection(
        PersonType,
        rows=twins_of,
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
