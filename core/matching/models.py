"""Needs of families, facts that decide which service fits, and needs that stay unmet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.matching.enums import Cause, FactSource, NeedState, Urgency
from core.reference.grounds import Ground, ServiceCategory
from core.shared.encryption import EncryptedTextField, blind_index
from core.shared.models import Entity

FACT_PURPOSE = "household_fact"


def fact_index_of(kind: str, code: str) -> str:
    """Keyed hash of what a fact is about: that somebody was asked about violence tells enough."""
    return blind_index(f"{kind}:{code}", FACT_PURPOSE)


class Need(Entity):
    """Something that a family, or one of its persons, needs and a service could give."""

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="needs")
    person = models.ForeignKey("families.Person", models.PROTECT, null=True, blank=True, related_name="needs")
    category = models.CharField(max_length=30, choices=ServiceCategory.choices)
    ground = models.CharField(max_length=4, choices=Ground.choices, blank=True)
    text = EncryptedTextField(family="case.household_id")
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.NORMAL)
    state = models.CharField(max_length=10, choices=NeedState.choices, default=NeedState.OPEN)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    met_by = models.ForeignKey(
        "basket.ServiceCard", models.PROTECT, null=True, blank=True, related_name="met_needs"
    )
    settled_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["recorded_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=NeedState.values), name="need_state_known"),
            models.CheckConstraint(condition=Q(urgency__in=Urgency.values), name="need_urgency_known"),
            models.CheckConstraint(
                condition=Q(category__in=ServiceCategory.values), name="need_category_known"
            ),
            models.CheckConstraint(
                condition=Q(ground="") | Q(ground__in=Ground.values), name="need_ground_known"
            ),
            models.CheckConstraint(
                condition=Q(state=NeedState.MET, met_by__isnull=False)
                | (~Q(state=NeedState.MET) & Q(met_by__isnull=True)),
                name="need_met_by_a_service",
            ),
            models.CheckConstraint(
                condition=Q(state=NeedState.OPEN, settled_on__isnull=True)
                | (~Q(state=NeedState.OPEN) & Q(settled_on__isnull=False)),
                name="need_settled_has_day",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("recorded_on")),
                name="need_settled_after_recorded",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "state"], name="need_of_case"),
            models.Index(fields=["recorded_on"], name="need_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.category}"


class HouseholdFact(Entity):
    """An answer to a deciding question, sealed whole: what was asked, whose it is, what was answered.

    Only the latest answer is kept: what turned out wrong about a family is not stored on.
    """

    case = models.ForeignKey("families.Case", models.CASCADE, related_name="facts")
    person = models.ForeignKey("families.Person", models.CASCADE, null=True, blank=True, related_name="facts")
    about = models.CharField(max_length=64, editable=False)
    body = EncryptedTextField(family="case.household_id", erased="")
    source = models.CharField(max_length=10, choices=FactSource.choices)
    stated_on = models.DateField()
    recorded_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["stated_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(source__in=FactSource.values), name="fact_source_known"),
            models.UniqueConstraint(
                fields=["case", "about"], condition=Q(person__isnull=True), name="fact_once_a_case"
            ),
            models.UniqueConstraint(fields=["case", "person", "about"], name="fact_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stated_on}"


class UnmetNeed(Entity):
    """A need that found no service, with the cause: a line of the gap list until it is resolved."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="gaps")
    cause = models.CharField(max_length=20, choices=Cause.choices)
    card = models.ForeignKey("basket.ServiceCard", models.PROTECT, null=True, blank=True, related_name="+")
    note = EncryptedTextField(blank=True, default="", family="need.case.household_id")
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    resolved_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-recorded_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cause__in=Cause.values), name="unmet_cause_known"),
            models.UniqueConstraint(
                fields=["need"], condition=Q(resolved_on__isnull=True), name="unmet_once_a_need"
            ),
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | Q(resolved_on__gte=F("recorded_on")),
                name="unmet_resolved_after_recorded",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["recorded_on"], name="unmet_by_day")]

    def __str__(self) -> str:
        return f"{self.need_id} {self.cause}"
