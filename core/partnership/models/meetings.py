"""Meetings of the whole partnership."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.partnership.enums import MeetingKind
from core.partnership.models.organisations import PartnerOrganisation
from core.shared.models import Entity


class PartnershipMeeting(Entity):
    """A meeting of the whole partnership (not of a family's team)."""

    held_on = models.DateField()
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-held_on", "title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["held_on", "title"], name="meeting_once"),
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title


class PartnershipAttendance(Entity):
    """That a partner was invited to a meeting, and whether it came."""

    meeting = models.ForeignKey(PartnershipMeeting, models.CASCADE, related_name="attendance")
    partner = models.ForeignKey(PartnerOrganisation, models.PROTECT, related_name="attendance")
    present = models.BooleanField()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["partner__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "partner"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.present}"
