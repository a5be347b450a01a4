"""Decisions written down at a meeting, and the tasks that come of them done or called off."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from core.audit.operations import record
from core.notifications.operations import notify
from core.partnership.enums.meetings import DecisionKind, TaskState
from core.partnership.errors import meetings as refused
from core.partnership.models import (
    AgendaItem,
    MeetingDecision,
    MeetingMinutes,
    PartnerOrganisation,
    PartnerPerson,
    PartnershipMeeting,
)
from core.partnership.operations.making import made_before
from core.partnership.permissions import may_manage, require_manager
from core.partnership.queries.decisions import overdue_tasks
from core.partnership.queries.mailing import readers_of
from core.partnership.rules import as_day
from core.partnership.rules import meetings as rules
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7


@transaction.atomic
def record_decision(
    *,
    actor: Actor,
    meeting: PartnershipMeeting,
    text: str,
    kind: str = DecisionKind.FINDING,
    item: AgendaItem | None = None,
    owner: PartnerOrganisation | None = None,
    person: PartnerPerson | None = None,
    due_on: date | None = None,
    key: UUID | None = None,
) -> MeetingDecision:
    """Write down what was decided while the minutes are written; with an owner it is a task.

    Raises `MinutesNotStartedError`, `MinutesPhaseError`, `TextMissingError`, `OwnerMissingError`,
    `PersonOfOtherError`, `DueBeforeMeetingError`.
    """
    require_manager(actor)
    if (known := made_before(MeetingDecision.objects.all(), key)) is not None:
        return known
    locked = _writable(meeting.pk)
    _check(locked, text, item, owner, person, due_on)
    last = locked.decisions.aggregate(last=Max("ordinal"))["last"] or 0
    decision = MeetingDecision.objects.create(
        pk=key or uuid7(),
        meeting=locked,
        ordinal=last + 1,
        kind=kind,
        text=text.strip(),
        item=item,
        owner=owner,
        person=person,
        due_on=due_on,
        state=TaskState.OPEN if owner else "",
    )
    record(actor, "partnership.decision_recorded", decision, meeting=locked.pk)
    return decision


@transaction.atomic
def change_decision(
    *,
    actor: Actor,
    decision: MeetingDecision,
    text: str,
    kind: str = DecisionKind.FINDING,
    item: AgendaItem | None = None,
    owner: PartnerOrganisation | None = None,
    person: PartnerPerson | None = None,
    due_on: date | None = None,
) -> MeetingDecision:
    """Correct a decision while the minutes are written; afterwards its words stay."""
    require_manager(actor)
    meeting = _writable(decision.meeting_id)
    _check(meeting, text, item, owner, person, due_on)
    locked = MeetingDecision.objects.select_for_update().get(pk=decision.pk)
    if locked.finished_on is not None:
        raise refused.TaskClosedError
    locked.text, locked.kind, locked.item = text.strip(), kind, item
    locked.owner, locked.person, locked.due_on = owner, person, due_on
    locked.state = TaskState.OPEN if owner else ""
    locked.save()
    record(actor, "partnership.decision_changed", locked)
    return locked


@transaction.atomic
def remove_decision(*, actor: Actor, decision: MeetingDecision) -> None:
    """Strike a decision out while the minutes are written."""
    require_manager(actor)
    _writable(decision.meeting_id)
    locked = MeetingDecision.objects.select_for_update().filter(pk=decision.pk).first()
    if locked is None:
        return
    record(actor, "partnership.decision_removed", locked, meeting=locked.meeting_id)
    locked.delete()


@transaction.atomic
def complete_task(
    *, actor: Actor, decision: MeetingDecision, outcome: str = "", finished_on: date | None = None
) -> MeetingDecision:
    """Say that a task is done: its owner's delegate, or the officer. A second time changes nothing.

    Raises `NoTaskError`, `TaskClosedError`.
    """
    return _closed(actor, decision, TaskState.DONE, outcome, finished_on)


@transaction.atomic
def cancel_task(*, actor: Actor, decision: MeetingDecision, reason: str) -> MeetingDecision:
    """Call a task off, with the reason. Raises `NoTaskError`, `TaskClosedError`, `ReasonMissingError`."""
    require_manager(actor)
    if not reason.strip():
        raise refused.ReasonMissingError
    return _closed(actor, decision, TaskState.CANCELLED, reason, None)


@transaction.atomic
def remind_overdue(*, actor: Actor) -> int:
    """The daily round: one message to each owner with what is overdue, at most weekly for a task.

    Gives how many tasks were recalled.
    """
    today = clock.today()
    found = overdue_tasks(today).select_for_update(of=("self",))
    due = [
        task
        for task in found
        if rules.reminds_of_task(due_on=task.due_on, reminded_on=task.reminded_on, today=today)
    ]
    readers = readers_of([task.owner for task in due if task.owner], today)
    for owner_id, own in groupby(due, key=lambda task: task.owner_id):
        tasks = list(own)
        lines = [{"text": task.text, "due_on": as_day(task.due_on)} for task in tasks if task.due_on]
        for reader in readers[owner_id]:
            notify(
                actor=actor,
                to=reader.email,
                user=reader.user,
                kind="tasks_overdue",
                context={"tasks": lines, "page": address("/zadania-partnerstwa/")},
                key=f"tasks_overdue:{owner_id}:{today}:{reader.email.casefold()}"[:200],
                about=f"partnership.tasks:{owner_id}",
            )
    if due:
        MeetingDecision.objects.filter(pk__in=[task.pk for task in due]).update(reminded_on=today)
        record(actor, "partnership.tasks_recalled", None, tasks=len(due))
    return len(due)


def _closed(
    actor: Actor, decision: MeetingDecision, state: TaskState, outcome: str, finished_on: date | None
) -> MeetingDecision:
    locked = MeetingDecision.objects.select_for_update().get(pk=decision.pk)
    own = actor.partner_id is not None and actor.partner_id == locked.owner_id
    if not (may_manage(actor) or (own and actor.may_use("partners:write"))):
        raise NotVisibleError
    if locked.state == state:
        return locked
    rules.check_task(locked.state, state)
    locked.state, locked.outcome = state, outcome.strip()
    locked.finished_on = min(finished_on or clock.today(), clock.today())
    locked.save(update_fields=["state", "outcome", "finished_on"])
    record(actor, f"partnership.task_{state.value}", locked)
    return locked


def _writable(meeting_id: UUID) -> PartnershipMeeting:
    locked = PartnershipMeeting.objects.select_for_update().get(pk=meeting_id)
    minutes = MeetingMinutes.objects.filter(meeting=locked).first()
    if minutes is None:
        raise refused.MinutesNotStartedError
    if minutes.phase not in rules.WRITING:
        raise refused.DecisionFrozenError
    return locked


def _check(
    meeting: PartnershipMeeting,
    text: str,
    item: AgendaItem | None,
    owner: PartnerOrganisation | None,
    person: PartnerPerson | None,
    due_on: date | None,
) -> None:
    if not text.strip():
        raise refused.TextMissingError
    if item is not None and item.meeting_id != meeting.pk:
        raise NotVisibleError
    if owner is None and (person is not None or due_on is not None):
        raise refused.OwnerMissingError
    if person is not None and owner is not None and person.partner_id != owner.pk:
        raise refused.PersonOfOtherError
    rules.check_due(due_on=due_on, day=meeting.day)
