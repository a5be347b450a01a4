"""Doors of the messages and of the daily round."""

from __future__ import annotations

from celery import current_app, shared_task

from core.notifications import operations
from core.shared.jobs import DAILY, Job
from tenants.context import each_tenant


@shared_task(name=Job.SEND_MESSAGE.value)
def send_message(message_id: str) -> None:
    """Send one message; after a fault the same job comes again when it is due."""
    again_at = operations.send(message_id=message_id)
    if again_at is not None:
        job = current_app.tasks[Job.SEND_MESSAGE.value]
        job.apply_async(kwargs={"message_id": message_id}, eta=again_at)


@shared_task(name=Job.SEND_WAITING.value)
def send_waiting() -> None:
    """Send what waited for its day or was lost with a worker."""
    operations.send_waiting()


@shared_task(name=Job.DAILY_ROUND.value, public=True)
def daily_round() -> None:
    """Start every municipality's daily jobs; each is a message of its own, signed for its town."""
    for _ in each_tenant("municipality"):
        for job in DAILY:
            current_app.tasks[job.value].apply_async()
