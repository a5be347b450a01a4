"""How a town came to hand a month over, or to keep it back, and what its region reminded it of.

No figure is ever in these rows. A town adds what it did and cannot change it afterwards; the region of its
voivodeship, the leading region and the platform read it; other towns do not.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.exchange.enums import HoldReason, SubmissionStep
from core.exchange.models.templates import REGION_SCHEMA, TOWN_SCHEMA
from core.shared.models import Entity


class SubmissionEvent(Entity):
    """One step of a town with a month; the newest step of a month is its state."""

    schema_name = models.CharField(max_length=63)
    month = models.DateField()
    step = models.CharField(max_length=20, choices=SubmissionStep.choices)
    reason = models.CharField(max_length=20, choices=HoldReason.choices, blank=True)
    # About the records, never about a family: refused where it seems to hold personal data.
    note = models.CharField(max_length=300, blank=True)
    actor_name = models.CharField(max_length=200)

    shared_grants: ClassVar[dict[str, str]] = {
        "municipality": "SELECT, INSERT",
        "region": "SELECT",
        "operator": "SELECT",
        "login": "SELECT",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_submissionevent'
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(schema_name__regex=TOWN_SCHEMA), name="submission_event_of_a_town"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="submission_event_first_of_month"),
            models.CheckConstraint(
                condition=Q(step__in=SubmissionStep.values), name="submission_event_step_known"
            ),
            models.CheckConstraint(
                condition=Q(step=SubmissionStep.HELD_BACK, reason__in=HoldReason.values)
                | (~Q(step=SubmissionStep.HELD_BACK) & Q(reason="")),
                name="submission_event_held_back_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["month", "schema_name", "-created_at"], name="submission_event_by_month"),
            models.Index(fields=["schema_name", "-created_at"], name="submission_event_by_town"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.month:%Y-%m} {self.step}"


class SubmissionReminder(Entity):
    """That a region asked a town for a month: once a day at most, the database sees to it."""

    from_schema = models.CharField(max_length=63)
    schema_name = models.CharField(max_length=63)
    month = models.DateField()
    sent_on = models.DateField()
    actor_name = models.CharField(max_length=200)

    shared_grants: ClassVar[dict[str, str]] = {
        "region": "SELECT, INSERT",
        "municipality": "SELECT",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_submissionreminder'
        ordering: ClassVar = ["-sent_on", "schema_name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(schema_name__regex=TOWN_SCHEMA, from_schema__regex=REGION_SCHEMA),
                name="submission_reminder_from_region_to_town",
            ),
            models.UniqueConstraint(
                fields=["schema_name", "month", "sent_on"], name="submission_reminder_once_a_day"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="submission_reminder_first_of_month"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.month:%Y-%m} {self.sent_on}"
