"""Reading notes."""

from __future__ import annotations

from core.notes import queries
from graphql_api.connection import connection
from graphql_api.notes.types import READERS, NoteType


class NoteQueries:
    """The worker's own notes; those of a case hang on the case."""

    own_notes = connection(
        NoteType,
        rows=queries.own_notes,
        order=("-noted_on", "-created_at"),
        policy=READERS,
        description="Notes that the caller wrote in cases that are still theirs, the newest first.",
    )
