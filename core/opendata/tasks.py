"""Doors of imports: reading, writing, forgetting."""

from __future__ import annotations

from celery import shared_task

from core.opendata.operations.forgetting import forget_imports as forget
from core.opendata.operations.reading import read_import as read
from core.opendata.operations.writing import write_import as write
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.READ_IMPORT.value)
def read_import(run_id: str) -> None:
    """Make the preview of one import."""
    read(run_id=run_id)


@shared_task(name=Job.WRITE_IMPORT.value)
def write_import(run_id: str) -> None:
    """Write one decided import, or what is left of it."""
    write(run_id=run_id)


@shared_task(name=Job.FORGET_IMPORTS.value)
def forget_imports() -> None:
    """Forget what nobody decided."""
    forget(actor=Actor.system("wymiana danych", current_schema()))
