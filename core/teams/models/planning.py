"""Meetings to come: the times proposed, who is invited, what they answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.shared import clock
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity
from core.teams.enums import Answer, Coming, PlanState, SlotChoice
from core.teams.models.meetings import TeamMeeting
from core.teams.models.seats import CaseTeam, TeamMember


class PlannedMeeting(Entity):
    """A meeting of a team from its first plan to its end.

    Title, place and address of a video call are sealed: a place may be somebody's home. `sequence` grows
    with every change that calendars must follow (RFC 5546), `version` with every change at all.
    `meeting` is the record of it once it was held.
    """

    team = models.ForeignKey(CaseTeam, models.PROTECT, related_name="planned")
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.CHOOSING)
    title = EncryptedTextField(blank=True, family="team.case.household_id")
    day = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    place = EncryptedTextField(blank=True, family="team.case.household_id")
    remote_address = EncryptedTextField(blank=True, family="team.case.household_id")
    convenor = models.ForeignKey("identity.User", models.PROTECT, null=True, blank=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)
    invited_at = models.DateTimeField(null=True, blank=True)
    changed_because = EncryptedTextField(blank=True, family="team.case.household_id")
    meeting = models.OneToOneField(TeamMeeting, models.PROTECT, null=True, blank=True, related_name="planned")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["day", "starts_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="team_plan_state_known"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True, day__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at"), day__isnull=False),
                name="team_plan_hours_span",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PlanState.CHOOSING, PlanState.CANCELLED]) | Q(starts_at__isnull=False),
                name="team_plan_set_has_hours",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.HELD, meeting__isnull=False)
                | (~Q(state=PlanState.HELD) & Q(meeting__isnull=True)),
                name="team_plan_held_has_record",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["team", "state"], name="team_plan_of_team"),
            models.Index(fields=["state", "day"], name="team_plan_by_day"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def uid(self) -> str:
        """How calendars know the meeting, whatever is changed about it."""
        return f"{self.pk}@kooperacje"


class MeetingSlot(Entity):
    """One of the times proposed for a meeting."""

    planned = models.ForeignKey(PlannedMeeting, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["planned", "starts_at"], name="team_slot_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="team_slot_span"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class MeetingInvitation(Entity):
    """A seat invited to a meeting: what it answers, who comes in its place, whether it came.

    `substitute` comes to this one meeting only. `coming` is empty until it is ticked in the room.
    """

    planned = models.ForeignKey(PlannedMeeting, models.CASCADE, related_name="invitations")
    member = models.ForeignKey(TeamMember, models.PROTECT, related_name="invitations")
    substitute = models.ForeignKey(
        "partnership.PartnerPerson", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    coming = models.CharField(max_length=10, choices=Coming.choices, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["planned", "member"], name="team_invitation_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | Q(answer__in=Answer.values, answered_at__isnull=False),
                name="team_invitation_answer_moment",
            ),
            models.CheckConstraint(
                condition=Q(coming__in=["", *Coming.values]), name="team_invitation_coming_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_id} {self.member_id}"


class SlotAnswer(Entity):
    """Whether an invited seat is free at a proposed time."""

    slot = models.ForeignKey(MeetingSlot, models.CASCADE, related_name="answers")
    invitation = models.ForeignKey(MeetingInvitation, models.CASCADE, related_name="choices")
    choice = models.CharField(max_length=10, choices=SlotChoice.choices)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slot", "invitation"], name="team_slot_answer_once"),
            models.CheckConstraint(condition=Q(choice__in=SlotChoice.values), name="team_slot_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.choice}"


class TeamQuorum(Entity):
    """The town's rule of who must be together to agree a path, beside the moderator; one row at most."""

    family = models.PositiveSmallIntegerField(default=1)
    others = models.PositiveSmallIntegerField(default=1)
    singleton = models.BooleanField(default=True, editable=False)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["singleton"], name="team_quorum_one"),
            models.CheckConstraint(
                condition=Q(singleton=True, family__gte=1, family__lte=5, others__lte=10),
                name="team_quorum_in_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family}+{self.others}"
