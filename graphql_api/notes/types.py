"""Notes and their files: the author's own, and those shared with the team for its workers."""

from __future__ import annotations

from typing import Any

import graphene

from core.families.queries import persons_visible_to
from core.notes import queries
from core.notes.enums import Audience, RetentionClass
from core.notes.models import Attachment, Note
from core.shared.addresses import address
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString

READERS = policy(Role.SOCIAL_WORKER, scopes=("families:read",))

AudienceEnum = enumeration(Audience, "NoteAudience", "Whom the author lets read a note.")
RetentionEnum = enumeration(RetentionClass, "FileRetention", "How long a file of a case is kept.")


def _person_type() -> type[EntityType]:
    from graphql_api.families.types import PersonType  # noqa: PLC0415  cases know their notes

    return PersonType


def _person(path: str, description: str) -> Any:
    return related(_person_type, path, policy=READERS, rows=persons_visible_to, description=description)


class AttachmentType(EntityType):
    """A file on a note."""

    class Meta:
        model = Attachment
        name = "NoteFile"
        description = "A file on a note; destroyed on its day, and that it was there stays."
        rows = queries.attachments_visible_to
        policy = READERS
        audited = True

    filename = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Name.",
        resolver=lambda source, _info: source.file.filename,
    )
    media_type = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="What it is, told from its content.",
        resolver=lambda source, _info: source.file.media_type,
    )
    size = field(
        graphene.Int,
        required=True,
        policy=WITH_OBJECT,
        description="Bytes.",
        resolver=lambda source, _info: source.file.size,
    )
    received_at = field(
        DateTime,
        required=True,
        policy=WITH_OBJECT,
        description="When it came.",
        resolver=lambda source, _info: source.file.received_at,
    )
    retention = field(RetentionEnum, required=True, policy=WITH_OBJECT, description="How long it is kept.")
    goes_on = field(
        Date,
        policy=WITH_OBJECT,
        description="Day of its destruction; null while its case is open and it is the case's.",
        resolver=lambda source, _info: source.keeping.due_on if source.file.removed_on is None else None,
    )
    removed_on = field(
        Date,
        policy=WITH_OBJECT,
        description="Day on which it was destroyed.",
        resolver=lambda source, _info: source.file.removed_on,
    )
    removed_because = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Why.",
        resolver=lambda source, _info: source.file.removed_because or None,
    )
    page = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Where a person who is signed in takes it; files leave by no interface.",
        resolver=lambda source, _info: (
            None if source.file.removed_on else address(f"/notatki/pliki/{source.pk}/")
        ),
    )


class NoteType(EntityType):
    """A note."""

    class Meta:
        model = Note
        name = "Note"
        description = "What a worker wrote about a case."
        rows = queries.notes_visible_to
        policy = READERS
        audited = True

    noted_on = field(Date, required=True, policy=WITH_OBJECT, description="Day that it is about.")
    body = field(NoNullString, policy=WITH_OBJECT, description="The note.", resolver=filled("body"))
    own_words = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="The family's own words.",
        resolver=filled("own_words"),
    )
    audience = field(AudienceEnum, required=True, policy=WITH_OBJECT, description="Who may read it.")
    category = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Category of data under which partners are told of it.",
        resolver=filled("category"),
    )
    author_name = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Who wrote it.",
        resolver=lambda source, _info: source.author.name,
    )
    edited_at = field(DateTime, policy=WITH_OBJECT, description="When it was last changed.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a change.")
    about = _person("about", "Whom it concerns; null for the family, or for who does not lead the case.")
    spoken_by = _person("spoken_by", "Whose words they are.")
    files = related(
        AttachmentType,
        "attachments",
        many=True,
        size=3,
        policy=READERS,
        rows=queries.attachments_visible_to,
        description="Its files, destroyed ones too.",
    )
