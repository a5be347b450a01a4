"""Doors of the daily round."""

from __future__ import annotations

from celery import shared_task

from core.shared.actor import Actor
from core.shared.jobs import Job
from core.teams.operations import answering, joining
from tenants.context import current_schema


@shared_task(name=Job.REMIND_TEAMS.value)
def remind_teams() -> None:
    """Recall invitations to teams' meetings, and close requests to join that nobody answered."""
    actor = Actor.system("przypomnienia zespołów", current_schema())
    answering.remind_before(actor=actor)
    joining.expire_stale(actor=actor)
