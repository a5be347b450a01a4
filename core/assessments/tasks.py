"""Doors of the daily round."""

from __future__ import annotations

from celery import shared_task

from core.assessments.operations.reminding import remind_due as remind
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.REMIND_ASSESSMENTS.value)
def remind_due() -> None:
    """Write to the social workers about talks on strengths and needs that are due."""
    remind(actor=Actor.system("oceny", current_schema()))
