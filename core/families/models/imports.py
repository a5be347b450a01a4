"""A spreadsheet of families between the upload and the decision; everything personal in it is sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.families.enums import SheetFormat
from core.shared.encryption import EncryptedTextField
from core.shared.imports.enums import ImportStatus, RowState
from core.shared.imports.models import ImportRowBase, ImportRunBase
from core.shared.models import Entity


class FamilyImport(ImportRunBase):
    """A spreadsheet that a social worker handed in: their own families, seen by nobody else."""

    started_by = models.ForeignKey(
        "identity.User", models.PROTECT, null=True, blank=True, related_name="family_imports"
    )
    format = models.CharField(max_length=10, choices=SheetFormat.choices)

    class Meta(ImportRunBase.Meta):
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=ImportStatus.values), name="family_import_status_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["started_by", "-created_at", "-id"], name="family_import_newest")
        ]


class FamilyImportFile(Entity):
    """What was handed in, sealed and in base64."""

    run = models.OneToOneField(FamilyImport, models.CASCADE, related_name="file")
    content = EncryptedTextField()

    def __str__(self) -> str:
        return str(self.run_id)


class FamilyImportRow(ImportRowBase):
    """A household of the file: its lines, what would be written, what is wrong with it.

    `values` and `title` are sealed. `household` is the one already known, `key` the id of its new case.
    """

    run = models.ForeignKey(FamilyImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    title = EncryptedTextField(blank=True)
    values = EncryptedTextField(blank=True)
    household = models.UUIDField(null=True, blank=True)
    key = models.UUIDField()

    class Meta(ImportRowBase.Meta):
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "position"], name="family_import_row_once"),
            models.CheckConstraint(
                condition=Q(state__in=RowState.values), name="family_import_row_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "state", "position"], name="family_import_row_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.state}"
