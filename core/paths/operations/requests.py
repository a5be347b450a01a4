"""A step that is a request for a service: asked, asked again elsewhere, and following what becomes of it."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction

from core.audit.operations import record
from core.basket.models import ServiceCard
from core.families.models import Case, Person
from core.paths.enums import ChangeKind, TaskKind, TaskStatus
from core.paths.errors import NoServiceStepError, RequestGoingOnError, ServiceMissingError, TeamMissingError
from core.paths.models import Task, TaskChange
from core.paths.operations.making import changed, is_private, locked_plan, noted, save_task, unfinished
from core.paths.permissions import require_author
from core.paths.rules import UNFINISHED
from core.referrals import operations as referrals
from core.referrals.enums import ReferralStatus
from core.referrals.models import Referral
from core.shared import clock
from core.shared.actor import Actor
from core.teams import queries as teams
from core.teams.operations import add_partner_member
from tenants.context import current_schema

# What a step becomes when its request has come so far.
_FOLLOWING: Final = {
    ReferralStatus.ACCEPTED: TaskStatus.IN_PROGRESS,
    ReferralStatus.DECLINED: TaskStatus.PLANNED,
    ReferralStatus.EXPIRED: TaskStatus.PLANNED,
    ReferralStatus.RETURNED: TaskStatus.PLANNED,
    ReferralStatus.WITHDRAWN: TaskStatus.PLANNED,
    ReferralStatus.NOT_DELIVERED: TaskStatus.PLANNED,
    ReferralStatus.CANNOT_SAY: TaskStatus.IN_PROGRESS,
    ReferralStatus.DELIVERED: TaskStatus.DONE,
}


def ask(
    actor: Actor,
    case: Case,
    service: ServiceCard | None,
    need: str,
    *,
    for_person: Person | None,
    on: date | None = None,
    announce: bool = True,
) -> Referral:
    """Send the request of a step and bring the partner into the team."""
    if service is None:
        raise ServiceMissingError
    referral = referrals.send_referral(
        actor=actor,
        case=case,
        service=service,
        need=need,
        sent_on=on,
        for_person=for_person,
        announce=announce,
    )
    team = teams.team_of(case)
    if team is None:
        raise TeamMissingError
    add_partner_member(actor=actor, team=team, partner=referral.partner, starts_on=on)
    return referral


@transaction.atomic
def ask_again(*, actor: Actor, task: Task, service: ServiceCard, need: str = "") -> Task:
    """Ask for another service (or the same once more) after a request came to nothing; the old request
    stays in the history of the step.

    Asking for what is asked already changes nothing. Raises `NoServiceStepError`, `RequestGoingOnError`
    and what `send_referral` raises.
    """
    require_author(actor, task.goal.plan)
    locked = locked_plan(task.goal.plan)
    current = unfinished(task)
    if current.kind != TaskKind.SERVICE or current.referral is None:
        raise NoServiceStepError
    if current.referral.is_open or current.referral.status == ReferralStatus.DELIVERED:
        if current.referral.service_id == service.pk and current.referral.status == ReferralStatus.SENT:
            return current
        raise RequestGoingOnError
    before = current.referral
    current.referral = ask(
        actor,
        locked.case,
        service,
        need.strip() or before.need,
        for_person=current.for_person or current.goal.for_person,
    )
    current.status = TaskStatus.PLANNED
    save_task(current, "referral", "status")
    changed(locked, private=is_private(current))
    noted(
        actor,
        current,
        ChangeKind.ASKED,
        before=before.service.name,
        after=service.name,
        referral_id=current.referral.pk,
    )
    record(actor, "paths.task_asked_again", current, referral=str(current.referral.pk))
    return current


@transaction.atomic
def report_delivery(
    *, actor: Actor, referral: Referral, outcome: str, finished_on: date | None = None
) -> Referral:
    """The partner reports on a service; a delivered one completes its task, which follows its request."""
    return referrals.report_outcome(actor=actor, referral=referral, outcome=outcome, finished_on=finished_on)


@transaction.atomic
def follow(referral: Referral) -> None:
    """Let the step of a request stand as the request does, whoever moved it; twice has one effect.

    A step that somebody finished or put aside stays so: only its history tells of the answer.
    """
    wanted = _FOLLOWING.get(ReferralStatus(referral.status))
    if wanted is None:
        return
    found = Task.objects.select_for_update(of=("self",)).filter(referral=referral)
    task = found.select_related("goal__plan__case", "referral").first()
    if task is None or _is_told(task, referral):
        return
    actor = Actor.system(referral.partner.name, current_schema())
    if task.status in UNFINISHED:
        task.status = wanted
        task.done_on = (referral.finished_on or clock.today()) if wanted == TaskStatus.DONE else None
        save_task(task, "status", "done_on")
        if wanted == TaskStatus.DONE:
            record(actor, "paths.task_done", task, by_partner=str(referral.partner_id))
    noted(
        actor,
        task,
        ChangeKind.ANSWERED,
        after=referral.status,
        reason=referral.decline_reason,
        referral_id=referral.pk,
    )


def _is_told(task: Task, referral: Referral) -> bool:
    lines = TaskChange.objects.filter(task=task, kind=ChangeKind.ANSWERED, referral=referral)
    return any(line.after == referral.status for line in lines)
