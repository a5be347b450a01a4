"""Doors through which the schedule and the operator's page start a run."""

from __future__ import annotations

from datetime import date

from celery import shared_task

from core.exchange.operations import announcements
from core.regional import operations, setup, submissions
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.MONTHLY_RUN.value, public=True)
def monthly_run(month: str | None = None) -> None:
    """Run one month, or every month that is over and not yet released."""
    actor = Actor.system("przebieg miesięczny", current_schema())
    operations.run_in_background(actor=actor, month=date.fromisoformat(month) if month else None)


@shared_task(name=Job.SUBMIT_MONTH.value)
def submit_month(month: str) -> None:
    """Hand one month of the current town over."""
    actor = Actor.system("przekazanie miesiąca", current_schema())
    operations.submit_month(actor=actor, month=date.fromisoformat(month))


@shared_task(name=Job.REMIND_MONTH.value)
def remind_month() -> None:
    """Count the month that ended, and remind the officers of it in time."""
    submissions.daily_round(actor=Actor.system("sprawozdanie miesięczne", current_schema()))


@shared_task(name=Job.TELL_REGION.value)
def tell_region() -> None:
    """Tell the region which steps of setting up are done, and the officers of new definitions."""
    actor = Actor.system("uruchomienie gminy", current_schema())
    setup.tell_region(actor=actor)
    announcements.pass_on_notices(actor=actor)
