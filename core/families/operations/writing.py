"""What the writing about families shares: locks, numbers, steps from stage to stage."""

from __future__ import annotations

from datetime import date

from django.db import connection

from core.families import rules
from core.families.enums import Stage
from core.families.models import Case, CaseTransition, Household
from core.shared import clock
from core.shared.actor import Actor


def lock(case: Case) -> None:
    """One writer a case at a time; the instance then shows what is true now."""
    list(Case.objects.select_for_update().filter(pk=case.pk).values_list("pk"))
    case.refresh_from_db(fields=["stage", "opened_on", "agreed_on", "closed_on", "outcome", "version"])


def touch(case: Case) -> None:
    case.version += 1
    case.save(update_fields=["version"])


def move(actor: Actor, case: Case, to: Stage, on: date, reason: str = "") -> None:
    rules.check_step(case.stage, to)
    before, case.stage = case.stage, to.value
    case.version += 1
    case.save(update_fields=["stage", "agreed_on", "closed_on", "outcome", "version"])
    write_transition(actor, case, before, to, on, reason)


def write_transition(actor: Actor, case: Case, before: str, to: Stage, on: date, reason: str) -> None:
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
    taken = model.objects.filter(number__endswith=f"/{year}").count()
    return f"{taken + 1}/{year}"
