"""Reading imports, and the vocabularies under which the open interface publishes codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import QuerySet
from django.utils.translation import override

from core.opendata.queries import runs
from core.opendata.queries.offer import LANGUAGE
from core.opendata.rules import vocabulary
from core.shared.actor import Actor
from graphql_api.connection import connection
from graphql_api.fields import field
from graphql_api.ids import key_of
from graphql_api.node import lookup
from graphql_api.opendata.types import READERS, ImportRowType, ImportRunType, StateEnum
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import NoNullString


class HsdsTerm(graphene.ObjectType):
    """Under which id the open interface publishes a code of the basket."""

    taxonomy = field(NoNullString, required=True, policy=WITH_OBJECT, description="Code of the vocabulary.")
    taxonomy_id = field(NoNullString, required=True, policy=WITH_OBJECT, description="Its UUID.")
    code = field(NoNullString, required=True, policy=WITH_OBJECT, description="Code of the term.")
    term_id = field(NoNullString, required=True, policy=WITH_OBJECT, description="The term's UUID.")
    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Polish name of the term.")


@dataclass(frozen=True)
class TermValue:
    """Values of `HsdsTerm`."""

    taxonomy: str
    taxonomy_id: str
    code: str
    term_id: str
    name: str


def _terms(_source: Any, _info: Any) -> list[TermValue]:
    with override(LANGUAGE):
        return [
            TermValue(words.code, words.id, str(code), words.term_id(str(code)), str(label))
            for words in vocabulary.ALL
            for code, label in words.choices
        ]


def _rows(actor: Actor, *, run: str, state: str | None = None) -> QuerySet[Any]:
    """Rows of one import; an id that names none the caller may see finds none."""
    found = runs.rows_visible(actor).filter(run_id=key_of(run, "ImportRun"))
    return found.filter(state=state) if state else found


class OpendataQueries:
    """Imports of the town, and the mapping to the open standard."""

    import_run = lookup(ImportRunType, policy=READERS, description="One import.")
    import_runs = connection(
        ImportRunType,
        rows=runs.imports,
        order=("-created_at",),
        policy=READERS,
        description="Imports, the newest first.",
    )
    import_rows = connection(
        ImportRowType,
        rows=_rows,
        order=("position",),
        policy=READERS,
        description="Rows of an import in the order of the file.",
        filters={
            "run": graphene.Argument(graphene.NonNull(graphene.ID), description="The import."),
            "state": graphene.Argument(StateEnum, description="Only rows of this state."),
        },
    )
    hsds_terms = field(
        graphene.List(graphene.NonNull(HsdsTerm)),
        policy=READERS,
        description="Every term under which codes of the basket are published.",
        resolver=_terms,
        size=60,
    )
