"""Doors of the daily count."""

from __future__ import annotations

from celery import shared_task

from core.indicators.operations import refresh
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.REFRESH_FIGURES.value)
def refresh_figures() -> None:
    """Count the months that have ended, and what changed since the last count."""
    refresh(actor=Actor.system("liczenie wskaźników", current_schema()))
