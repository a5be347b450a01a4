"""On which basis each institution keeps its own records: the third thing beside the two consents."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.privacy.enums import Article6, Article9
from core.shared.models import Entity


class LegalBasisQuerySet(models.QuerySet["LegalBasis"]):
    """A basis holds on days."""

    def on(self, day: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class LegalBasis(Entity):
    """Which of its own records an institution keeps, and on which basis of art. 6 and 9 GDPR.

    Never edited: another wording ends this row and begins the next, so that the basis of any day is known.
    """

    partner = models.ForeignKey("partnership.PartnerOrganisation", models.PROTECT, related_name="legal_bases")
    records = models.CharField(max_length=120)
    article6 = ArrayField(models.CharField(max_length=10, choices=Article6.choices))
    article9 = ArrayField(models.CharField(max_length=10, choices=Article9.choices), default=list, blank=True)
    act = models.CharField(max_length=300, blank=True)
    plain = models.CharField(max_length=500)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    objects = LegalBasisQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["partner", "starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(article6__contained_by=Article6.values, article6__len__gt=0),
                name="legal_basis_article6",
            ),
            models.CheckConstraint(
                condition=Q(article9__contained_by=Article9.values), name="legal_basis_article9"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="legal_basis_span"
            ),
            models.UniqueConstraint(
                fields=["partner", "records"],
                condition=Q(ends_on__isnull=True),
                name="legal_basis_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.records}"


class ControllerContact(Entity):
    """Where people ask an institution about their data: its own address and its data protection officer."""

    partner = models.OneToOneField(
        "partnership.PartnerOrganisation", models.PROTECT, related_name="data_contact"
    )
    contact = models.CharField(max_length=300, blank=True)
    inspector = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.partner_id)
