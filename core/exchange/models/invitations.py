"""A gmina asks a powiat to be the strategic partner of its partnership.

Both tables are only ever added to: nobody may change what the other side wrote. Row security lets a town
see and write its own rows: the gmina as sender, the powiat as the one asked. No other tenant sees either.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.exchange.enums import OfferAnswer
from core.shared import clock
from core.shared.ids import uuid7

_GMINA = r"^g_[0-9]+$"
_POWIAT = r"^p_[0-9]+$"


class PartnershipInvitation(models.Model):
    """What the gmina wrote; names are those of the day of sending, contact is the office's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    from_schema = models.CharField(max_length=63)
    to_schema = models.CharField(max_length=63)
    from_town = models.CharField(max_length=200)
    from_organisation = models.CharField(max_length=200)
    to_organisation = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, blank=True)
    message = models.TextField(blank=True)
    sent_on = models.DateField()
    answer_by = models.DateField()
    created_at = models.DateTimeField(default=clock.now, editable=False)

    shared_grants: ClassVar[dict[str, str]] = {"municipality": "SELECT, INSERT"}

    class Meta:
        db_table = 'public"."exchange_partnershipinvitation'
        ordering: ClassVar = ["-sent_on", "-created_at", "pk"]
        constraints: ClassVar = [
            # Row security compares the role's name with these: nothing else may stand here.
            models.CheckConstraint(condition=Q(from_schema__regex=_GMINA), name="offer_from_a_gmina"),
            models.CheckConstraint(condition=Q(to_schema__regex=_POWIAT), name="offer_to_a_powiat"),
            models.CheckConstraint(
                condition=Q(answer_by__gt=models.F("sent_on")), name="offer_has_time_to_answer"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["to_schema", "-sent_on"], name="offer_by_powiat"),
            models.Index(fields=["from_schema", "-sent_on"], name="offer_by_gmina"),
        ]

    def __str__(self) -> str:
        return f"{self.from_schema} {self.to_schema} {self.sent_on}"


class PartnershipInvitationAnswer(models.Model):
    """How it ended: the powiat accepted or declined, or the gmina took its invitation back. Once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    invitation = models.OneToOneField(PartnershipInvitation, models.PROTECT, related_name="answer")
    by_schema = models.CharField(max_length=63)
    answer = models.CharField(max_length=10, choices=OfferAnswer.choices)
    reason = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField()
    created_at = models.DateTimeField(default=clock.now, editable=False)

    shared_grants: ClassVar[dict[str, str]] = {"municipality": "SELECT, INSERT"}

    class Meta:
        db_table = 'public"."exchange_partnershipinvitationanswer'
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer=OfferAnswer.CANCELLED, by_schema__regex=_GMINA)
                | Q(answer__in=[OfferAnswer.ACCEPTED, OfferAnswer.DECLINED], by_schema__regex=_POWIAT),
                name="offer_answered_by_whom_it_concerns",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.answer}"
