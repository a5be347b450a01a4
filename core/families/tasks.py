"""Doors of the area's jobs: reading, writing and forgetting spreadsheets of families."""

from __future__ import annotations

from celery import shared_task

from core.families.operations.importing import forget_family_imports as forget
from core.families.operations.importing import read_families as read
from core.families.operations.importing import write_families as write
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.READ_FAMILIES.value)
def read_families(run_id: str) -> None:
    """Make the preview of one import."""
    read(run_id=run_id)


@shared_task(name=Job.WRITE_FAMILIES.value)
def write_families(run_id: str) -> None:
    """Write one decided import, or what is left of it."""
    write(run_id=run_id)


@shared_task(name=Job.FORGET_FAMILY_IMPORTS.value)
def forget_family_imports() -> None:
    """Forget what nobody decided."""
    forget(actor=Actor.system("wczytywanie rodzin", current_schema()))
