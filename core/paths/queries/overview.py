"""Reading a path: whole for the worker who leads it, per person for the family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import F, Model, Prefetch, Q, QuerySet, prefetch_related_objects

from core.families import queries as families
from core.families.models import Case
from core.paths import rules
from core.paths.models import FamilyWord, Goal, PathwayPlan, PlanConsent, Task
from core.paths.queries import sight
from core.paths.queries.loading import STEP_RELATIONS, attach_relations
from core.paths.queries.versions import has_agreed
from core.paths.queries.voices import Voices, voices_about, words_of
from core.paths.queries.watching import signs_of
from core.paths.rules.watch import Sign
from core.safety.queries import wall_of
from core.safety.rules import Wall
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.loading import attach
from core.teams.enums import PlanState
from core.teams.models import PlannedMeeting, TeamMeeting
from core.teams.queries import TeamRecord, meetings_of, seats_of
from core.teams.queries.apart import meetings_shown


@dataclass(frozen=True)
class TeamDays:
    """When the team of a case meets, as far as its reader may know: the leader all, a person by their wall.

    When the team meets is told to who sits in it and was asked to that meeting: somebody without a seat, who
    has withdrawn, or who is kept apart is not to know when the others leave home.
    """

    actor: Actor
    case: Case
    wall: Wall | None = None
    record: TeamRecord | None = None

    @cached_property
    def meetings(self) -> list[TeamMeeting]:
        """Meetings held, the newest first."""
        if self.record is not None:
            return self.record.meetings
        found = meetings_of(self.case)
        if self.wall is not None:
            found = found.filter(meetings_shown(self.wall))
            found = found.filter(team__in=seats_of(self.actor, self.case).values("team"))
        return list(found)

    @cached_property
    def next_on(self) -> date | None:
        """Day of the first meeting that is set, else the one that a meeting held agreed on."""
        today = clock.today()
        agreed = (one.next_on for one in self.meetings if one.next_on and one.next_on >= today)
        return self._set_on(today) or min(agreed, default=None)

    def _set_on(self, today: date) -> date | None:
        if self.record is not None:
            return self.record.next_set_on(today)
        ahead = PlannedMeeting.objects.filter(team__case=self.case, state=PlanState.SET, day__gte=today)
        if self.wall is not None:
            ahead = ahead.filter(invitations__member__person=self.wall.reader)
        return ahead.order_by("day", "pk").values_list("day", flat=True).first()


@dataclass(frozen=True)
class PathOverview:
    """Everything of a path on one page: next step and date first, done and put aside included.

    What was said of it is read when it is asked for; behind a wall, the reader's own words alone.
    """

    plan: PathwayPlan
    goals: list[Goal]
    next_step: Task | None
    progress: rules.Progress
    overdue: list[Task]
    consents: list[PlanConsent]
    days: TeamDays
    known: Sequence[Model] = ()

    @property
    def steps(self) -> list[Task]:
        """All steps, goal after goal."""
        return [task for goal in self.goals for task in goal.tasks.all()]

    @property
    def next_meeting_on(self) -> date | None:
        """When the team meets next."""
        return self.days.next_on

    @cached_property
    def voices(self) -> Voices:
        """What people said of the steps."""
        return voices_about(self.steps, self.days.wall, self.known)

    @cached_property
    def signs(self) -> dict[UUID, list[Sign]]:
        """Why steps ask for somebody."""
        return signs_of(self.steps, self.voices)

    @cached_property
    def words(self) -> list[FamilyWord]:
        """What matters, said by each person last."""
        wall = self.days.wall
        return words_of(self.plan.case_id, wall.reader if wall else None, self.known)


@dataclass(frozen=True)
class OwnPath:
    """What one person of a family sees: shared goals and tasks and the person's own, no more."""

    case: Case
    person_id: UUID
    overview: PathOverview | None
    worker_name: str
    helpers: list[str]
    has_agreed: bool
    wall: Wall
    days: TeamDays

    @property
    def meetings(self) -> list[TeamMeeting]:
        """Meetings held of which the person may know."""
        return self.days.meetings

    @property
    def next_meeting_on(self) -> date | None:
        """When the team meets next, as far as the person may know."""
        return self.days.next_on


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


def overview(
    actor: Actor, case: Case, record: TeamRecord | None = None, known: Sequence[Model] = ()
) -> PathOverview | None:
    """The whole path of a case that the actor leads; None before it begins.

    A page that has read the team's record and the persons hands them on.
    """
    plan = plan_visible(actor, case)
    if plan is None:
        return None
    plan.case = case
    days = TeamDays(actor, case, record=record)
    return _overview(plan, Goal.objects.all(), Task.objects.all(), plan.consents.all(), days, known)


def own_path(actor: Actor, known: Sequence[Model] = ()) -> OwnPath:
    """The path as the acting family member may see it, by the rule of `sight`.

    Of what people said only the person's own words are read: another's objection is not theirs to know.
    """
    person_id = actor.person_id
    case = families.case_of_person(person_id) if actor.has(Role.FAMILY_MEMBER) else None
    if case is None or person_id is None:
        raise NotVisibleError
    plan = plan_of(case)
    wall = wall_of(person_id)
    days = TeamDays(actor, case, wall)
    found = None
    if plan:
        plan.case = case
        consents = plan.consents.filter(person=person_id)
        goals = Goal.objects.filter(sight.goals_shown(person_id, wall))
        tasks = Task.objects.filter(sight.steps_shown(person_id, wall))
        found = _overview(plan, goals, tasks, consents, days, known)
    requests = [task.referral for task in found.steps if task.referral is not None] if found else []
    return OwnPath(
        case=case,
        person_id=person_id,
        overview=found,
        worker_name=case.social_worker.name,
        helpers=sorted({request.partner.name for request in requests}),
        has_agreed=found is not None and has_agreed(found.plan, person_id, found.consents),
        wall=wall,
        days=days,
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


def due_tasks(cases: Iterable[Case], until: date) -> QuerySet[Task]:
    """Unfinished tasks of open cases that the caller leads, due until a day, the earliest first.

    `case_key` says of which case; requests and services are not read.
    """
    found = Task.objects.filter(
        goal__plan__case__in=[case.pk for case in cases if case.closed_on is None],
        status__in=rules.UNFINISHED,
        due_on__lte=until,
    )
    return found.annotate(case_key=F("goal__plan__case")).order_by("due_on", "pk")


def _overview(
    plan: PathwayPlan,
    goals: QuerySet[Goal],
    tasks: QuerySet[Task],
    consents: QuerySet[PlanConsent],
    days: TeamDays,
    known: Sequence[Model],
) -> PathOverview:
    today = clock.today()
    rows = list(goals.filter(plan=plan).order_by("position", "pk"))
    attach(rows, "for_person", known=known)
    chosen = tasks.select_related("referral").order_by("position", "pk")
    prefetch_related_objects(rows, Prefetch("tasks", queryset=chosen))
    steps = [task for goal in rows for task in goal.tasks.all()]
    attach_relations(steps, known)
    agreed = list(consents.order_by("agreed_on", "pk"))
    attach(agreed, "person", known=known)
    return PathOverview(
        plan=plan,
        goals=rows,
        next_step=rules.next_step(steps),
        progress=rules.progress(steps),
        overdue=[step for step in steps if rules.is_overdue(step, today)],
        consents=agreed,
        days=days,
        known=known,
    )


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
