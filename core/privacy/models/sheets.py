"""Talks about consent: what one person was asked on one occasion, and what they said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.privacy.enums import AgreementForm, Language, Linked, SheetState
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class ConsentSheet(Entity):
    """One talk with one person: a draft that outlives a lost connection, then a sheet that stays as it is.

    `content` is what stood on the screen or on the paper (JSON, sealed): institutions by their names of
    that day, categories, purposes, days, the guardian. `content_sha256` and `code` are what the QR code of
    a paper says, so that a scan is recognised and nothing can be exchanged behind a signature.
    """

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="consent_sheets")
    person = models.ForeignKey("families.Person", models.PROTECT, related_name="consent_sheets")
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.DRAFT)
    form = models.CharField(max_length=10, choices=AgreementForm.choices, default=AgreementForm.SCREEN)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.PL)
    content = EncryptedTextField(blank=True, family="case.household_id", erased="{}")
    content_sha256 = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=20, unique=True)
    agreement_text = models.ForeignKey("privacy.ConsentText", models.PROTECT, null=True, related_name="+")
    authorisation_text = models.ForeignKey("privacy.ConsentText", models.PROTECT, null=True, related_name="+")
    notice_text = models.ForeignKey("privacy.ConsentText", models.PROTECT, null=True, related_name="+")
    begun_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    given_on = models.DateField(null=True, blank=True)
    scan = models.ForeignKey("documents.ReceivedFile", models.PROTECT, null=True, related_name="+")
    linked = models.CharField(max_length=10, choices=Linked.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-created_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["case", "state"], name="consent_sheet_of_case")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=SheetState.values), name="consent_sheet_state_known"
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(state=SheetState.DRAFT),
                name="consent_sheet_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[SheetState.DRAFT, SheetState.DROPPED])
                | (~Q(content_sha256="") & Q(settled_at__isnull=False)),
                name="consent_sheet_settled",
            ),
            models.CheckConstraint(
                condition=Q(scan__isnull=True, linked="") | (Q(scan__isnull=False) & ~Q(linked="")),
                name="consent_sheet_scan_linked",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def scan_missing(self) -> bool:
        """Whether something was signed on paper and nobody has yet put the scan to it."""
        return self.form == AgreementForm.PAPER and self.state == SheetState.GIVEN and self.scan_id is None
