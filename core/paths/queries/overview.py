"""Reading a path: whole for the worker who leads it, per person for the family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from core.families import queries as families
from core.families.models import Case
from core.paths import rules
from core.paths.models import FamilyWord, Goal, PathwayPlan, PlanConsent, Task
from core.paths.queries import sight
from core.paths.queries.loading import STEP_RELATIONS
from core.paths.queries.versions import has_agreed
from core.paths.queries.voices import Voices, voices_about, words_of
from core.paths.queries.watching import signs_of
from core.paths.rules.watch import Sign
from core.safety.queries import wall_of
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.enums import PlanState
from core.teams.models import PlannedMeeting, TeamMeeting
from core.teams.queries import is_member, meetings_of
from core.teams.queries.apart import meetings_shown


@dataclass(frozen=True)
class PathOverview:
    """Everything of a path on one page: next step and date first, done and put aside included."""

    plan: PathwayPlan
    goals: list[Goal]
    next_step: Task | None
    progress: rules.Progress
    overdue: list[Task]
    consents: list[PlanConsent]
    next_meeting_on: date | None
    voices: Voices
    signs: dict[UUID, list[Sign]]
    words: list[FamilyWord]


@dataclass(frozen=True)
class OwnPath:
    """What one person of a family sees: shared goals and tasks and the person's own, no more."""

    case: Case
    person_id: UUID
    overview: PathOverview | None
    worker_name: str
    helpers: list[str]
    has_agreed: bool
    meetings: list[TeamMeeting]
    next_meeting_on: date | None


def plan_of(case: Case) -> PathwayPlan | None:
    """Path of a case, if it has been begun; takes no actor."""
    return PathwayPlan.objects.filter(case=case).first()


def plans_visible_to(actor: Actor) -> QuerySet[PathwayPlan]:
    """Paths of cases that the actor leads; a delegate, director or officer sees none."""
    own = families.own_cases(actor) if not actor.is_system else Case.objects.all()
    return PathwayPlan.objects.filter(case__in=own.order_by()).select_related("case")


def plan_visible(actor: Actor, case: Case) -> PathwayPlan | None:
    """Path of a case that the actor leads; None when it has not begun; else `NotVisibleError`."""
    if not families.leads(actor, case):
        raise NotVisibleError
    return plan_of(case)


def overview(actor: Actor, case: Case) -> PathOverview | None:
    """The whole path of a case that the actor leads, in nine queries; None before it begins."""
    plan = plan_visible(actor, case)
    if plan is None:
        return None
    consents = plan.consents.all()
    return _overview(plan, Goal.objects.all(), Task.objects.all(), consents, list(meetings_of(case)))


def own_path(actor: Actor) -> OwnPath:
    """The path as the acting family member may see it, by the rule of `sight`.

    Of what people said only the person's own words are read: another's objection is not theirs to know.
    When the team meets is told to who sits in it and was asked to that meeting: somebody without a seat, who
    has withdrawn, or who is kept apart is not to know when the others leave home.
    """
    person_id = actor.person_id
    case = families.case_of_person(person_id) if actor.has(Role.FAMILY_MEMBER) else None
    if case is None or person_id is None:
        raise NotVisibleError
    plan = plan_of(case)
    wall = wall_of(person_id)
    meetings = list(meetings_of(case).filter(meetings_shown(wall))) if is_member(actor, case) else []
    found = None
    if plan:
        consents = plan.consents.filter(person=person_id)
        goals = Goal.objects.filter(sight.goals_shown(person_id, wall))
        tasks = Task.objects.filter(sight.steps_shown(person_id, wall))
        found = _overview(plan, goals, tasks, consents, meetings, person_id)
    helpers = []
    if found:
        helpers = sorted(
            {
                task.referral.partner.name
                for goal in found.goals
                for task in goal.tasks.all()
                if task.referral is not None
            }
        )
    return OwnPath(
        case=case,
        person_id=person_id,
        overview=found,
        worker_name=case.social_worker.name,
        helpers=helpers,
        has_agreed=plan is not None and has_agreed(plan, person_id),
        meetings=meetings,
        next_meeting_on=found.next_meeting_on if found else _next_meeting(case.pk, meetings, person_id),
    )


