"""Doors of the daily looks at the ledger and at consent."""

from __future__ import annotations

from celery import shared_task

from core.privacy.operations import verifying
from core.privacy.operations.reminding import remind_consents as remind
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.VERIFY_LEDGER.value)
def verify_ledger() -> None:
    """Check the chains of the town and note their ends outside."""
    verifying.verify_ledger(actor=Actor.system("rejestr ujawnień", current_schema()))


@shared_task(name=Job.REMIND_CONSENTS.value)
def remind_consents() -> None:
    """Write to the social workers about who came of age and about scans that are missing."""
    remind(actor=Actor.system("zgody", current_schema()))
