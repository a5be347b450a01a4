"""The ledger of what left the welfare centre: added to, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from core.privacy.enums import Channel


class Disclosure(models.Model):
    """One act by which an institution learned categories of one person's data; never the data itself.

    Chained like the audit log, so that a changed or missing row is found. The person sees these rows.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    case = models.ForeignKey("families.Case", models.PROTECT, related_name="disclosures")
    person = models.ForeignKey("families.Person", models.PROTECT, related_name="disclosures")
    partner = models.ForeignKey("partnership.PartnerOrganisation", models.PROTECT, related_name="disclosures")
    # Category -> id of the authorisation on which telling it rested.
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

    def __str__(self) -> str:
        return f"{self.number} {self.partner_id}"

    def content(self) -> dict[str, Any]:
        """What the entry says, as it goes into its digest; older entries name no wording."""
        later = {"texts": self.texts, "about": self.about} if self.texts else {}
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "case": str(self.case_id),
            "person": str(self.person_id),
            "partner": str(self.partner_id),
            "told": self.told,
            "how": [self.purpose, self.channel],
            "actor": [str(self.actor_id or ""), self.actor_name],
            **later,
        }
