"""Families from a spreadsheet: handed in, looked at, written or given up; the caller's own files alone."""

from __future__ import annotations

import graphene

from core.families import operations, queries
from graphql_api.connection import connection
from graphql_api.families.importing_types import FamilyImportType
from graphql_api.families.mutations import WRITERS
from graphql_api.families.types import LEADERS
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.node import lookup
from graphql_api.opendata.types import SmallFile

RUN = reference("FamilyImport", queries.family_import_visible, "The import.")


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
