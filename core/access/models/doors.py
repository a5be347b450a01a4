"""How a person of a family gets to their own page: a slip of paper once, then a number and a PIN."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.identity.models import Pin
from core.shared.models import Entity


class AccessSlip(Entity):
    """A slip handed over in person: its code opens the way in once; here stands a keyed hash only."""

    person = models.ForeignKey("families.Person", models.PROTECT, related_name="access_slips")
    code_index = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-created_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="access_slip_span"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True), name="access_slip_one_end"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="access_slip_one_open",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class OwnAccess(Pin):
    """A person's number and PIN; the worker may take it away and a new slip gives it back."""

    person = models.OneToOneField("families.Person", models.PROTECT, related_name="own_access")
    number = models.CharField(max_length=8, unique=True)
    taken_away_at = models.DateTimeField(null=True, blank=True)

    class Meta(Pin.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(number__regex=r"^[1-9]\d{7}$"), name="own_access_number"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
