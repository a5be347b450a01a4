"""One step with all that is known of it, for the worker who leads the case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from core.families import queries as families
from core.families.models import Case, Person
from core.paths.models import DateProposal, Task, TaskChange, TaskVoice
from core.paths.queries import sight
from core.paths.queries.loading import STEP_RELATIONS
from core.paths.queries.voices import voices_about
from core.paths.queries.watching import signs_of
from core.paths.rules.watch import Sign
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@dataclass(frozen=True)
class StepPage:
    """A step, what was said of it, what happened to it, why it asks for somebody."""

    case: Case
    task: Task
    voices: list[TaskVoice]
    proposals: list[DateProposal]
    changes: list[TaskChange]
    signs: list[Sign]
    seen_by: list[Person]
    names: dict[UUID, str]


def step_page(actor: Actor, task_id: UUID | str) -> StepPage:
    """One step of a case that the actor leads; `NotVisibleError` otherwise."""
    rows = Task.objects.select_related("goal__plan__case__social_worker", "goal__for_person", *STEP_RELATIONS)
    task = rows.filter(pk=task_id).first()
    if task is None or not families.leads(actor, task.goal.plan.case):
        raise NotVisibleError
    voices = voices_about([task])
    proposals = DateProposal.objects.filter(task=task).select_related("person", "decided_by")
    return StepPage(
        case=task.goal.plan.case,
        names=families.names_by_account(task.goal.plan.case),
        task=task,
        voices=voices.of(task),
        proposals=list(proposals.order_by("created_at", "pk")),
        changes=list(
            TaskChange.objects.filter(task=task).select_related("referral__service").order_by("at", "pk")
        ),
        signs=signs_of([task], voices).get(task.pk, []),
        seen_by=persons_seeing(actor, task),
    )


def persons_seeing(actor: Actor, task: Task) -> list[Person]:
    """Persons of the household to whom the step is shown; for the leading worker."""
    persons = families.persons_visible(actor, task.goal.plan.case)
    return [person for person in persons if sight.is_shown(task, person.pk)]


def changes_visible_to(actor: Actor) -> QuerySet[TaskChange]:
    """What happened to the steps of the cases that the actor leads, from the first."""
    found = TaskChange.objects.filter(task__goal__plan__case__in=families.led_cases(actor))
    return found.order_by("at", "pk")
