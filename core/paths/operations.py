"""Building a path with the family and walking it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Q

from core.audit.operations import record
from core.basket.models import ServiceCard
from core.families.enums import Stage
from core.families.models import Case, Person
from core.families.operations import mark_path
from core.families.permissions import require_leader
from core.families.queries import persons_of
from core.paths.enums import ConsentMode, GoalStatus, LifeArea, Proposer, TaskKind, TaskStatus
from core.paths.errors import (
    CaseClosedError,
    DueBeforeStartError,
    NothingToAgreeError,
    NotTakingPartError,
    ServiceMissingError,
    TaskFinishedError,
    TaskReasonMissingError,
    TeamMissingError,
    TitleMissingError,
)
from core.paths.models import Goal, PathwayPlan, PlanConsent, Task
from core.paths.permissions import is_own_path, require_author, require_hand
from core.paths.rules import UNFINISHED
from core.privacy.queries import has_agreement
from core.referrals import operations as referrals
from core.referrals.models import Referral
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.teams import queries as teams
from core.teams.operations import add_partner_member


@dataclass(frozen=True)
class TaskData:
    """What is written down about a task; `service` only for one drawn from the basket."""

    title: str
    kind: str = TaskKind.FAMILY.value
    due_on: date | None = None
    service: ServiceCard | None = None
    need: str = ""
    for_person: Person | None = None
    proposed_by: str = Proposer.WORKER.value


@transaction.atomic
def start_plan(*, actor: Actor, case: Case, started_on: date | None = None) -> PathwayPlan:
    """Begin the path of a case; beginning it twice gives the same path.

    Raises `TeamMissingError` before the task team is formed, `CaseClosedError` after the end.
    """
    require_leader(actor, case)
    _require_open(case)
    if teams.team_of(case) is None:
        raise TeamMissingError
    plan, made = PathwayPlan.objects.get_or_create(
        case=case, defaults={"started_on": started_on or clock.today()}
    )
    if made:
        record(actor, "paths.started", plan, case=str(case.pk))
    return plan


@transaction.atomic
def set_goal(
    *,
    actor: Actor,
    plan: PathwayPlan,
    title: str,
    area: str,
    why: str = "",
    for_person: Person | None = None,
) -> Goal:
    """Add a goal in the family's words; with `for_person` only that person (and the worker) sees it."""
    require_author(actor, plan)
    locked = _locked(plan)
    _require_of_the_household(locked.case, for_person)
    if not title.strip():
        raise TitleMissingError
    goal = Goal.objects.create(
        plan=locked,
        title=title.strip(),
        area=LifeArea(area),
        why=why.strip(),
        for_person=for_person,
        position=_next(locked.goals.aggregate(last=Max("position"))["last"]),
    )
    _changed(locked, private=for_person is not None)
    record(actor, "paths.goal_set", goal, plan=str(locked.pk))
    return goal


@transaction.atomic
def add_task(*, actor: Actor, goal: Goal, task: TaskData, on: date | None = None) -> Task:
    """Add a task; one drawn from the basket sends the request and brings the partner into the team.

    A family member may propose a task of the family's own. Raises what `send_referral` raises
    (a withdrawn service, no agreement), `ServiceMissingError`, `DueBeforeStartError`.
    """
    plan = goal.plan
    own = is_own_path(actor, plan)
    if own and task.kind != TaskKind.FAMILY:
        raise NotVisibleError
    if not own:
        require_author(actor, plan)
    locked = _locked(plan)
    _require_of_the_household(locked.case, task.for_person)
    if not task.title.strip():
        raise TitleMissingError
    if task.due_on and task.due_on < locked.started_on:
        raise DueBeforeStartError(start=locked.started_on.strftime("%d.%m.%Y"))
    added = Task.objects.create(
        goal=goal,
        title=task.title.strip(),
        kind=TaskKind(task.kind),
        referral=_referral(actor, locked.case, task, on, task.for_person or goal.for_person),
        for_person=task.for_person or goal.for_person,
        proposed_by=Proposer.FAMILY if own else Proposer(task.proposed_by),
        due_on=task.due_on,
        position=_next(goal.tasks.aggregate(last=Max("position"))["last"]),
    )
    _changed(locked, private=added.for_person_id is not None)
    record(actor, "paths.task_added", added, kind=added.kind)
    return added


@transaction.atomic
def agree_plan(
    *,
    actor: Actor,
    plan: PathwayPlan,
    person: Person,
    mode: str,
    agreed_on: date | None = None,
) -> PlanConsent:
    """A person agrees to the path as it stands; the first consent opens the stage of the path.

    Agreeing twice to one version has one effect. On the own page only for oneself. Whether there is
    anything to agree to is asked of what that person sees: the answer must not tell of another's steps.
    """
    own = is_own_path(actor, plan)
    if own and (actor.person_id != person.pk or mode != ConsentMode.OWN_PAGE):
        raise NotVisibleError
    if not own:
        require_author(actor, plan)
    locked = _locked(plan)
    day = agreed_on or clock.today()
    _require_of_the_household(locked.case, person, day)
    if not Task.objects.filter(_shown_to(person), goal__plan=locked).exists():
        raise NothingToAgreeError
    if not has_agreement(person, day):
        raise NotTakingPartError
    consent, made = PlanConsent.objects.get_or_create(
        plan=locked,
        person=person,
        version=locked.version,
        defaults={"agreed_on": day, "mode": ConsentMode(mode)},
    )
    if made:
        locked.agreed_on = locked.agreed_on or day
        locked.agreed_version = locked.version
        locked.save(update_fields=["agreed_on", "agreed_version"])
        mark_path(actor=actor, case=locked.case, on=day)
        record(actor, "paths.agreed", locked, person=str(person.pk), mode=str(mode))
    return consent


