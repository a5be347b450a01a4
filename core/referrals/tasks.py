"""Doors of the daily round, and of a word taken back."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from core.referrals.operations import chasing, departures, warning, withdrawals
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.RETURN_REQUESTS.value)
def return_requests() -> None:
    """Give back open requests to organisations that left today or whose declaration has run out."""
    departures.return_requests(actor=Actor.system("odejścia partnerów", current_schema()))


@shared_task(name=Job.WARN_OVERPROMISED.value)
def warn_overpromised() -> None:
    """Write to the officers about services that are promised more often than they have places."""
    warning.warn_of_all(actor=Actor.system("miejsca", current_schema()))


@shared_task(name=Job.CARRY_OUT_WITHDRAWAL.value)
def carry_out_withdrawal(case_id: str) -> None:
    """Close and stop what went on somebody's word; started the moment the word is taken back."""
    actor = Actor.system("wycofana zgoda", current_schema())
    withdrawals.carry_out_withdrawal(actor=actor, case_id=UUID(case_id))


@shared_task(name=Job.CHASE_REQUESTS.value)
def chase_requests() -> None:
    """Remind partners that owe an answer; give back what waited thirty days."""
    chasing.chase(actor=Actor.system("prośby bez odpowiedzi", current_schema()))
