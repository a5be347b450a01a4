"""Writing the log: inside the transaction of the act itself."""

from __future__ import annotations

import json
import logging
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from core.audit.models import AuditEvent
from core.audit.queries import HEAD_KEPT, Head, kept_heads
from core.audit.rules import START, digest_of
from core.shared.actor import Actor

_log = logging.getLogger(__name__)

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
    kind, key = (subject._meta.label_lower, str(subject.pk)) if subject is not None else ("", "")
    return _added(actor, action, kind, key, data)


@transaction.atomic
def keep_head(*, actor: Actor, schema: str, head: Head) -> None:
    """Write the end of another tenant's chain into the log of this one, out of that tenant's reach.

    Whoever rewrites a whole chain, or cuts off its end, is found by comparing. A head known already is not
    written twice. It stands in the process log as well, which leaves the machine where logs are collected.
    """
    if head in kept_heads(schema):
        return
    values = {"chain": head.chain, "number": head.number, "digest": head.digest}
    _added(actor, HEAD_KEPT, "tenant", schema, values)
    _log.info("ledger.head", extra={"schema": schema, **values})


def _added(actor: Actor, action: str, kind: str, key: str, data: dict[str, Any]) -> AuditEvent:
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
            subject_type=kind,
            subject_id=key,
            data=json.loads(json.dumps(data, cls=DjangoJSONEncoder)),
            before=before,
        )
        event.digest = digest_of(before, event.content())
        cursor.execute(_ADD, {**vars(event), "data": json.dumps(event.data)})
        return event
