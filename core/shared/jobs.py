"""Starting background work from an operation without importing the task."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from celery import current_app
from django.db import transaction


class Job(StrEnum):
    """Names of tasks; a test asserts that each is registered."""

    MONTHLY_RUN = "regional.monthly_run"
    SUBMIT_MONTH = "regional.submit_month"
    DAILY_ROUND = "notifications.daily_round"
    SEND_MESSAGE = "notifications.send_message"
    SEND_WAITING = "notifications.send_waiting"
    END_STALE_HOLDS = "places.end_stale_holds"
    REMIND_INVITED = "partnership.remind_invited"
    SETTLE_OFFERS = "partnership.settle_offers"
    ANNOUNCE_OFFERS = "partnership.announce_offers"


# What the scheduler starts once a day in every municipality; each may run twice without a second effect.
DAILY: Final[tuple[Job, ...]] = (Job.SEND_WAITING, Job.END_STALE_HOLDS)


def enqueue(job: Job, **ids: Any) -> None:
    """Send a task after the transaction commits, signed for the tenant of the moment."""
    transaction.on_commit(lambda: _send(job, ids))


def _send(job: Job, ids: dict[str, Any]) -> None:
    # signature() keeps eager mode, which send_task would ignore.
    current_app.tasks[job.value].apply_async(kwargs=ids)
