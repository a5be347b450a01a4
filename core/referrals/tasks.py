"""Doors of the requests' daily work."""

from __future__ import annotations

from celery import shared_task

from core.referrals.operations import warning
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.WARN_OVERPROMISED.value)
def warn_overpromised() -> None:
    """Write to the officers about services that are promised more often than they have places."""
    warning.warn_of_all(actor=Actor.system("miejsca", current_schema()))
