"""Families from a spreadsheet: handed in, looked at, written or given up; the caller's own files alone."""

from __future__ import annotations

from typing import Any

import graphene

from core.families import operations, queries
from core.families.models import FamilyImport, FamilyImportRow
from core.shared.imports.enums import ImportStatus
from core.shared.imports.errors import refusal_sentence
from graphql_api.connection import connection
from graphql_api.entity import EntityType
from graphql_api.families.mutations import WRITERS
from graphql_api.families.types import LEADERS
from graphql_api.fields import field, related
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.node import lookup
from graphql_api.opendata.types import SmallFile, StateEnum, StatusEnum
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import DateTime, NoNullString

RUN = reference("FamilyImport", queries.family_import_visible, "The import.")


def _refusal(run: FamilyImport, _info: Any) -> str | None:
    if run.status != ImportStatus.REFUSED:
        return None
    return refusal_sentence(run.refusal["code"], run.refusal["data"])


class FamilyImportRowType(EntityType):
    """A household of the file."""

    class Meta:
        model = FamilyImportRow
        name = "FamilyImportRow"
        description = "A household of a file: where it stands, what would be done with it."
        rows = queries.family_import_rows_visible
        policy = LEADERS
        audited = True

    line = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Line of the file, from 1.")
    state = field(StateEnum, required=True, policy=WITH_OBJECT, description="What would be done with it.")
    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="How the household is called.")
    problems = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        policy=WITH_OBJECT,
        description="Codes of what is wrong.",
        resolver=lambda row, _info: sorted({str(found["code"]).upper() for found in row.problems}),
    )


class FamilyImportType(EntityType):
    """A file with families."""

    class Meta:
        model = FamilyImport
        name = "FamilyImport"
        description = "A spreadsheet with families: read, looked at, then written or given up."
        rows = queries.family_imports
        policy = LEADERS

    filename = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the file.")
    status = field(StatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    refusal = field(
        NoNullString, policy=WITH_OBJECT, description="Why it was not read at all.", resolver=_refusal
    )
    new = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Households to be written.")
    changed = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Known ones that gain.")
    unchanged = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Known as they are.")
    wrong = field(graphene.Int, required=True, policy=WITH_OBJECT, description="With errors.")
    written = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Written so far.")
    ended_at = field(DateTime, policy=WITH_OBJECT, description="When it ended.")
    households = related(
        FamilyImportRowType,
        "rows",
        many=True,
        size=20,
        policy=LEADERS,
        rows=queries.family_import_rows_visible,
        description="Households of the file, in its order.",
    )


class FamilyImportQueries:
    """The caller's own files."""

    family_import = lookup(FamilyImportType, policy=LEADERS, description="One import of the caller's own.")
    family_imports = connection(
        FamilyImportType,
        rows=queries.family_imports,
        order=("-created_at",),
        policy=LEADERS,
        description="The caller's own imports of families, the newest first.",
    )


class FamilyImportMutations:
    """The life of an import."""

    family_import_start = mutation(
        "FamilyImportStart",
        result=FamilyImportType,
        policy=WRITERS,
        takes={
            "filename": text("Name of the file."),
            "content": value(SmallFile, "CSV or XLSX of the template."),
        },
        perform=operations.start_family_import,
        description="Hand a small file in; it is read in the background, nothing is written yet.",
    )
    family_import_decide = mutation(
        "FamilyImportDecide",
        result=FamilyImportType,
        policy=WRITERS,
        takes={
            "family_import": RUN,
            "only_correct": value(
                graphene.Boolean,
                "Leave households with errors out; without it they stop everything.",
                required=False,
            ),
        },
        perform=lambda *, actor, family_import, **given: operations.decide_family_import(
            actor=actor, run=family_import, **given
        ),
        description="Write what the preview shows, in the background.",
    )
    family_import_cancel = mutation(
        "FamilyImportCancel",
        result=FamilyImportType,
        policy=WRITERS,
        takes={"family_import": RUN},
        perform=lambda *, actor, family_import: operations.cancel_family_import(
            actor=actor, run=family_import
        ),
        description="Give an import up; nothing of it is written.",
    )
