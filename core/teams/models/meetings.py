"""Meetings as they were held, and who was there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity
from core.teams.enums import Coming
from core.teams.models.seats import CaseTeam, TeamMember


class TeamMeeting(Entity):
    """A meeting as it was held; minutes are sealed, for they tell of health and hardship.

    `quorate` says whether those who may agree a path were together (`rules.quorum`); it is unknown for
    meetings written down before that was asked. `minutes` of a meeting that was planned here are filled
    when its attendees may read them: until then they are a draft of the moderator.
    """

    team = models.ForeignKey(CaseTeam, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    place = EncryptedTextField(blank=True, family="team.case.household_id")
    remote = models.BooleanField(default=False)
    minutes = EncryptedTextField(blank=True, family="team.case.household_id")
    family_present = models.BooleanField()
    without_family_reason = EncryptedTextField(blank=True, family="team.case.household_id")
    next_on = models.DateField(null=True, blank=True)
    quorate = models.BooleanField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["held_on", "number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "number"], name="team_meeting_number_once"),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("held_on")),
                name="team_meeting_next_later",
            ),
            models.CheckConstraint(
                condition=Q(family_present=True) | Q(GreaterThan(Length("without_family_reason"), 0)),
                name="team_meeting_family_or_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["held_on"], name="team_meeting_by_day")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.number}"


class MeetingAttendance(Entity):
    """Whether a member of the day was there, at the table or at a distance, or told that they cannot come."""

    meeting = models.ForeignKey(TeamMeeting, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(TeamMember, on_delete=models.PROTECT, related_name="attendance")
    present = models.BooleanField()
    remote = models.BooleanField(default=False)
    excused = models.BooleanField(default=False)
    substitute = models.ForeignKey(
        "partnership.PartnerPerson", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "member"], name="team_attendance_once"),
            models.CheckConstraint(
                condition=Q(present=True, excused=False) | Q(present=False, remote=False),
                name="team_attendance_makes_sense",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.present}"

    @property
    def coming(self) -> Coming:
        """The same in one word."""
        if self.present:
            return Coming.REMOTE if self.remote else Coming.PRESENT
        return Coming.EXCUSED if self.excused else Coming.NO_SHOW
