"""A family's case, why it is supported, and each step from stage to stage."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.families.enums import Outcome, Stage
from core.families.models.households import Household
from core.reference.grounds import Ground
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by what a list asks for."""

    def open(self) -> CaseQuerySet:
        return self.exclude(stage=Stage.CLOSED)


class Case(Entity):
    """One family's way through the partnership, from screening to closing."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="cases")
    number = models.CharField(max_length=20, unique=True)
    social_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="led_cases"
    )
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.SCREENING)
    opened_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)
    # While the path is walked: the last day on which it should be looked at together again.
    review_due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-opened_on", "-number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="case_stage_known"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="case_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_on__isnull=False, outcome__in=Outcome.values)
                | (~Q(stage=Stage.CLOSED) & Q(closed_on__isnull=True, outcome="")),
                name="case_closed_with_outcome",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=~Q(stage=Stage.CLOSED),
                name="case_one_open_a_household",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["social_worker", "stage"], name="case_by_worker")]

    def __str__(self) -> str:
        return self.number


class CaseGround(Entity):
    """A reason for assistance (art. 7) in a period; several may hold at once."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grounds")
    code = models.CharField(max_length=4, choices=Ground.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["starts_on", "code", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(code__in=Ground.values), name="case_ground_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="case_ground_span",
            ),
            models.UniqueConstraint(
                fields=["case", "code"], condition=Q(ends_on__isnull=True), name="case_ground_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CaseTransition(Entity):
    """A step from stage to stage with who took it: added to, never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transitions")
    from_stage = models.CharField(max_length=12, choices=Stage.choices, blank=True)
    to_stage = models.CharField(max_length=12, choices=Stage.choices)
    on = models.DateField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    reason = EncryptedTextField(blank=True, family="case.household_id")

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_stage} -> {self.to_stage}"
