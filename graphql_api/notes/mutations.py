"""Writing notes; keeping and destroying files."""

from __future__ import annotations

from typing import Any

import graphene

from core.notes import operations, queries
from core.notes.operations import NoteData
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.families.loaders import person_visible
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.notes.types import AttachmentType, AudienceEnum, NoteType, RetentionEnum
from graphql_api.policies import policy
from graphql_api.scalars import Date, FileContent

WRITERS = policy(Role.SOCIAL_WORKER, scopes=("families:read", "families:write"))
NOTE = reference("Note", queries.own_note, "The note.")
FILE = reference("NoteFile", queries.attachment_visible, "The file.")
SAYS: dict[str, Any] = {
    "body": text("The note.", required=False),
    "own_words": text("The family's own words.", required=False),
    "spoken_by": reference("Person", person_visible, "Whose words they are.", required=False),
    "about": reference("Person", person_visible, "Whom it concerns.", required=False),
    "audience": value(AudienceEnum, "Who may read it; nobody else when left out.", required=False),
    "category": text("Category of data, for a shared one.", required=False),
}


def _note(given: dict[str, Any]) -> NoteData:
    return NoteData(**{name: given[name] for name in SAYS if given.get(name) is not None})


def _write(*, actor: Actor, case: Any, noted_on: Any = None, **given: Any) -> Any:
    return operations.write_note(actor=actor, case=case, note=_note(given), noted_on=noted_on)


def _edit(*, actor: Actor, note: Any, version: int | None = None, **given: Any) -> Any:
    return operations.edit_note(actor=actor, note=note, changed=_note(given), version=version)


class NoteMutations:
    """What workers of a case write."""

    note_write = mutation(
        "NoteWrite",
        result=NoteType,
        policy=WRITERS,
        takes={
            "case": reference("Case", queries.case_with_notes, "The case."),
            "noted_on": value(Date, "Day that it is about; today when left out.", required=False),
            **SAYS,
        },
        perform=_write,
        description="Write a note about a case.",
    )
    note_edit = mutation(
        "NoteEdit",
        result=NoteType,
        policy=WRITERS,
        takes={
            "note": NOTE,
            "version": value(graphene.Int, "Version read before; refused when it has grown.", required=False),
            **SAYS,
        },
        perform=_edit,
        description="Change one's own note as a whole; how it read before stays.",
    )
    note_file_attach = mutation(
        "NoteFileAttach",
        result=AttachmentType,
        policy=WRITERS,
        takes={
            "note": NOTE,
            "name": text("Name of the file."),
            "content": value(FileContent, "The file: a PDF, JPEG or PNG."),
            "retention": value(RetentionEnum, "How long it is kept.", required=False),
        },
        perform=operations.attach,
        description="Hang a file on one's own note; pictures lose all but the picture.",
    )
    note_file_keep_longer = mutation(
        "NoteFileKeepLonger",
        result=AttachmentType,
        policy=WRITERS,
        takes={
            "file": FILE,
            "keep_until": value(Date, "Day on which it may go."),
            "reason": text("Why it is still needed."),
        },
        perform=lambda *, file, **given: operations.keep_longer(attachment=file, **given),
        description="Let a file stay beyond its day.",
    )
    note_file_remove = mutation(
        "NoteFileRemove",
        result=AttachmentType,
        policy=WRITERS,
        takes={"file": FILE, "reason": text("Why it goes.")},
        perform=lambda *, file, **given: operations.remove_attachment(attachment=file, **given),
        description="Destroy a file before its day.",
    )
