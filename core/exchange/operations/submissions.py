"""Writing down the steps of a month, and telling the officers whom it concerns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from core.audit.operations import record
from core.exchange import errors
from core.exchange.enums import HoldReason, SubmissionStep
from core.exchange.models import SubmissionEvent, SubmissionReminder
from core.exchange.permissions import require_region
from core.exchange.rules import personal_traces
from core.identity.models import User
from core.identity.queries import staff_with
from core.notifications.operations import notify
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.jobs import Job, enqueue_in
from tenants.context import current_schema

ANSWERING = (Role.NETWORK_OFFICER, Role.DIRECTOR)


@transaction.atomic
def note_step(
    *, actor: Actor, month: date, step: SubmissionStep, reason: str = "", note: str = ""
) -> SubmissionEvent:
    """Add a step to the history of the town of the moment; whoever calls has decided that it is right.

    Raises `HoldReasonMissingError` or `HoldNotePersonalError`.
    """
    note = " ".join(note.split())
    if reason == HoldReason.OTHER and not note:
        raise errors.HoldReasonMissingError
    if personal_traces(note):
        raise errors.HoldNotePersonalError
    event = SubmissionEvent.objects.create(
        schema_name=current_schema(),
        month=month,
        step=step,
        reason=reason,
        note=note[:300],
        actor_name=actor.name,
    )
    # The reason is the region's to read; the audit says only that there was a step.
    record(actor, f"regional.month_{step.value}", event, month=f"{month:%Y-%m}")
    return event


def note_handed_over(*, actor: Actor, months: Collection[date], again: Collection[date] = ()) -> None:
    """Add to the history that months left the town: by a person, corrected (`again`), or by the run alone."""
    SubmissionEvent.objects.bulk_create(
        SubmissionEvent(
            schema_name=current_schema(),
            month=month,
            step=_left_by(actor, corrected=month in again),
            actor_name=actor.name,
        )
        for month in months
    )


def _left_by(actor: Actor, *, corrected: bool) -> SubmissionStep:
    if actor.is_system:
        return SubmissionStep.AUTOMATIC
    return SubmissionStep.CORRECTED if corrected else SubmissionStep.CONFIRMED


@transaction.atomic
def remind(*, actor: Actor, month: date, towns: Collection[str]) -> int:
    """Write a region's reminder to each of the towns, once a day at most; their own jobs pass it on.

    Whoever calls has left out who answered and who was reminded lately. Gives how many were written.
    Raises `NobodyToRemindError`.
    """
    require_region(actor)
    today = clock.today()
    told = SubmissionReminder.objects.filter(month=month, sent_on=today, schema_name__in=towns)
    wanted = sorted(set(towns) - set(told.values_list("schema_name", flat=True)))
    if not wanted:
        raise errors.NobodyToRemindError
    rows = [
        SubmissionReminder(
            from_schema=current_schema(),
            schema_name=schema,
            month=month,
            sent_on=today,
            actor_name=actor.name,
        )
        for schema in wanted
    ]
    # A colleague who pressed at the same moment has written the same reminder.
    SubmissionReminder.objects.bulk_create(rows, ignore_conflicts=True)
    record(actor, "regional.towns_reminded", None, month=f"{month:%Y-%m}", towns=wanted)
    for schema in wanted:
        enqueue_in(schema, Job.REMIND_MONTH)
    return len(wanted)


@transaction.atomic
def tell_officers(*, actor: Actor, kind: str, key: str, context: Mapping[str, Any]) -> int:
    """One message to each network officer and director of the town of the moment; twice writes once."""
    people: dict[Any, User] = {user.pk: user for role in ANSWERING for user in staff_with(role)}
    for user in people.values():
        notify(
            actor=actor,
            to=user.email,
            user=user,
            kind=kind,
            context=context,
            key=f"{kind}:{key}:{user.pk}",
        )
    return len(people)
