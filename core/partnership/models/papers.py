"""The papers that make an organisation a partner."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from core.partnership.rules import Accession
from core.shared.models import Entity


class DeclarationQuerySet(models.QuerySet["AccessionDeclaration"]):
    """Declarations as they stand on a day."""

    def in_force(self, on: date) -> Self:
        """Signed, not withdrawn and not run out; the same rule as `rules.Accession.in_force`."""
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            signed_on__lte=on,
        )


class AccessionDeclaration(Entity):
    """A partner's signed declaration of accession (deklaracja przystąpienia).

    `scope` and `categories` are those of the signature: what an amendment changed since says
    `queries.papers.scope_on`. `valid_until` is the term as amended: a term that an amendment moves is the
    same on every day before it, so that whether a declaration counts on a day stays one question.
    """

    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", models.PROTECT, related_name="declarations"
    )
    number = models.CharField(max_length=20)
    signed_on = models.DateField()
    scope = models.TextField(blank=True)
    categories = models.JSONField(default=list, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_noted_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-signed_on", "-created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="declaration_number_once"),
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(withdrawn_on__isnull=True, valid_until__isnull=True),
                name="declaration_one_open_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("signed_on")),
                name="declaration_withdrawn_after_signature",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("signed_on")),
                name="declaration_valid_span",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def as_accession(self) -> Accession:
        """The declaration as the rules see it; ask for `certificate` with it to avoid a query each."""
        return Accession(self.signed_on, self.withdrawn_on, self.valid_until, hasattr(self, "certificate"))


class PartnershipCertificate(Entity):
    """What a partner puts on the wall; whoever reads its code may check it on the public page."""

    declaration = models.OneToOneField(AccessionDeclaration, models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=20, unique=True)
    code = models.CharField(max_length=40, unique=True)
    issued_on = models.DateField()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-issued_on", "pk"]

    def __str__(self) -> str:
        return self.number
