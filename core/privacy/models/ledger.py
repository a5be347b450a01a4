"""The ledger of what left the welfare centre: added to, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.privacy.enums import Channel, Duty, Purpose, Recipient


class Disclosure(models.Model):
    """One act by which an institution learned categories of one person's data; never the data itself.

    Chained like the audit log, so that a changed or missing row is found. The person sees these rows. What
    the law has told to a `recipient` that is no partner rests on an article instead of an authorisation.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    case = models.ForeignKey("families.Case", models.PROTECT, related_name="disclosures")
    person = models.ForeignKey("families.Person", models.PROTECT, related_name="disclosures")
    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", models.PROTECT, null=True, related_name="disclosures"
    )
    recipient = models.CharField(max_length=20, choices=Recipient.choices, blank=True, default="")
    # Category -> id of the authorisation on which telling it rested; by law the article of GDPR.
    told = models.JSONField()
    # Category -> version and language of the wording that the person heard.
    texts = models.JSONField(default=dict)
    # The record by which it was told, e.g. a request: "referrals.referral:<id>".
    about = models.CharField(max_length=120, blank=True, default="")
    purpose = models.CharField(max_length=20)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    append_only = True

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-number"], name="disclosure_of_person"),
            models.Index(fields=["case", "-number"], name="disclosure_of_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(partner__isnull=False, recipient="")
                | Q(partner__isnull=True, recipient__in=Recipient.values, purpose__in=Duty.values),
                name="disclosure_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.partner_id or self.recipient}"

    @property
    def by_law(self) -> bool:
        return bool(self.recipient)

    @property
    def institution(self) -> str:
        """Who learned it."""
        return str(self.partner.name if self.partner else Recipient(self.recipient).label)

    @property
    def aim(self) -> str:
        """What it may be used for."""
        return str(Duty(self.purpose).label if self.by_law else Purpose(self.purpose).label)

    def content(self) -> dict[str, Any]:
        """What the entry says, as it goes into its digest; older entries name no wording."""
        later: dict[str, Any] = {"texts": self.texts, "about": self.about} if self.texts else {}
        if self.recipient:
            later = {"recipient": self.recipient, "about": self.about}
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "case": str(self.case_id),
            "person": str(self.person_id),
            "partner": str(self.partner_id or ""),
            "told": self.told,
            "how": [self.purpose, self.channel],
            "actor": [str(self.actor_id or ""), self.actor_name],
            **later,
        }
