"""Doors of the daily look at the ledger."""

from __future__ import annotations

from celery import shared_task

from core.privacy.operations import verifying
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.VERIFY_LEDGER.value)
def verify_ledger() -> None:
    """Check the chains of the town and note their ends outside."""
    verifying.verify_ledger(actor=Actor.system("rejestr ujawnień", current_schema()))
