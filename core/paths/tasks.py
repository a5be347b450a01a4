"""Doors of the daily look at the basket and at overdue steps."""

from __future__ import annotations

from celery import shared_task

from core.paths import digest
from core.paths.operations import reminding
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.BASKET_ROUND.value)
def basket_round() -> None:
    """Once a day in every municipality."""
    digest.look_after_the_basket(actor=Actor.system("codzienny przegląd koszyka", current_schema()))


@shared_task(name=Job.REMIND_STEPS.value)
def remind_steps() -> None:
    """Tell once a day who must act on overdue steps."""
    reminding.remind_owners(actor=Actor.system("przypomnienia o krokach", current_schema()))
