"""What a person lets the welfare centre tell an institution, and requests to stop using data."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from core.privacy.enums import DataCategory, Purpose
from core.privacy.models.words import GivenWord, of_its_time
from core.shared import clock
from core.shared.models import Entity


class AuthorisationQuerySet(models.QuerySet["DisclosureAuthorisation"]):
    """Authorisations at a moment."""

    def in_force(self, at: datetime) -> Self:
        """Given by then, not taken back by then; the days are asked separately."""
        return self.filter(
            of_its_time(clock.day_of(at)),
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at),
            given_at__lte=at,
        )


class DisclosureAuthorisation(GivenWord):
    """One person's word for one institution, one category and one purpose, from a day, perhaps to a day.

    It lifts the duty of secrecy (art. 100 par. 7 of the Act on social assistance) and, for health data, is
    the explicit consent of art. 9(2)(a) GDPR. Never edited: another wish is another authorisation.
    """

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="authorisations")
    person = models.ForeignKey("families.Person", models.PROTECT, related_name="authorisations")
    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", models.PROTECT, related_name="authorisations"
    )
    category = models.CharField(max_length=20, choices=DataCategory.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    after_leaving = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AuthorisationQuerySet.as_manager()

    class Meta(GivenWord.Meta):
        abstract = False
        ordering: ClassVar = ["given_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(category__in=DataCategory.values), name="authorisation_category_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="authorisation_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="authorisation_span"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="authorisation_withdrawn_after_given",
            ),
            models.UniqueConstraint(
                fields=["person", "partner", "category", "purpose", "for_minor"],
                condition=Q(withdrawn_at__isnull=True, ends_on__isnull=True),
                name="authorisation_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "partner"], name="authorisation_of_case")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.partner_id} {self.category}"


class ProcessingRestriction(Entity):
    """A person's request that nothing more is done with their data for now (art. 18 GDPR)."""

    person = models.ForeignKey("families.Person", models.PROTECT, related_name="restrictions")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="restriction_span"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(until__isnull=True), name="restriction_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.since}"
