"""The daily look at the chains: who altered something is found, and the director is told."""

from __future__ import annotations

import logging

from django.db import transaction

from core.audit.operations import record
from core.identity.queries import staff_with
from core.notifications.operations import notify
from core.privacy.queries.chains import LEDGER, Fault, faults, heads, heads_noted_outside
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.jobs import Job, enqueue_in
from tenants.context import current_schema, tenants_of

_log = logging.getLogger(__name__)


@transaction.atomic
def verify_ledger(*, actor: Actor) -> list[Fault]:
    """Check both chains of the town; note their ends with the operator, or warn the directors.

    An altered chain's end is not noted: what stood outside before stays the witness.
    """
    schema = current_schema()
    found = faults(heads_noted_outside(schema))
    for fault in found:
        _log.error("ledger.altered", extra={"schema": schema, "chain": fault.chain, "number": fault.number})
        _warn(actor, fault)
    altered = {fault.chain for fault in found}
    for head in heads():
        for operator in tenants_of("operator"):
            if head.chain not in altered:
                enqueue_in(operator.schema_name, Job.KEEP_HEAD, town=schema, **vars(head))
    record(actor, "privacy.ledger_verified", None, altered=[[one.chain, one.number] for one in found])
    return found


def _warn(actor: Actor, fault: Fault) -> None:
    for director in staff_with(Role.DIRECTOR):
        notify(
            actor=actor,
            to=director.email,
            user=director,
            kind="ledger_altered",
            context={"ledger": fault.chain == LEDGER, "number": fault.number},
            key=f"ledger_altered:{fault.chain}:{fault.number}:{director.pk}:{clock.today()}",
        )
