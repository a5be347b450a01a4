"""Short messages between a person of a family and who leads their case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class FamilyMessage(Entity):
    """A few words, read by that person and by who leads the case; never changed, sealed for the family."""

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="messages")
    person = models.ForeignKey("families.Person", models.PROTECT, related_name="messages")
    from_worker = models.BooleanField()
    text = EncryptedTextField()
    author = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["created_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["case", "person", "created_at"], name="family_message_talk"),
            models.Index(
                fields=["case"],
                condition=models.Q(read_at__isnull=True, from_worker=False),
                name="family_message_unread",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
