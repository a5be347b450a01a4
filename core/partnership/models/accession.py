"""Papers on their way: a declaration printed for signature, and amendments to a signed one."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from core.partnership.models.papers import AccessionDeclaration
from core.shared.models import Entity


class DeclarationDraft(Entity):
    """A declaration printed under a number, which the partner has not signed yet.

    Signed, it becomes an `AccessionDeclaration` of the same number; put aside, its number stays used.
    """

    partner = models.ForeignKey("partnership.PartnerOrganisation", models.PROTECT, related_name="drafts")
    number = models.CharField(max_length=20)
    prepared_on = models.DateField()
    scope = models.TextField(blank=True)
    categories = models.JSONField(default=list, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    document = models.ForeignKey("documents.IssuedDocument", models.PROTECT, null=True, related_name="+")
    declaration = models.OneToOneField(
        AccessionDeclaration, models.PROTECT, null=True, blank=True, related_name="draft"
    )
    discarded_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-prepared_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="draft_number_once"),
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(declaration__isnull=True, discarded_on__isnull=True),
                name="draft_one_open_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(declaration__isnull=True) | Q(discarded_on__isnull=True),
                name="draft_signed_or_discarded",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a signature."""
        return self.declaration_id is None and self.discarded_on is None


class AmendmentQuerySet(models.QuerySet["DeclarationAmendment"]):
    """Amendments as they stand on a day."""

    def effective(self, on: date) -> Self:
        """Signed, and in effect on a day; the same rule as `rules.papers.Change`."""
        return self.filter(signed_on__isnull=False, effective_on__lte=on)


class DeclarationAmendment(Entity):
    """An amendment (aneks): changes the scope of services, the term, or both, from a day on.

    `scope` and `categories` are null where they stay as they are; a term changes with `changes_term`,
    null `valid_until` then meaning for an unlimited time.
    """

    declaration = models.ForeignKey(AccessionDeclaration, models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField()
    prepared_on = models.DateField()
    effective_on = models.DateField()
    scope = models.TextField(null=True, blank=True)  # noqa: DJ001  null is "stays as it is", empty is "none"
    categories = models.JSONField(null=True, blank=True)
    changes_term = models.BooleanField(default=False)
    valid_until = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    discarded_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey("documents.IssuedDocument", models.PROTECT, null=True, related_name="+")

    objects = AmendmentQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["declaration", "number"], name="amendment_number_once"),
            models.UniqueConstraint(
                fields=["declaration"],
                condition=Q(signed_on__isnull=True, discarded_on__isnull=True),
                name="amendment_one_open_a_declaration",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(discarded_on__isnull=True),
                name="amendment_signed_or_discarded",
            ),
            models.CheckConstraint(
                condition=Q(scope__isnull=False) | Q(categories__isnull=False) | Q(changes_term=True),
                name="amendment_changes_something",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(changes_term=True, valid_until__gte=F("effective_on")),
                name="amendment_term_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a signature."""
        return self.signed_on is None and self.discarded_on is None
