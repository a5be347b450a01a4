"""What a meeting decided, and the task it gave to an organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.partnership.enums.meetings import DecisionKind, TaskState
from core.partnership.models.meetings import AgendaItem, PartnershipMeeting
from core.partnership.models.organisations import PartnerOrganisation, PartnerPerson
from core.shared.models import Entity


class MeetingDecision(Entity):
    """A resolution or finding; with an owner it is that organisation's task until done or cancelled.

    Its words freeze with the minutes; `state` goes on living.
    """

    meeting = models.ForeignKey(PartnershipMeeting, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=DecisionKind.choices)
    text = models.TextField()
    owner = models.ForeignKey(
        PartnerOrganisation, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    person = models.ForeignKey(PartnerPerson, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=TaskState.choices, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["meeting", "ordinal", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "ordinal"], name="decision_ordinal_once"),
            models.CheckConstraint(condition=Q(kind__in=DecisionKind.values), name="decision_kind_known"),
            models.CheckConstraint(
                condition=Q(owner__isnull=True, person__isnull=True, due_on__isnull=True, state="")
                | Q(owner__isnull=False, state__in=TaskState.values),
                name="decision_task_has_owner",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["", TaskState.OPEN], finished_on__isnull=True)
                | Q(state__in=[TaskState.DONE, TaskState.CANCELLED], finished_on__isnull=False),
                name="decision_finished_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("due_on"), condition=Q(state=TaskState.OPEN), name="decision_open_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal}. {self.text[:60]}"
