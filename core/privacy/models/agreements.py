"""Agreements to take part."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import ExpressionWrapper, F, Q

from core.families.models import Case, Person
from core.privacy.enums import AgreementForm
from core.privacy.models.words import GivenWord, of_its_time


class ParticipationAgreementQuerySet(models.QuerySet["ParticipationAgreement"]):
    """Whether somebody agrees is a question about a day."""

    def in_force(self, on: date) -> ParticipationAgreementQuerySet:
        """Agreements that hold on a day; a withdrawal counts from its own day."""
        return self.filter(_holding(on))

    def marked(self, on: date) -> ParticipationAgreementQuerySet:
        """All agreements, with `holds` of those that hold on a day."""
        return self.annotate(holds=ExpressionWrapper(_holding(on), models.BooleanField()))


def _holding(on: date) -> Q:
    goes_on = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
    return Q(of_its_time(on)) & goes_on & Q(given_on__lte=on)


class ParticipationAgreement(GivenWord):
    """One person's agreement to work with a task team in one case; withdrawn, never deleted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreements")
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ParticipationAgreementQuerySet.as_manager()

    class Meta(GivenWord.Meta):
        abstract = False
        ordering: ClassVar = ["given_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="agreement_span",
            ),
            models.CheckConstraint(condition=Q(form__in=AgreementForm.values), name="agreement_form_known"),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(withdrawn_on__isnull=True, for_minor=False),
                name="agreement_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(withdrawn_on__isnull=True, for_minor=True),
                name="agreement_one_for_a_child",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.given_on}"
