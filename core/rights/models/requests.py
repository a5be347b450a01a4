"""What a person asked about their data, the file they got, and what was put right."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.rights.enums import CorrectedField, ExportStatus, RequestKind, RequestOutcome, RequestWay
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class DataSubjectRequest(Entity):
    """One request under chapter III GDPR: due a month after it came, answered once.

    What was asked and answered is sealed under the family's key; dates and the outcome stay after it.
    """

    person = models.ForeignKey("families.Person", models.PROTECT, related_name="data_requests")
    case = models.ForeignKey("families.Case", models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=20, choices=RequestKind.choices)
    way = models.CharField(max_length=20, choices=RequestWay.choices)
    content = EncryptedTextField(blank=True, default="")
    received_on = models.DateField()
    due_on = models.DateField()
    extended_because = EncryptedTextField(blank=True, default="")
    extended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=RequestOutcome.choices, blank=True)
    answer = EncryptedTextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=RequestKind.values), name="data_request_kind_known"),
            models.CheckConstraint(condition=Q(way__in=RequestWay.values), name="data_request_way_known"),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("received_on")), name="data_request_due_after_received"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, outcome="")
                | Q(answered_on__isnull=False, outcome__in=RequestOutcome.values),
                name="data_request_answered_with_outcome",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["answered_on", "due_on"], name="data_request_by_day")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class PersonExport(Entity):
    """Everything about one person as one file (JSON and PDF in a ZIP), sealed, handed over once."""

    person = models.ForeignKey("families.Person", models.PROTECT, related_name="exports")
    case = models.ForeignKey("families.Case", models.PROTECT, related_name="person_exports")
    status = models.CharField(max_length=10, choices=ExportStatus.choices, default=ExportStatus.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    requested_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    content = models.BinaryField(null=True, editable=False)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-requested_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=ExportStatus.values), name="export_status_known"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="export_progress"),
            models.CheckConstraint(
                condition=Q(status=ExportStatus.READY, content__isnull=False)
                | (~Q(status=ExportStatus.READY) & Q(content__isnull=True)),
                name="export_content_while_ready",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status__in=[ExportStatus.WAITING, ExportStatus.READY]),
                name="export_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.status}"

    @property
    def place(self) -> str:
        """What is bound into the sealed content."""
        return f"{self._meta.db_table}.content.{self.pk}"


class Correction(Entity):
    """One value of a person put right: who, when, why, from what to what; added to, never changed."""

    person = models.ForeignKey("families.Person", models.PROTECT, related_name="corrections")
    case = models.ForeignKey("families.Case", models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=20, choices=CorrectedField.choices)
    before = EncryptedTextField(blank=True, default="")
    after = EncryptedTextField(blank=True, default="")
    reason = EncryptedTextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    append_only = True
    forgettable: ClassVar[tuple[str, ...]] = ()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(field__in=CorrectedField.values), name="correction_field_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.field}"
