"""Doors of copies and of the daily round."""

from __future__ import annotations

from celery import shared_task

from core.rights.operations import expire_exports, reapply_destroyed_keys, remind_due
from core.rights.operations.exports import make_export as make
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.MAKE_EXPORT.value)
def make_export(export_id: str) -> None:
    """Make one person's copy."""
    make(actor=Actor.system("kopia danych", current_schema()), export_id=export_id)


@shared_task(name=Job.RIGHTS_ROUND.value)
def daily_round() -> None:
    """Remind of requests, delete copies nobody fetched, destroy again what a restore brought back."""
    actor = Actor.system("prawa osób", current_schema())
    reapply_destroyed_keys(actor=actor)
    expire_exports(actor=actor)
    remind_due(actor=actor)
