"""Steps that ask for somebody, with who that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core.families.queries import own_cases
from core.paths.models import PathTerms, Task
from core.paths.queries.loading import STEP_RELATIONS
from core.paths.queries.voices import Voices, voices_about
from core.paths.rules import UNFINISHED
from core.paths.rules.watch import PATIENT, STALLED_DAYS, Sign, StepFacts, signs
from core.referrals.rules import EXPIRES_AFTER
from core.shared import clock
from core.shared.actor import Actor


@dataclass(frozen=True)
class Watched:
    """A step that asks for somebody."""

    task: Task
    signs: list[Sign]


def signs_of(tasks: Sequence[Task], voices: Voices, on: date | None = None) -> dict[UUID, list[Sign]]:
    """Why steps ask for somebody, by step; steps that ask for nobody are left out."""
    day = on or clock.today()
    days = stalled_days() if tasks else 0
    found = {task.pk: signs(facts_of(task, voices), day, days) for task in tasks}
    return {key: some for key, some in found.items() if some}


def stalled_days() -> int:
    """After how many silent days a step stands still in this town."""
    kept: int | None = PathTerms.objects.values_list("stalled_days", flat=True).first()
    return kept or STALLED_DAYS


def facts_of(task: Task, voices: Voices) -> StepFacts:
    """What the decision needs to know of a step; its request must be loaded.

    Of an answer the last day on which it could come is known even where nobody wrote it down.
    """
    request = task.referral
    objections, proposals = voices.objections(task), voices.open_proposals(task)
    answered_on = None
    if request is not None:
        last = request.sent_on + EXPIRES_AFTER if request.status == "expired" else None
        answered_on = request.finished_on or request.answered_on or last
    return StepFacts(
        status=task.status,
        kind=task.kind,
        due_on=task.due_on,
        touched_on=task.touched_on,
        request=request.status if request else "",
        answered_on=answered_on,
        sent_on=request.sent_on if request else None,
        answer_due_on=request.answer_due_on if request else None,
        objected_on=min((voice.said_on for voice in objections), default=None),
        new_date_on=min((clock.day_of(one.created_at) for one in proposals), default=None),
    )


def unfinished_of(actor: Actor) -> QuerySet[Task]:
    """Unfinished steps of the actor's own open cases, the earliest day first."""
    cases = own_cases(actor).order_by().filter(closed_on__isnull=True)
    found = Task.objects.filter(goal__plan__case__in=cases, status__in=UNFINISHED)
    return found.select_related("goal__plan__case", *STEP_RELATIONS).order_by("due_on", "pk")


def watched(actor: Actor) -> list[Watched]:
    """Steps of the actor's own open cases that ask for somebody now, the longest waiting first.

    What only waits in order for a partner's answer is left out. Three queries.
    """
    tasks = list(unfinished_of(actor))
    found = signs_of(tasks, voices_about(tasks))
    rows = [
        Watched(task, found[task.pk])
        for task in tasks
        if task.pk in found and any(sign.hitch not in PATIENT for sign in found[task.pk])
    ]
    return sorted(rows, key=lambda row: row.signs[0].since)
