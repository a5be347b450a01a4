"""Meetings of the whole partnership: when and where, what about, who was asked and who came."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.partnership.enums import MeetingKind
from core.partnership.enums.meetings import Answer, MeetingState
from core.partnership.models.organisations import PartnerOrganisation
from core.shared import clock
from core.shared.models import Entity

_NOT_CANCELLED = ~Q(state=MeetingState.CANCELLED)


class PartnershipMeeting(Entity):
    """A meeting of the whole partnership (not of a family's team).

    `day` is its day in Poland, planned or past; `held_on` is the same day once it took place, and only
    then does the meeting count in the figures. A meeting recorded afterwards may have no hours.
    `sequence` grows with every change that calendars must follow (RFC 5546).
    """

    state = models.CharField(max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED)
    day = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    remote_address = models.URLField(max_length=300, blank=True)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    convenor = models.ForeignKey("identity.User", models.PROTECT, null=True, blank=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=clock.now)
    invited_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    minutes = models.TextField(blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-day", "title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "title"], condition=_NOT_CANCELLED, name="meeting_once"),
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_known"),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD, held_on__isnull=False, held_on=F("day"))
                | (~Q(state=MeetingState.HELD) & Q(held_on__isnull=True)),
                name="meeting_held_has_day",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
                name="meeting_hours_span",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD) | Q(starts_at__isnull=False),
                name="meeting_planned_has_hours",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-day", "title", "id"], name="meeting_newest"),
            models.Index(fields=["state", "day"], name="meeting_by_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def uid(self) -> str:
        """How calendars know the meeting, whatever is changed about it."""
        return f"{self.pk}@kooperacje"


class PartnershipAttendance(Entity):
    """One line of the one attendance list: a partner invited, what it answered, whether it came.

    `invited_at` is empty for somebody who came uninvited; `entered_at` tells "absent" from "not entered".
    """

    meeting = models.ForeignKey(PartnershipMeeting, models.CASCADE, related_name="attendance")
    partner = models.ForeignKey(PartnerOrganisation, models.PROTECT, related_name="attendance")
    invited_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    present = models.BooleanField(default=False)
    entered_at = models.DateTimeField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["partner__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "partner"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | Q(answer__in=Answer.values, answered_at__isnull=False),
                name="attendance_answer_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.present}"


class AgendaItem(Entity):
    """A point of the agenda, and what the minutes say of it.

    `version` grows with every change of `minutes`: whoever saves names the version that they read, so
    that two people writing at once never overwrite each other.
    """

    meeting = models.ForeignKey(PartnershipMeeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    presenter = models.ForeignKey(
        PartnerOrganisation, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    minutes_planned = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.CharField(max_length=200, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="agenda_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.title
