"""Stages of the partnership: planned, reached, corrected."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.partnership.enums.accession import StepCode, StepOutcome
from core.partnership.rules.steps import StepState
from core.shared import clock
from core.shared.models import Entity


class PartnershipStep(Entity):
    """A stage as it stands now; `edition` counts the years of work, the first with all stages."""

    edition = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=20, choices=StepCode.choices)
    planned_on = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=StepOutcome.choices, blank=True)
    note = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["edition", "created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "code"], name="step_once_an_edition"),
            models.CheckConstraint(condition=Q(code__in=StepCode.values), name="step_code_known"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="step_edition_counts_from_one"),
            models.CheckConstraint(
                condition=Q(outcome="")
                | Q(code=StepCode.DECISION, reached_on__isnull=False, outcome__in=StepOutcome.values),
                name="step_outcome_of_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.code}"

    def as_state(self) -> StepState:
        """The stage as the rules see it."""
        code = StepCode(self.code)
        return StepState(self.edition, code, self.planned_on, self.reached_on, self.outcome)


class PartnershipStepChange(Entity):
    """One entry in a stage's history: what was written, by whom, and why where something was corrected."""

    step = models.ForeignKey(PartnershipStep, models.PROTECT, related_name="changes")
    planned_on = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=StepOutcome.choices, blank=True)
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=200)

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.step_id} {self.created_at:%Y-%m-%d}"
