"""The log of what was done: added to, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class AuditEvent(models.Model):
    """One act of one person (or named job), chained to the act before it by its hash.

    The tenant's role may insert and read, not update or delete (`append_only`); whoever gets round that
    breaks the chain at the altered row. Values of personal data are never written here, only which
    record was touched and how.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    append_only = True

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def content(self) -> dict[str, Any]:
        """What the entry says, as it goes into its digest."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "actor": [str(self.actor_id or ""), self.actor_name],
            "action": self.action,
            "subject": [self.subject_type, self.subject_id],
            "data": self.data,
        }
