"""Writing the log: inside the transaction of the act itself."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from core.audit.models import AuditEvent
from core.audit.rules import START, digest_of
from core.shared.actor import Actor


def record(actor: Actor, action: str, subject: models.Model | None = None, **data: Any) -> AuditEvent:
    """Add one act to the tenant's chain; must run in the transaction of the act.

    `data` names what changed (codes, dates, ids), never values of personal data. Raises
    `TransactionManagementError` outside a transaction.
    """
    with transaction.atomic(durable=False), connection.cursor() as cursor:
        # Rows may not be locked (the role cannot update): one writer a tenant at a time.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.audit'))")
        cursor.execute("SELECT number, digest FROM audit_auditevent ORDER BY number DESC LIMIT 1")
        number, before = cursor.fetchone() or (0, START)
        event = AuditEvent(
            number=number + 1,
            at=timezone.now(),
            actor_id=actor.user_id,
            actor_name=actor.name,
            action=action,
            subject_type=subject._meta.label_lower if subject is not None else "",
            subject_id=str(subject.pk) if subject is not None else "",
            data=json.loads(json.dumps(data, cls=DjangoJSONEncoder)),
            before=before,
        )
        event.digest = digest_of(before, event.content())
        event.save(force_insert=True)
        return event
