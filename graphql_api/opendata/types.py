"""Imports of services: the file, what it would change, what is wrong with it."""

from __future__ import annotations

import base64
from base64 import b64decode
from dataclasses import dataclass
from typing import Any

import graphene
import orjson

from core.opendata import errors
from core.opendata.enums import ImportFormat, ImportStatus, RowKind, RowState
from core.opendata.models import ImportRow, ImportRun
from core.opendata.queries import runs
from core.shared.enums import Role
from core.shared.imports.errors import refusal_sentence
from graphql_api.entity import EntityType
from graphql_api.errors import bad_input
from graphql_api.fields import enumeration, field
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import DateTime, NoNullString

READERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE, scopes=("basket:read",))
LONGEST_FILE = 90_000

FormatEnum = enumeration(ImportFormat, "ImportFormat", "What a file was recognised as.")
StatusEnum = enumeration(ImportStatus, "ImportStatus", "Where an import stands.")
KindEnum = enumeration(RowKind, "ImportRowKind", "What a row of an import is about.")
StateEnum = enumeration(RowState, "ImportRowState", "What an import would do with a row.")


class SmallFile(graphene.Scalar):
    """Content of a small file in base64 (RFC 4648), at most 90 000 bytes when decoded."""

    @staticmethod
    def serialize(value: bytes) -> str:
        """The content in base64."""
        return base64.b64encode(value).decode()

    @staticmethod
    def parse_value(value: Any) -> bytes:
        """Accept clean base64 only."""
        if not isinstance(value, str) or len(value) > LONGEST_FILE * 4 // 3 + 4:
            raise bad_input("Base64 of at most 90 000 bytes expected.")
        try:
            return b64decode(value, validate=True)
        except ValueError as error:
            raise bad_input("Base64 expected.") from error

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> bytes:
        """Read a literal of the document by the rule for variables."""
        return cls.parse_value(getattr(node, "value", None))


class ImportProblem(graphene.ObjectType):
    """What is wrong, or worth knowing, at a place of the file."""

    table = field(NoNullString, required=True, policy=WITH_OBJECT, description="Table or sheet.")
    line = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Line of the file, from 1.")
    column = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Column, where one is to blame."
    )
    code = field(NoNullString, required=True, policy=WITH_OBJECT, description="Stable code for programs.")
    message = field(NoNullString, required=True, policy=WITH_OBJECT, description="A sentence for the user.")
    note = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Worth knowing, but no error."
    )


class ImportChange(graphene.ObjectType):
    """A field that the import would set."""

    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the field.")
    before = field(NoNullString, policy=WITH_OBJECT, description="Its value as JSON; null for a new record.")
    after = field(NoNullString, required=True, policy=WITH_OBJECT, description="Its new value as JSON.")


@dataclass(frozen=True)
class ProblemValue:
    """Values of `ImportProblem`."""

    table: str
    line: int
    column: str
    code: str
    message: str
    note: bool


@dataclass(frozen=True)
class ChangeValue:
    """Values of `ImportChange`."""

    name: str
    before: str | None
    after: str


def _problems(row: ImportRow, _info: Any) -> list[ProblemValue]:
    return [
        ProblemValue(
            table=found["table"],
            line=found["line"],
            column=found["column"],
            code=str(found["code"]).upper(),
            message=errors.sentence(found["code"], found["data"]),
            note=found["note"],
        )
        for found in row.problems
    ]


def _changes(row: ImportRow, _info: Any) -> list[ChangeValue]:
    return [
        ChangeValue(name, _json(row.before[name]) if name in row.before else None, _json(value))
        for name, value in sorted(row.values.items())
    ]


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _refusal(run: ImportRun, _info: Any) -> str | None:
    if run.status != ImportStatus.REFUSED:
        return None
    return refusal_sentence(run.refusal["code"], run.refusal["data"])


class ImportRunType(EntityType):
    """A file with services that somebody handed in."""

    class Meta:
        model = ImportRun
        name = "ImportRun"
        description = "A file with services: read, looked at, then written or given up."
        rows = runs.imports
        policy = READERS

    filename = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the file.")
    format = field(FormatEnum, required=True, policy=WITH_OBJECT, description="What it was recognised as.")
    status = field(StatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    refusal = field(
        NoNullString, policy=WITH_OBJECT, description="Why the file was refused whole.", resolver=_refusal
    )
    new = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Records that it would make.")
    changed = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Records to be changed.")
    unchanged = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Records as they are.")
    wrong = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Rows with errors.")
    written = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Records written so far.")
    only_correct = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Written without the rows that have errors.",
    )
    created_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When it was handed in.")
    ended_at = field(DateTime, policy=WITH_OBJECT, description="When it was written or given up.")


class ImportRowType(EntityType):
    """An organisation or a service of a file."""

    class Meta:
        model = ImportRow
        name = "ImportRow"
        description = "An organisation or a service of a file, and what would become of it."
        rows = runs.rows_visible
        policy = READERS

    kind = field(KindEnum, required=True, policy=WITH_OBJECT, description="What it is about.")
    state = field(StateEnum, required=True, policy=WITH_OBJECT, description="What would become of it.")
    table = field(NoNullString, required=True, policy=WITH_OBJECT, description="Table or sheet.")
    line = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Line of the file, from 1.")
    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Its name in the file.")
    changes = field(
        graphene.List(graphene.NonNull(ImportChange)),
        policy=WITH_OBJECT,
        description="Fields that would be set.",
        resolver=_changes,
    )
    problems = field(
        graphene.List(graphene.NonNull(ImportProblem)),
        policy=WITH_OBJECT,
        description="Errors and notes.",
        resolver=_problems,
    )
    written_at = field(DateTime, policy=WITH_OBJECT, description="When it was written.")
