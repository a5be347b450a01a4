"""A spreadsheet of families and its households, for whoever handed it in."""

from __future__ import annotations

from typing import Any

import graphene

from core.families import queries
from core.families.models import FamilyImport, FamilyImportRow
from core.shared.imports.enums import ImportStatus
from core.shared.imports.errors import refusal_sentence
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS
from graphql_api.fields import field, related
from graphql_api.opendata.types import StateEnum, StatusEnum
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import DateTime, NoNullString


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
