"""Papers that went out and files that came in.

What went out is only ever added to: the tenant's role may not change or remove it, and the database
itself refuses a fingerprint that is not that of the bytes.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Func, Q

from core.documents.enums import FileType, SignatureVerdict
from core.shared.encryption import EncryptedTextField, unseal_bytes
from core.shared.keyring import KeyDestroyedError
from core.shared.models import Entity


def _fingerprint() -> Func:
    return Func(
        F("content"),
        template="encode(sha256(%(expressions)s), 'hex')",
        output_field=models.CharField(),
    )


def _length() -> Func:
    return Func(F("content"), function="octet_length", output_field=models.IntegerField())


class PrintTemplate(models.Model):
    """A template as it was when something was printed from it, under the hash of all that shapes the print.

    `sources` are the texts of the template; `setting` names fonts (by hash), standards and Typst.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=40)
    sources = models.JSONField()
    setting = models.JSONField()
    first_used_on = models.DateField()

    append_only = True

    class Meta:
        ordering: ClassVar = ["name", "first_used_on", "pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.sha256[:12]}"


class IssuedDocument(Entity):
    """A printed paper with a number: its bytes, their fingerprint, and all that is needed to print it again.

    A paper that is printed anew (a name has changed) keeps its number and is a further edition. What is
    printed about a family is sealed under that family's key: `data` is then empty, `sealed_data` holds it.
    """

    template = models.ForeignKey(PrintTemplate, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    edition = models.PositiveIntegerField(default=1)
    issued_on = models.DateField()
    family = models.UUIDField(null=True, editable=False)
    data = models.JSONField(encoder=DjangoJSONEncoder)
    sealed_data = EncryptedTextField(blank=True, family="family", erased="{}")
    filename = models.CharField(max_length=120)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()

    append_only = True
    forgettable: ClassVar = ("content",)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-issued_on", "-edition", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["subject_id", "kind", "-edition"], name="issued_of_subject"),
            models.Index(fields=["sha256"], name="issued_by_fingerprint"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number", "edition"], name="issued_number_once"),
            models.CheckConstraint(
                condition=Q(family__isnull=False) | Q(sha256=_fingerprint()), name="issued_fingerprint"
            ),
            models.CheckConstraint(condition=Q(family__isnull=False) | Q(size=_length()), name="issued_size"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def bytes(self) -> bytes:
        """The file, opened when it is about a family; `KeyDestroyedError` once that family is erased.

        So it is with a paper of one person who is erased: it stays in the list, empty.
        """
        if self.family is None:
            return bytes(self.content)
        if not self.content:
            raise KeyDestroyedError
        return unseal_bytes(bytes(self.content), self.place, self.family)

    @property
    def printed_data(self) -> dict[str, Any]:
        """What was printed."""
        found: dict[str, Any] = self.data if self.family is None else json.loads(self.sealed_data or "{}")
        return found

    @property
    def place(self) -> str:
        """What is bound into sealed content."""
        return f"{self._meta.db_table}.content.{self.pk}"


class ReceivedFileQuerySet(models.QuerySet["ReceivedFile"]):
    """Files without their content, which only a download needs."""

    def listed(self) -> Any:
        """The newest first, each with its last look at the signatures."""
        return self.defer("content").prefetch_related("checks").order_by("-received_at", "-pk")


class ReceivedFile(Entity):
    """A scan or a signed PDF that came back; sealed for its row, since it bears names and signatures.

    A file uploaded by mistake is emptied (`removed_on`); that it was there stays on record.
    """

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    media_type = models.CharField(max_length=40, choices=FileType.choices)
    # Somebody names a scan after the person on it.
    filename = EncryptedTextField(family="family")
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    family = models.UUIDField(null=True, editable=False)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    issued = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, related_name="copies")
    removed_on = models.DateField(null=True, blank=True)
    removed_because = models.CharField(max_length=200, blank=True)

    objects = ReceivedFileQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-received_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["subject_id", "-received_at"], name="received_of_subject")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_id", "sha256"],
                condition=Q(removed_on__isnull=True),
                name="received_once_a_subject",
            ),
            models.CheckConstraint(condition=Q(media_type__in=FileType.values), name="received_type_known"),
            models.CheckConstraint(
                condition=Q(content__isnull=True, removed_on__isnull=False)
                | Q(content__isnull=False, removed_on__isnull=True),
                name="received_content_or_removal",
            ),
        ]

    def __str__(self) -> str:
        return str(self.filename)

    @property
    def place(self) -> str:
        """What is bound into the sealed content."""
        return f"{self._meta.db_table}.content.{self.pk}"

    @property
    def last_check(self) -> SignatureCheck | None:
        """The newest look at its signatures."""
        looks = list(self.checks.all())
        return looks[0] if looks else None


class SignatureCheck(Entity):
    """One look at the signatures of a received file: what it said, and against which roots of trust.

    It names who signed: about a file of a family it is sealed, `report` is then empty.
    """

    file = models.ForeignKey(ReceivedFile, models.PROTECT, related_name="checks")
    checked_at = models.DateTimeField()
    verdict = models.CharField(max_length=20, choices=SignatureVerdict.choices)
    report = models.JSONField()
    sealed_report = EncryptedTextField(blank=True, default="", family="file.family", erased="{}")

    append_only = True
    forgettable: ClassVar[tuple[str, ...]] = ()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-checked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verdict__in=SignatureVerdict.values), name="signature_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.verdict}"

    @property
    def said(self) -> dict[str, Any]:
        """What the look found."""
        found: dict[str, Any] = json.loads(self.sealed_report) if self.sealed_report else self.report
        return found