def task_visible(actor: Actor, task_id: UUID) -> Task:
    """A task that the actor may work on, or `NotVisibleError`."""
    found = Task.objects.select_related("goal__plan__case", "referral").filter(pk=task_id)
    if actor.is_system:
        task = found.first()
    elif actor.has(Role.FAMILY_MEMBER):
        task = found.filter(sight.own_steps(actor)).first()
    else:
        task = found.filter(goal__plan__case__in=families.own_cases(actor).order_by()).first()
    if task is None:
        raise NotVisibleError
    return task


def goal_visible(actor: Actor, goal_id: UUID) -> Goal:
    """A goal of a case that the actor leads, or `NotVisibleError`."""
    found = Goal.objects.select_related("plan__case").filter(
        pk=goal_id, plan__in=plans_visible_to(actor).order_by()
    )
    goal = found.first()
    if goal is None:
        raise NotVisibleError
    return goal


def due_tasks(actor: Actor, until: date) -> QuerySet[Task]:
    """Unfinished tasks of the actor's own open cases that are due until a day, earliest first."""
    return (
        Task.objects.filter(
            goal__plan__case__in=families.own_cases(actor).order_by().filter(closed_on__isnull=True),
            status__in=rules.UNFINISHED,
            due_on__lte=until,
        )
        .select_related("goal__plan__case", "referral__service", "referral__partner")
        .order_by("due_on", "pk")
    )


def _overview(
    plan: PathwayPlan,
    goals: QuerySet[Goal],
    tasks: QuerySet[Task],
    consents: QuerySet[PlanConsent],
    meetings: list[TeamMeeting],
    reader: UUID | None = None,
) -> PathOverview:
    today = clock.today()
    chosen = tasks.select_related(*STEP_RELATIONS).order_by("position", "pk")
    rows = list(
        goals.filter(plan=plan)
        .select_related("for_person")
        .prefetch_related(Prefetch("tasks", queryset=chosen))
        .order_by("position", "pk")
    )
    steps = [task for goal in rows for task in goal.tasks.all()]
    voices = voices_about(steps, reader)
    return PathOverview(
        plan=plan,
        goals=rows,
        next_step=rules.next_step(steps),
        progress=rules.progress(steps),
        overdue=[step for step in steps if rules.is_overdue(step, today)],
        consents=list(consents.select_related("person").order_by("agreed_on", "pk")),
        next_meeting_on=_next_meeting(plan.case_id, meetings, reader),
        voices=voices,
        signs=signs_of(steps, voices),
        words=words_of(plan.case_id, reader),
    )


def _next_meeting(case_id: UUID, meetings: list[TeamMeeting], reader: UUID | None) -> date | None:
    """Day of the first meeting that is set, else the one that a meeting held agreed on.

    A person of the family hears of the own invitations alone.
    """
    today = clock.today()
    ahead = PlannedMeeting.objects.filter(team__case=case_id, state=PlanState.SET, day__gte=today)
    if reader is not None:
        ahead = ahead.filter(invitations__member__person=reader)
    found: date | None = ahead.order_by("day", "pk").values_list("day", flat=True).first()
    return found or min((m.next_on for m in meetings if m.next_on and m.next_on >= today), default=None)


def goals_visible_to(actor: Actor) -> QuerySet[Goal]:
    """Goals of the cases that the actor leads, and of the own path what is shown to the person."""
    seen = Q(plan__case__in=families.led_cases(actor)) | sight.own_goals(actor)
    return Goal.objects.filter(seen).order_by("position", "pk")


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """Tasks of the cases that the actor leads, and of the own path what is shown to the person."""
    seen = Q(goal__plan__case__in=families.led_cases(actor)) | sight.own_steps(actor)
    return Task.objects.filter(seen).select_related(*STEP_RELATIONS).order_by("position", "pk")


def consents_visible_to(actor: Actor) -> QuerySet[PlanConsent]:
    """Consents to the paths of the cases that the actor leads, from the first."""
    consents = PlanConsent.objects.filter(plan__case__in=families.led_cases(actor))
    return consents.order_by("agreed_on", "pk")
