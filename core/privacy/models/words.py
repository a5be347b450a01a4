"""What an agreement to take part and a disclosure authorisation have in common: somebody's word."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from core.families.rules import born_latest_of_age
from core.privacy.enums import AgreementForm, Assent, GuardianGround, Language
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class GivenWord(Entity):
    """Which text was accepted, in which language, how, and by whom where not by the person.

    `for_minor` is a guardian's word for a child: it ends by itself on the day the child comes of age.
    """

    form = models.CharField(max_length=10, choices=AgreementForm.choices)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.PL)
    text = models.ForeignKey("privacy.ConsentText", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("privacy.ConsentSheet", models.PROTECT, null=True, related_name="%(class)ss")
    guardian = models.ForeignKey("families.Person", models.PROTECT, null=True, related_name="+")
    guardian_name = EncryptedTextField(blank=True, family="case.household_id")
    guardian_ground = models.CharField(max_length=10, choices=GuardianGround.choices, blank=True)
    for_minor = models.BooleanField(default=False)
    assent = models.CharField(max_length=10, choices=Assent.choices, blank=True)
    recorded_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    class Meta(Entity.Meta):
        abstract = True

    @property
    def text_version(self) -> str:
        """The version of the wording, as people quote it."""
        return self.text.version

    @property
    def given_by(self) -> str:
        """Name of the guardian who spoke for the person; empty when the person spoke."""
        return self.guardian.full_name if self.guardian is not None else str(self.guardian_name or "")


def of_its_time(on: date) -> Any:
    """Words that have not ended by a child's coming of age; without a birthday a guardian's word is none."""
    return Q(for_minor=False) | Q(person__born_on__gt=born_latest_of_age(on))