@transaction.atomic
def start_task(*, actor: Actor, task: Task) -> Task:
    """Say that work on a task began."""
    require_hand(actor, task)
    locked = _unfinished(task)
    locked.status = TaskStatus.IN_PROGRESS
    locked.save(update_fields=["status"])
    record(actor, "paths.task_started", locked)
    return locked


@transaction.atomic
def complete_task(*, actor: Actor, task: Task, done_on: date | None = None) -> Task:
    """A task is done, on a day (today). Saying it twice has one effect."""
    require_hand(actor, task)
    current = _locked_task(task)
    if current.status == TaskStatus.DONE:
        return current
    if current.status == TaskStatus.ABANDONED:
        raise TaskFinishedError(status=TaskStatus(current.status).label)
    _require_open(current.goal.plan.case)
    current.status = TaskStatus.DONE
    current.done_on = done_on or clock.today()
    current.save(update_fields=["status", "done_on"])
    record(actor, "paths.task_done", current)
    return current


@transaction.atomic
def abandon_task(*, actor: Actor, task: Task, reason: str) -> Task:
    """Put a task aside with the reason; it stays on the path, as what was tried."""
    require_author(actor, task.goal.plan)
    current = _unfinished(task)
    if not reason.strip():
        raise TaskReasonMissingError
    current.status = TaskStatus.ABANDONED
    current.abandoned_reason = reason.strip()
    current.save(update_fields=["status", "abandoned_reason"])
    private = bool(current.for_person_id or current.goal.for_person_id)
    _changed(_locked(task.goal.plan), private=private)
    record(actor, "paths.task_abandoned", current)
    return current


@transaction.atomic
def achieve_goal(*, actor: Actor, goal: Goal, finished_on: date | None = None) -> Goal:
    """A goal is reached."""
    return _finish_goal(actor, goal, GoalStatus.ACHIEVED, finished_on)


@transaction.atomic
def abandon_goal(*, actor: Actor, goal: Goal, finished_on: date | None = None) -> Goal:
    """A goal is put aside; it stays visible."""
    return _finish_goal(actor, goal, GoalStatus.ABANDONED, finished_on)


@transaction.atomic
def report_delivery(
    *, actor: Actor, referral: Referral, outcome: str, finished_on: date | None = None
) -> Referral:
    """The partner reports on a service; a delivered one completes its task on the path."""
    reported = referrals.report_outcome(
        actor=actor, referral=referral, outcome=outcome, finished_on=finished_on
    )
    if reported.status == "delivered":
        for task in Task.objects.select_for_update().filter(referral=reported, status__in=UNFINISHED):
            task.status = TaskStatus.DONE
            task.done_on = reported.finished_on
            task.save(update_fields=["status", "done_on"])
            record(actor, "paths.task_done", task, by_partner=str(reported.partner_id))
    return reported


def _referral(
    actor: Actor, case: Case, task: TaskData, on: date | None, for_person: Person | None
) -> Referral | None:
    if task.kind != TaskKind.SERVICE:
        return None
    if task.service is None:
        raise ServiceMissingError
    referral = referrals.send_referral(
        actor=actor,
        case=case,
        service=task.service,
        need=task.need or task.title,
        sent_on=on,
        for_person=for_person,
    )
    team = teams.team_of(case)
    if team is None:
        raise TeamMissingError
    add_partner_member(actor=actor, team=team, partner=referral.partner, starts_on=on)
    return referral


def _finish_goal(actor: Actor, goal: Goal, status: GoalStatus, finished_on: date | None) -> Goal:
    require_author(actor, goal.plan)
    _locked(goal.plan)
    current = Goal.objects.select_for_update().get(pk=goal.pk)
    if current.status != status:
        current.status = status
        current.finished_on = finished_on or clock.today()
        current.save(update_fields=["status", "finished_on"])
        record(actor, f"paths.goal_{status}", current)
    return current


def _locked(plan: PathwayPlan) -> PathwayPlan:
    locked = PathwayPlan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    _require_open(locked.case)
    return locked


def _require_open(case: Case) -> None:
    if case.stage == Stage.CLOSED:
        raise CaseClosedError


def _locked_task(task: Task) -> Task:
    return Task.objects.select_for_update(of=("self",)).select_related("goal__plan__case").get(pk=task.pk)


def _unfinished(task: Task) -> Task:
    current = _locked_task(task)
    if current.status not in UNFINISHED:
        raise TaskFinishedError(status=TaskStatus(current.status).label)
    return current


def _require_of_the_household(case: Case, person: Person | None, day: date | None = None) -> None:
    """A path speaks of the people of its own household, not of another family of the same worker."""
    if person is not None and person.pk not in {member.pk for member in persons_of(case, day)}:
        raise NotVisibleError


def _shown_to(person: Person) -> Q:
    """The rule of `rules.shown_to` for tasks, in the database."""
    own_task = Q(for_person__isnull=True) | Q(for_person=person)
    return own_task & (Q(goal__for_person__isnull=True) | Q(goal__for_person=person))


def _changed(plan: PathwayPlan, *, private: bool) -> None:
    """A path that the family agreed to and that changes is a new version, to be agreed again.

    What is one person's alone makes none: the others would be asked again about a path in which they
    see no change, and would know that somebody at home has a step of their own.
    """
    if not private and plan.agreed_version == plan.version:
        plan.version += 1
        plan.save(update_fields=["version"])


def _next(last: int | None) -> int:
    return (last or 0) + 1
