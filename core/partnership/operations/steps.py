"""Stages of the partnership written down: planned, reached, corrected with a reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from core.audit.operations import record
from core.partnership.enums.accession import StepCode
from core.partnership.errors.steps import UnknownStepError
from core.partnership.models import PartnershipStep, PartnershipStepChange
from core.partnership.permissions import require_manager
from core.partnership.queries.steps import edition_now, is_closed
from core.partnership.rules import steps as rules
from core.partnership.rules.steps import StepState
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.shared.ids import uuid7


@transaction.atomic
def record_step(
    *,
    actor: Actor,
    step: str,
    edition: int | None = None,
    planned_on: date | None = None,
    reached_on: date | None = None,
    outcome: str = "",
    note: str = "",
    reason: str = "",
    seen: UUID | None = None,
    key: UUID | None = None,
) -> PartnershipStep:
    """Write down how a stage stands: all of it, as the form shows it; its history keeps what was.

    `edition`: the year of work, the current one by default. `seen`: id of the last change that the writer
    saw; when somebody wrote meanwhile, `ConflictError`. Raises the errors of `core.partnership.errors.steps`.
    """
    require_manager(actor)
    if key and (known := PartnershipStepChange.objects.select_related("step").filter(pk=key).first()):
        return known.step
    _lock()
    rows = {(row.edition, row.code): row for row in PartnershipStep.objects.all()}
    states = [row.as_state() for row in rows.values()]
    now = edition_now(states)
    wanted_edition = edition or now
    if wanted_edition > now or step not in rules.steps_of(wanted_edition):
        raise UnknownStepError
    wanted = StepState(wanted_edition, StepCode(step), planned_on, reached_on, outcome)
    row = rows.get((wanted_edition, step))
    _check_unchanged(row, seen)
    _check(states, row, wanted, reason.strip())
    row = _written(actor, row, wanted, note.strip())
    PartnershipStepChange.objects.create(
        pk=key or uuid7(),
        step=row,
        planned_on=planned_on,
        reached_on=reached_on,
        outcome=outcome,
        note=row.note,
        reason=reason.strip(),
        recorded_by=actor.name,
    )
    record(
        actor,
        "partnership.step_recorded",
        row,
        step=step,
        edition=wanted_edition,
        planned_on=planned_on,
        reached_on=reached_on,
        outcome=outcome,
        corrected=bool(reason.strip()),
    )
    return row


def _lock() -> None:
    """One writer of stages at a time in a town: a stage is judged by the others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.steps'))")


def _check_unchanged(row: PartnershipStep | None, seen: UUID | None) -> None:
    if seen is None or row is None:
        return
    last = row.changes.order_by("-created_at", "-pk").first()
    if last is not None and last.pk != seen:
        raise ConflictError


def _check(states: list[StepState], row: PartnershipStep | None, wanted: StepState, reason: str) -> None:
    found = {(state.edition, state.code): state for state in states}
    place = rules.prerequisite(wanted.edition, wanted.code)
    depends_on = None
    if place is not None:
        depends_on = found.get(place) or StepState(*place)
    rules.check_step(
        before=row.as_state() if row else StepState(wanted.edition, wanted.code),
        wanted=wanted,
        depends_on=depends_on,
        later_edition=any(state.edition > wanted.edition for state in states),
        closed=is_closed(states),
        reason=reason,
        today=clock.today(),
    )


def _written(actor: Actor, row: PartnershipStep | None, wanted: StepState, note: str) -> PartnershipStep:
    kept = row or PartnershipStep(edition=wanted.edition, code=wanted.code)
    kept.planned_on = wanted.planned_on
    kept.reached_on = wanted.reached_on
    kept.outcome = wanted.outcome
    kept.note = note
    kept.recorded_by = actor.name
    kept.recorded_at = clock.now()
    kept.save()
    return kept
