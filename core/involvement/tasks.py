"""Door of the daily round."""

from __future__ import annotations

from celery import shared_task

from core.involvement import operations
from core.shared.jobs import Job


@shared_task(name=Job.FORGET_NUMBERS.value)
def forget_numbers() -> None:
    """Delete numbers whose last day is over."""
    operations.forget_numbers()
