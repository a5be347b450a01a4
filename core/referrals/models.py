"""A request to a partner for one service for one family."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from core.identity.models import Pin
from core.referrals import rules
from core.referrals.enums import OPEN, ReferralStatus
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class Referral(Entity):
    """What a partner learns: the service, the case's number, whom to call; with the family's word the need.

    `for_person` is whose need it is, nobody when it is the whole family's. The need and the reason of a
    refusal are sealed: they may tell of health or violence.
    """

    case = models.ForeignKey("families.Case", on_delete=models.PROTECT, related_name="referrals")
    service = models.ForeignKey("basket.ServiceCard", on_delete=models.PROTECT, related_name="referrals")
    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", on_delete=models.PROTECT, related_name="referrals"
    )
    for_person = models.ForeignKey(
        "families.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    need = EncryptedTextField(family="case.household_id")
    status = models.CharField(max_length=20, choices=ReferralStatus.choices, default=ReferralStatus.SENT)
    sent_on = models.DateField()
    sent_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    decline_reason = EncryptedTextField(blank=True, default="", family="case.household_id")
    first_contact_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-sent_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["partner", "status", "-sent_on"], name="referral_of_partner"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "service"],
                condition=models.Q(status__in=[str(status) for status in OPEN]),
                name="referral_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True) | models.Q(answered_on__gte=models.F("sent_on")),
                name="referral_answered_after_sent",
            ),
            models.CheckConstraint(
                condition=models.Q(finished_on__isnull=True)
                | models.Q(finished_on__gte=models.F("answered_on")),
                name="referral_finished_after_answered",
            ),
            models.CheckConstraint(
                condition=models.Q(first_contact_on__isnull=True)
                | models.Q(first_contact_on__gte=models.F("sent_on")),
                name="referral_contact_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def answer_due_on(self) -> date:
        return rules.answer_due(self.sent_on)


class AnswerPin(Pin):
    """With it and the link of a message a partner's person answers a request without an account."""

    person = models.OneToOneField("partnership.PartnerPerson", models.CASCADE, related_name="answer_pin")
    given_on = models.DateField()

    def __str__(self) -> str:
        return str(self.person_id)
