"""Minutes of a team's meeting: points and decisions, amendments of those who were there, the frozen text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from core.shared.encryption import EncryptedTextField
from core.shared.minutes import AmendmentState, MinutesPhase
from core.shared.models import Entity
from core.teams.models.planning import PlannedMeeting
from core.teams.models.seats import TeamMember


class TeamMinutes(Entity):
    """In which of the four phases the minutes of a meeting are."""

    planned = models.OneToOneField(PlannedMeeting, models.CASCADE, related_name="record")
    phase = models.CharField(max_length=20, choices=MinutesPhase.choices, default=MinutesPhase.LIVE)
    amend_until = models.DateField(null=True, blank=True)
    # Since when attendees can read them: the day on which a town's promise of quick minutes is kept.
    shown_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(phase__in=MinutesPhase.values), name="team_minutes_phase_known"
            ),
            models.CheckConstraint(
                condition=~Q(phase=MinutesPhase.AMENDING) | Q(amend_until__isnull=False),
                name="team_minutes_amending_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.phase


class AgendaPoint(Entity):
    """A point of the agenda, and what the minutes say of it.

    With `for_person` it concerns that person alone: of the family nobody else sees it, not even that it
    exists, and no partner reads it. `version` grows with every change of `minutes`: whoever saves names the
    version that they read, so that two people writing at once never overwrite each other.
    """

    planned = models.ForeignKey(PlannedMeeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = EncryptedTextField(family="planned.team.case.household_id")
    for_person = models.ForeignKey("families.Person", models.PROTECT, null=True, blank=True, related_name="+")
    minutes = EncryptedTextField(blank=True, family="planned.team.case.household_id")
    version = models.PositiveIntegerField(default=0)
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.CharField(max_length=200, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["planned", "position"],
                name="team_point_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TeamDecision(Entity):
    """What was agreed at a meeting; `step_id` names the step of the path that came of it, if one did."""

    planned = models.ForeignKey(PlannedMeeting, models.CASCADE, related_name="decisions")
    point = models.ForeignKey(AgendaPoint, models.SET_NULL, null=True, blank=True, related_name="decisions")
    for_person = models.ForeignKey("families.Person", models.PROTECT, null=True, blank=True, related_name="+")
    ordinal = models.PositiveSmallIntegerField()
    text = EncryptedTextField(family="planned.team.case.household_id")
    step_id = models.UUIDField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["ordinal", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["planned", "ordinal"], name="team_decision_ordinal_once"),
            models.UniqueConstraint(
                fields=["step_id"], condition=Q(step_id__isnull=False), name="team_decision_step_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TeamAmendment(Entity):
    """An attendee's proposal of other words for a point, and the moderator's answer with its reason."""

    point = models.ForeignKey(AgendaPoint, models.CASCADE, related_name="amendments")
    member = models.ForeignKey(TeamMember, models.PROTECT, related_name="amendments")
    text = EncryptedTextField(family="point.planned.team.case.household_id")
    comment = EncryptedTextField(blank=True, family="point.planned.team.case.household_id")
    state = models.CharField(max_length=20, choices=AmendmentState.choices, default=AmendmentState.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = EncryptedTextField(blank=True, family="point.planned.team.case.household_id")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=AmendmentState.PROPOSED, decided_at__isnull=True)
                | Q(state__in=[AmendmentState.ACCEPTED, AmendmentState.DECLINED], decided_at__isnull=False),
                name="team_amendment_decided_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=AmendmentState.DECLINED) | Q(GreaterThan(Length("reason"), 0)),
                name="team_amendment_declined_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.state}"


class FrozenMinutes(Entity):
    """Minutes as they were published, sealed, for good; `sha256` is of the content's one canonical form."""

    planned = models.OneToOneField(PlannedMeeting, models.PROTECT, related_name="frozen")
    number = models.CharField(max_length=40)
    content = EncryptedTextField(family="planned.team.case.household_id")
    sha256 = models.CharField(max_length=64)
    published_on = models.DateField()
    published_by = models.CharField(max_length=200)

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-published_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="team_minutes_number_once"),
        ]

    def __str__(self) -> str:
        return self.number


class TeamAnnex(Entity):
    """What published minutes should say and why: read beside them, for they stay as they are.

    An annex to a point that is one person's alone is that person's alone, too.
    """

    planned = models.ForeignKey(PlannedMeeting, models.PROTECT, related_name="annexes")
    point = models.ForeignKey(AgendaPoint, models.PROTECT, null=True, related_name="annexes")
    ordinal = models.PositiveIntegerField()
    text = EncryptedTextField(family="planned.team.case.household_id")
    reason = EncryptedTextField(family="planned.team.case.household_id")
    sha256 = models.CharField(max_length=64)
    published_on = models.DateField()
    published_by = models.CharField(max_length=200)

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["ordinal", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["planned", "ordinal"], name="team_annex_ordinal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.planned_id} {self.ordinal}"
