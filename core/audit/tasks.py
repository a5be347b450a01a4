"""Door of what other tenants leave with the operator."""

from __future__ import annotations

from celery import shared_task

from core.audit import operations
from core.audit.queries import Head
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.KEEP_HEAD.value)
def keep_head(town: str, chain: str, number: int, digest: str) -> None:
    """Write down the end of a tenant's chain."""
    actor = Actor.system("łańcuchy dziennika", current_schema())
    operations.keep_head(actor=actor, schema=town, head=Head(chain, number, digest))
