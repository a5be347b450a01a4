"""A case from stage to stage: agreed, assessed, team, path, closed and, when needed, taken up again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from core.audit.operations import record
from core.families import rules
from core.families.enums import Outcome, Stage
from core.families.errors import (
    CaseAlreadyOpenError,
    MissingReasonError,
    UnknownChoiceError,
)
from core.families.models import Case
from core.families.operations.writing import lock, lock_version, move
from core.families.permissions import require_leader, require_open, require_readable
from core.shared import clock
from core.shared.actor import Actor
from core.shared.integrity import refusing


@transaction.atomic
def close_case(
    *,
    actor: Actor,
    case: Case,
    outcome: str,
    closed_on: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> Case:
    """End a case with its outcome on a day (today); `version` refuses what somebody else changed."""
    require_leader(actor, case)
    lock_version(case, version)
    require_open(case)
    if outcome not in Outcome.values:
        raise UnknownChoiceError(value=outcome)
    today = clock.today()
    day = closed_on or today
    last_step_on = case.transitions.aggregate(last=Max("on"))["last"]
    rules.check_closing(last_step_on or case.opened_on, day, today)
    case.closed_on, case.outcome = day, outcome
    move(actor, case, Stage.CLOSED, day, reason)
    record(actor, "families.case_closed", case, outcome=outcome, closed_on=day)
    return case


@transaction.atomic
def mark_agreed(*, actor: Actor, case: Case, on: date) -> None:
    """The first agreement of the family moves a screened case on.

    The case is agreed since the earliest agreement, also when that one is written down later.
    """
    lock(case)
    require_open(case)
    if case.stage == Stage.SCREENING:
        case.agreed_on = on
        move(actor, case, Stage.AGREED, on)
    elif case.agreed_on is not None and on < case.agreed_on:
        case.agreed_on = on
        case.save(update_fields=["agreed_on"])


@transaction.atomic
def mark_assessed(*, actor: Actor, case: Case, on: date) -> None:
    """Strengths and needs are assessed for the first time; later assessments change nothing here.

    Raises `WrongStageError` before the family agreed.
    """
    lock(case)
    require_open(case)
    if not rules.has_reached(case.stage, Stage.ASSESSED):
        move(actor, case, Stage.ASSESSED, on)


@transaction.atomic
def mark_team(*, actor: Actor, case: Case, on: date) -> None:
    """The task team is formed."""
    lock(case)
    require_open(case)
    if not rules.has_reached(case.stage, Stage.TEAM):
        move(actor, case, Stage.TEAM, on)


@transaction.atomic
def mark_path(*, actor: Actor, case: Case, on: date) -> None:
    """The family has agreed its path; once is enough, further persons change nothing."""
    lock(case)
    require_open(case)
    if not rules.has_reached(case.stage, Stage.PATH):
        move(actor, case, Stage.PATH, on)


@transaction.atomic
def resume_case(*, actor: Actor, case: Case, reason: str, version: int | None = None) -> Case:
    """Go on where the work stood before the closing conversation, or before closing (within 30 days).

    Raises `NothingToResumeError`, `ResumedTooLateError`, `MissingReasonError`, and `CaseAlreadyOpenError`
    when the household has another open case.
    """
    require_leader(actor, case)
    lock_version(case, version)
    require_readable(case)
    today = clock.today()
    rules.check_resuming(case.stage, case.closed_on, today)
    if not reason.strip():
        raise MissingReasonError
    worked = case.transitions.exclude(to_stage__in=(Stage.CLOSING, Stage.CLOSED)).order_by("-at", "-pk")
    stood_at = worked.values_list("to_stage", flat=True).first() or Stage.SCREENING
    case.closed_on, case.outcome = None, ""
    with refusing({"case_one_open_a_household": CaseAlreadyOpenError}):
        move(actor, case, Stage(stood_at), today, reason)
    record(actor, "families.case_resumed", case, stage=case.stage)
    return case
