"""Door of the daily round."""

from __future__ import annotations

from celery import shared_task

from core.notes import operations
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.DESTROY_FILES.value)
def destroy_files() -> None:
    """Destroy files whose day has come; announce those that go soon."""
    operations.destroy_due(actor=Actor.system("terminy przechowywania plików", current_schema()))
