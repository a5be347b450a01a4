"""Wishes to join a team, and the hand-over of the lead."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity
from core.teams.enums import JoinState
from core.teams.models.seats import TeamMember


class JoinRequest(Entity):
    """Somebody asks for a seat: a partner's delegate by a case number, or whom the leader invited to ask.

    `case` is empty when the number is nobody's: the asker gets the same answer, so that a number tells
    nothing. Before the leader approves, the asker learns nothing but their own words and the state.
    """

    case = models.ForeignKey("families.Case", models.CASCADE, null=True, blank=True, related_name="joining")
    case_number = models.CharField(max_length=20, blank=True)
    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    partner_person = models.ForeignKey(
        "partnership.PartnerPerson", models.PROTECT, null=True, blank=True, related_name="+"
    )
    helper_name = EncryptedTextField(blank=True, family="household_id")
    helper_email = EncryptedTextField(blank=True, family="household_id")
    asked_by = models.ForeignKey("identity.User", models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField()
    reason = EncryptedTextField(blank=True, family="household_id")
    state = models.CharField(max_length=10, choices=JoinState.choices)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = EncryptedTextField(blank=True, family="household_id")
    member = models.ForeignKey(TeamMember, models.PROTECT, null=True, blank=True, related_name="joined_by")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-asked_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=JoinState.values), name="join_state_known"),
            models.CheckConstraint(
                condition=~Q(state=JoinState.APPROVED) | Q(member__isnull=False), name="join_approved_seat"
            ),
            models.CheckConstraint(
                condition=~Q(state=JoinState.DECLINED) | Q(GreaterThan(Length("decision_reason"), 0)),
                name="join_declined_reason",
            ),
            models.UniqueConstraint(
                fields=["case_number", "partner"],
                condition=Q(state=JoinState.WAITING, partner__isnull=False) & ~Q(case_number=""),
                name="join_waiting_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "state"], name="join_of_case"),
            models.Index(fields=["partner", "-asked_on"], name="join_of_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def household_id(self) -> UUID | None:
        """The family under whose key the words are sealed; none while the number is nobody's."""
        return self.case.household_id if self.case is not None else None


class HandOver(Entity):
    """A case and its team passed from one social worker to another, with the reason: never changed."""

    case = models.ForeignKey("families.Case", models.CASCADE, related_name="hand_overs")
    from_user = models.ForeignKey("identity.User", models.PROTECT, related_name="+")
    to_user = models.ForeignKey("identity.User", models.PROTECT, related_name="+")
    on = models.DateField()
    reason = EncryptedTextField(family="case.household_id")
    actor_name = models.CharField(max_length=200)

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(from_user=F("to_user")), name="hand_over_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"
