"""What a town does with its month before the region prints it: look, confirm, keep back; and the round that
counts it and reminds of it.

The figures themselves go over by `core.regional.operations.submit_month`; here stands who decided so.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from core.exchange.enums import HoldReason, SubmissionStep
from core.exchange.errors import AlreadyHeldBackError, NobodyToRemindError, NotHeldBackError
from core.exchange.models import SubmissionEvent
from core.exchange.operations import submissions as steps
from core.exchange.queries import submissions as found
from core.indicators.operations import compute
from core.indicators.permissions import require_counter
from core.indicators.rules import Period, is_over, month_of, periods_ending_with, shifted
from core.regional import deadlines, operations, queries
from core.regional.errors import AlreadyReleasedError, CountsChangedError, MonthNotOverError
from core.regional.models import Release, Submission, TrueCell
from core.regional.queries.submissions import waiting_towns
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from tenants.context import current_schema


def confirm_month(*, actor: Actor, month: date, seen: str, replace: bool = False) -> None:
    """Hand over exactly the numbers that the page showed (`seen` is their hash); lifts a hold.

    Raises `CountsChangedError` when the records changed meanwhile, `MonthNotOverError`,
    `AlreadyReleasedError` or `AlreadySubmittedError` (unless `replace`); then nothing was handed over.
    """
    require_counter(actor)
    try:
        _confirm(actor, month, seen, replace=replace)
    except CountsChangedError:
        # Nothing was handed over; the page shall show what changed.
        compute(actor=actor, months=[month])
        raise


@transaction.atomic
def _confirm(actor: Actor, month: date, seen: str, *, replace: bool) -> None:
    _require_open(month)
    compute(actor=actor, months=[month])
    if seen != queries.preview(actor, month).digest:
        raise CountsChangedError(month=_named(month))
    operations.submit_month(actor=actor, month=month, replace=replace)


@transaction.atomic
def hold_back(*, actor: Actor, month: date, reason: str, note: str = "") -> SubmissionEvent:
    """Keep a month back, with a reason that the region reads; what was handed over is taken back.

    Raises `MonthNotOverError`, `AlreadyReleasedError`, `AlreadyHeldBackError`, `HoldReasonMissingError`
    or `HoldNotePersonalError`.
    """
    require_counter(actor)
    operations.lock_town()
    _require_open(month)
    if found.is_held_back(month):
        raise AlreadyHeldBackError(month=_named(month))
    schema = current_schema()
    for period in periods_ending_with(month):
        TrueCell.objects.filter(
            schema_name=schema, period_kind=period.kind, period_start=period.start
        ).delete()
    Submission.objects.filter(schema_name=schema, month=month).delete()
    return steps.note_step(
        actor=actor, month=month, step=SubmissionStep.HELD_BACK, reason=HoldReason(reason), note=note
    )


@transaction.atomic
def let_go(*, actor: Actor, month: date) -> SubmissionEvent:
    """End a hold without handing over: the run takes the month again. Raises `NotHeldBackError`."""
    require_counter(actor)
    operations.lock_town()
    _require_open(month)
    if not found.is_held_back(month):
        raise NotHeldBackError(month=_named(month))
    return steps.note_step(actor=actor, month=month, step=SubmissionStep.RESUMED)


@transaction.atomic
def daily_round(*, actor: Actor) -> int:
    """Count the month that ended, tell the officers, remind them before the run, pass on what the region
    asks. Twice a day writes nothing twice; gives how many kinds of message were written.
    """
    require_counter(actor)
    month = shifted(month_of(clock.today()), -1)
    if _is_answered(month):
        return 0
    if found.state_of(month) is None:
        compute(actor=actor, months=[month])
        steps.note_step(actor=actor, month=month, step=SubmissionStep.PREPARED)
    told = _tell(actor, "month_prepared", month, "")
    due = deadlines.reminder_due(month, clock.today())
    if due is not None:
        told += _tell(actor, "month_reminder", month, str(due))
    for reminder in found.own_reminders([month]):
        told += _tell(actor, "month_asked_for", month, reminder.sent_on.isoformat(), who=reminder.actor_name)
    return told


@transaction.atomic
def remind_towns(*, actor: Actor, month: date, towns: list[str] | None = None) -> int:
    """A coordinator asks towns for a month: all that have not answered, or those chosen among them.

    A town that answered, or was asked in the last days, is left alone. Raises `MonthNotOverError`,
    `AlreadyReleasedError` or `NobodyToRemindError`; gives how many towns were asked.
    """
    waiting = waiting_towns(actor, month)
    _require_open(month)
    chosen = [town for town in waiting if towns is None or town in towns]
    if not chosen:
        raise NobodyToRemindError
    return steps.remind(actor=actor, month=month, towns=chosen)


def _tell(actor: Actor, kind: str, month: date, key: str, **more: str) -> int:
    period = Period("month", month)
    context = {
        "month": _named(month),
        "answer_by": deadlines.answer_by(month),
        "page": address(f"/wskazniki/region/?miesiac={period.code}"),
        **more,
    }
    return steps.tell_officers(actor=actor, kind=kind, key=f"{period.code}:{key}", context=context)


def _is_answered(month: date) -> bool:
    """Whether the town has said what it does with a month, or the region has printed it without it."""
    if Release.objects.filter(month=month).exists() or found.is_held_back(month):
        return True
    return Submission.objects.filter(schema_name=current_schema(), month=month).exists()


def _require_open(month: date) -> None:
    if not is_over(month, clock.today()):
        raise MonthNotOverError(month=_named(month))
    if Release.objects.filter(month=month).exists():
        raise AlreadyReleasedError(month=_named(month))


def _named(month: date) -> str:
    return f"{month:%m.%Y}"
