"""Writing the log: inside the transaction of the act itself."""

from __future__ import annotations

import json
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from core.audit.models import AuditEvent
from core.audit.rules import START, digest_of
from core.shared.actor import Actor

# Rows may not be locked (the role cannot update): one writer a tenant at a time.
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.audit'));"
_LAST: Final = "SELECT number, digest FROM audit_auditevent ORDER BY number DESC LIMIT 1"
# Every operation writes an entry: plain SQL costs a fifth of what the ORM's insert does.
_ADD: Final = """
INSERT INTO audit_auditevent
       (number, at, actor_id, actor_name, action, subject_type, subject_id, data, before, digest)
VALUES (%(number)s, %(at)s, %(actor_id)s, %(actor_name)s, %(action)s, %(subject_type)s,
        %(subject_id)s, %(data)s, %(before)s, %(digest)s)
"""


def record(actor: Actor, action: str, subject: models.Model | None = None, **data: Any) -> AuditEvent:
    """Add one act to the tenant's chain; must run in the transaction of the act.

    `data` names what changed (codes, dates, ids), never values of personal data. Raises
    `TransactionManagementError` outside a transaction.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        # Two statements in one message: the second sees what the holder of the lock had written.
        cursor.execute(_LOCK + _LAST)
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
        cursor.execute(_ADD, {**vars(event), "data": json.dumps(event.data)})
        return event
