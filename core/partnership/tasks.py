"""Doors of the daily round and of what comes from other tenants."""

from __future__ import annotations

from celery import shared_task

from core.partnership.operations import decisions, endings, invitations, meetings, powiats, reminding
from core.shared.actor import Actor
from core.shared.jobs import Job
from tenants.context import current_schema


@shared_task(name=Job.REMIND_INVITED.value)
def remind_invited() -> None:
    """Remind institutions that have not answered their invitation."""
    invitations.remind_invited(actor=Actor.system("przypomnienia o zaproszeniach", current_schema()))


@shared_task(name=Job.SETTLE_OFFERS.value)
def settle_offers() -> None:
    """Take over what powiats answered to this gmina."""
    powiats.settle_offers(actor=Actor.system("odpowiedzi powiatów", current_schema()))


@shared_task(name=Job.ANNOUNCE_OFFERS.value)
def announce_offers() -> None:
    """Tell this powiat's officers of invitations that wait for them."""
    powiats.announce_offers(actor=Actor.system("zaproszenia od gmin", current_schema()))


@shared_task(name=Job.REMIND_MEETINGS.value)
def remind_meetings() -> None:
    """Recall unanswered invitations to meetings that are near, and tasks that are overdue."""
    actor = Actor.system("przypomnienia o spotkaniach", current_schema())
    meetings.remind_before(actor=actor)
    decisions.remind_overdue(actor=actor)


@shared_task(name=Job.REMIND_TEXTS.value)
def remind_texts() -> None:
    """Ask partners about texts they have not accepted; tell officers of the region's new templates."""
    actor = Actor.system("regulamin i plan", current_schema())
    reminding.remind_due(actor=actor)
    reminding.announce_templates(actor=actor)


@shared_task(name=Job.REMIND_ENDINGS.value)
def remind_endings() -> None:
    """Tell officers and partners of declarations that run out."""
    endings.remind_of_endings(actor=Actor.system("kończące się deklaracje", current_schema()))
