"""Invitations sent to institutions and what they answered."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from core.partnership.enums.accession import AnsweredVia, InvitationAnswer, InvitationChannel
from core.partnership.models.organisations import PartnerOrganisation
from core.partnership.rules.invitations import Asked
from core.shared.models import Entity


class InvitationQuerySet(models.QuerySet["PartnerInvitation"]):
    """Invitations by how they stand."""

    def open(self) -> Self:
        """Neither answered nor cancelled."""
        return self.filter(answer="", cancelled_on__isnull=True)


class PartnerInvitation(Entity):
    """One invitation to the partnership, by e-mail, as a letter, or to a powiat's own tenant."""

    partner = models.ForeignKey(PartnerOrganisation, models.PROTECT, related_name="invitations")
    number = models.CharField(max_length=20, unique=True)
    channel = models.CharField(max_length=10, choices=InvitationChannel.choices)
    email = models.EmailField(blank=True)
    message = models.TextField(blank=True)
    sent_on = models.DateField()
    answer_by = models.DateField()
    answer = models.CharField(max_length=10, choices=InvitationAnswer.choices, blank=True)
    answer_reason = models.TextField(blank=True)
    answer_contact = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_via = models.CharField(max_length=10, choices=AnsweredVia.choices, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    # The invitation in `core.exchange` when a powiat's tenant was asked.
    exchange_id = models.UUIDField(null=True, blank=True, unique=True)
    recorded_by = models.CharField(max_length=200)

    objects = InvitationQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-sent_on", "-created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(answer="", cancelled_on__isnull=True),
                name="invitation_one_open_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | Q(answer__in=InvitationAnswer.values, answered_on__isnull=False),
                name="invitation_answer_has_day",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=InvitationChannel.values), name="invitation_channel_known"
            ),
            models.CheckConstraint(
                condition=~Q(channel=InvitationChannel.EMAIL) | ~Q(email=""),
                name="invitation_email_has_address",
            ),
            models.CheckConstraint(
                condition=Q(answer_by__gt=F("sent_on")), name="invitation_has_time_to_answer"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def as_asked(self) -> Asked:
        """The invitation as the rules see it."""
        cancelled = self.cancelled_on is not None
        return Asked(
            channel=self.channel,
            sent_on=self.sent_on,
            answer=self.answer,
            cancelled=cancelled,
            reminders=self.reminders,
            reminded_on=self.reminded_on,
            answer_by=self.answer_by,
        )
