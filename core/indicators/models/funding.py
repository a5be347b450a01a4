"""What the funding institution asks of a participant (ESF+)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.indicators.enums import Isced, Labour, Statement, Vulnerability
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


def _known(name: str) -> Q:
    return Q(**{f"{name}__in": Statement.values})


class EsfParticipation(Entity):
    """One person's time in a project of ESF+: as they entered, left, and stood six months later.

    Codes stay readable, for they are counted; whatever is written in words is sealed. Sex and age are
    those of the person. `exit_on` and `later_on` are the days on which results were asked for.
    """

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="esf_participations")
    person = models.ForeignKey("families.Person", models.PROTECT, related_name="esf_participations")
    entered_on = models.DateField()
    labour = models.CharField(max_length=12, choices=Labour.choices)
    isced = models.CharField(max_length=4, choices=Isced.choices)
    disability = models.CharField(max_length=8, choices=Statement.choices)
    third_country = models.CharField(max_length=8, choices=Statement.choices)
    foreign = models.CharField(max_length=8, choices=Statement.choices)
    minority = models.CharField(max_length=8, choices=Statement.choices)
    homeless = models.CharField(max_length=8, choices=Statement.choices)
    rural = models.CharField(max_length=8, choices=Statement.choices)
    support = EncryptedTextField(blank=True, default="", family="case.household_id")
    ended_on = models.DateField(null=True, blank=True)
    as_planned = models.BooleanField(null=True, blank=True)
    exit_on = models.DateField(null=True, blank=True)
    exit_searching = models.BooleanField(default=False)
    exit_learning = models.BooleanField(default=False)
    exit_qualified = models.BooleanField(default=False)
    exit_working = models.BooleanField(default=False)
    later_on = models.DateField(null=True, blank=True)
    later_working = models.BooleanField(default=False)
    later_better = models.BooleanField(default=False)
    # When these data last left for the funding institution.
    told_on = models.DateField(null=True, blank=True)
    notes = EncryptedTextField(blank=True, default="", family="case.household_id")
    recorded_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["entered_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "person"], name="esf_once_a_case"),
            models.CheckConstraint(condition=Q(labour__in=Labour.values), name="esf_labour_known"),
            models.CheckConstraint(condition=Q(isced__in=Isced.values), name="esf_isced_known"),
            *(
                models.CheckConstraint(condition=_known(name), name=f"esf_{name}_stated")
                for name in Vulnerability.values
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("entered_on")), name="esf_span"
            ),
            models.CheckConstraint(
                condition=Q(exit_on__isnull=True) | Q(ended_on__isnull=False, exit_on__gte=F("ended_on")),
                name="esf_exit_after_the_end",
            ),
            models.CheckConstraint(
                condition=Q(later_on__isnull=True) | Q(ended_on__isnull=False, later_on__gt=F("ended_on")),
                name="esf_later_after_the_end",
            ),
            models.CheckConstraint(
                condition=Q(exit_on__isnull=False)
                | Q(exit_searching=False, exit_learning=False, exit_qualified=False, exit_working=False),
                name="esf_exit_results_have_day",
            ),
            models.CheckConstraint(
                condition=Q(later_on__isnull=False) | Q(later_working=False, later_better=False),
                name="esf_later_results_have_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["entered_on"], name="esf_by_entry")]

    def __str__(self) -> str:
        return str(self.pk)
