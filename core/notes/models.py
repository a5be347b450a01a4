"""Notes about a case and the files that hang on them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.notes.enums import Audience, RetentionClass
from core.notes.rules import Keeping
from core.privacy.enums import DataCategory
from core.shared import clock
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class Note(Entity):
    """What a worker wrote down: for nobody else, or for the team.

    `own_words` are the family's, as they were said, by `spoken_by`. `about` is the person whom it concerns;
    nobody: the family as a whole. What is shared is told to a partner only as its `category` is
    (`core.dossier`); what was told stays in the ledger.
    """

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="notes")
    author = models.ForeignKey("identity.User", models.PROTECT, related_name="notes")
    noted_on = models.DateField()
    body = EncryptedTextField(blank=True)
    own_words = EncryptedTextField(blank=True)
    spoken_by = models.ForeignKey("families.Person", models.PROTECT, null=True, blank=True, related_name="+")
    about = models.ForeignKey("families.Person", models.PROTECT, null=True, blank=True, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.PRIVATE)
    category = models.CharField(max_length=20, choices=DataCategory.choices, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-noted_on", "-created_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="note_audience_known"),
            models.CheckConstraint(
                condition=Q(category__in=["", *DataCategory.values]), name="note_category_known"
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.TEAM) | ~Q(category=""), name="note_shared_has_category"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-noted_on"], name="note_of_case"),
            models.Index(fields=["author", "-noted_on"], name="note_of_author"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_shared(self) -> bool:
        """Whether the team reads it."""
        return self.audience == Audience.TEAM


class NoteEdition(Entity):
    """A note as it read before a change: added to, never changed."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="editions")
    version = models.PositiveIntegerField()
    body = EncryptedTextField(blank=True)
    own_words = EncryptedTextField(blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    category = models.CharField(max_length=20, choices=DataCategory.choices, blank=True)
    replaced_at = models.DateTimeField()

    append_only = True
    forgettable: ClassVar[tuple[str, ...]] = ()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-version", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "version"], name="note_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} {self.version}"


class Attachment(Entity):
    """A file on a note, opened by whoever reads the note, destroyed on schedule; that it was there stays."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="attachments")
    file = models.OneToOneField("documents.ReceivedFile", models.PROTECT, related_name="attachment")
    retention = models.CharField(max_length=10, choices=RetentionClass.choices)
    keep_until = models.DateField(null=True, blank=True)
    kept_because = EncryptedTextField(blank=True)
    warned_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(retention__in=RetentionClass.values), name="attachment_retention_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def keeping(self) -> Keeping:
        """What decides how long it stays; needs its file and its note's case loaded."""
        return Keeping(
            retention=self.retention,
            received_on=clock.day_of(self.file.received_at),
            closed_on=self.note.case.closed_on,
            keep_until=self.keep_until,
        )
