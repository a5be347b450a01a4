"""An import as it is kept between the upload and the decision."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.opendata.enums import ImportFormat, ImportStatus, RowKind, RowState
from core.reference.grounds import ServiceCategory
from core.shared.encryption import EncryptedTextField
from core.shared.imports.models import ImportRowBase, ImportRunBase
from core.shared.models import Entity


class ImportRun(ImportRunBase):
    """A file that somebody handed in, and how far it has come.

    `partner` is set where a delegate imports: such a run touches that organisation's cards only.
    """

    started_by = models.ForeignKey(
        "identity.User", models.PROTECT, null=True, blank=True, related_name="imports"
    )
    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", models.PROTECT, null=True, blank=True, related_name="imports"
    )
    format = models.CharField(max_length=10, choices=ImportFormat.choices)
    default_category = models.CharField(max_length=30, choices=ServiceCategory.choices, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=ImportStatus.values), name="import_status_known"),
            models.CheckConstraint(condition=Q(format__in=ImportFormat.values), name="import_format_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["-created_at", "-id"], name="import_newest")]


class ImportFile(Entity):
    """What was handed in, sealed and in base64: a file may hold more than the template asks."""

    run = models.OneToOneField(ImportRun, models.CASCADE, related_name="file")
    content = EncryptedTextField()

    def __str__(self) -> str:
        return str(self.run_id)


class ImportRow(ImportRowBase):
    """An organisation or a service of the file, what the basket has of it, and what is wrong with it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=12, choices=RowKind.choices)
    table = models.CharField(max_length=80)
    line = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    target = models.UUIDField(null=True, blank=True)
    partner_key = models.UUIDField(null=True, blank=True)
    # The card's version that the preview was compared with.
    version = models.PositiveIntegerField(null=True, blank=True)
    values = models.JSONField(default=dict, blank=True)
    before = models.JSONField(default=dict, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "position"], name="import_row_once"),
            models.CheckConstraint(condition=Q(state__in=RowState.values), name="import_row_state_known"),
            models.CheckConstraint(condition=Q(kind__in=RowKind.values), name="import_row_kind_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "state", "position"], name="import_row_by_state")]

    def __str__(self) -> str:
        return f"{self.table}:{self.line} {self.state}"
