"""Doors of the places' daily work."""

from __future__ import annotations

from celery import shared_task

from core.places import operations
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.END_STALE_HOLDS.value)
def end_stale_holds() -> None:
    """Mark the holds whose 72 hours are over."""
    operations.end_stale_holds(actor=Actor.system("miejsca", current_schema()))
