"""Asking partners once a year whether their cards are still true."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.basket.enums import ConfirmationAnswer
from core.shared.models import Entity


class ConfirmationRequest(Entity):
    """One e-mail to one partner about all its cards that wait for a look."""

    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", models.PROTECT, related_name="confirmation_requests"
    )
    sent_to = models.EmailField()
    sent_on = models.DateField()
    # Day of the last reminder by hand; the pause between two messages counts from it.
    sent_again_on = models.DateField(null=True, blank=True)
    times_sent = models.PositiveSmallIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-sent_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "sent_on"], name="confirmation_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.sent_on}"


class ConfirmationItem(Entity):
    """A card named in such an e-mail, and what the partner said about it."""

    request = models.ForeignKey(ConfirmationRequest, models.CASCADE, related_name="items")
    card = models.ForeignKey("basket.ServiceCard", models.PROTECT, related_name="confirmations")
    answer = models.CharField(max_length=20, choices=ConfirmationAnswer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["card__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "card"], name="confirmation_card_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | Q(answer__in=ConfirmationAnswer.values, answered_on__isnull=False),
                name="confirmation_answer_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.answer or "?"
