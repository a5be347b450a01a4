"""What the writing about families shares: locks, numbers, steps from stage to stage."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import connection
from django.db.models import IntegerField, Max, Value
from django.db.models.functions import Cast, Left, StrIndex

from core.families import rules
from core.families.enums import Stage
from core.families.models import Case, CaseTransition, Household
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError

_MOVED: Final = ("stage", "agreed_on", "review_due_on", "closed_on", "outcome", "version")


def lock(case: Case) -> None:
    """One writer a case at a time; the instance then shows what is true now."""
    list(Case.objects.select_for_update().filter(pk=case.pk).values_list("pk"))
    case.refresh_from_db(fields=[*_MOVED, "opened_on"])


def lock_version(case: Case, version: int | None) -> None:
    """Lock; raise `ConflictError` where somebody changed the case since `version` was read."""
    lock(case)
    if version is not None and version != case.version:
        raise ConflictError


def touch(case: Case) -> None:
    """Something of the case changed: whoever read it before is told when they write."""
    case.version += 1
    case.save(update_fields=["version"])


def move(actor: Actor, case: Case, to: Stage, on: date, reason: str = "") -> None:
    """Take a step; while the path is walked, the case knows by when it should be looked at again."""
    rules.check_step(case.stage, to)
    before, case.stage = case.stage, to.value
    case.version += 1
    case.review_due_on = None
    if to == Stage.PATH:
        planned = case.reviews.order_by("-held_on").values_list("next_on", flat=True).first()
        case.review_due_on = planned or rules.latest_review(on)
    case.save(update_fields=_MOVED)
    write_transition(actor, case, before, to, on, reason)


def write_transition(actor: Actor, case: Case, before: str, to: Stage, on: date, reason: str) -> None:
    """A row for the step with who, when and why."""
    CaseTransition.objects.create(
        case=case,
        from_stage=before,
        to_stage=to.value,
        on=on,
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        reason=reason.strip(),
    )


def take_numbers() -> None:
    """Numbers are given to one writer of a tenant at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.numbers'))")


def next_number(model: type[Case | Household], year: int) -> str:
    """The number after the highest of a year; none is given twice, also when a record is gone."""
    of_year = model.objects.order_by().filter(number__endswith=f"/{year}")
    before_slash = Cast(StrIndex("number", Value("/")) - 1, IntegerField())
    taken = of_year.aggregate(last=Max(Cast(Left("number", before_slash), IntegerField())))["last"]
    return f"{(taken or 0) + 1}/{year}"
