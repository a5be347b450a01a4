"""A meeting as it happens: who is there, what is said of each point, what is agreed; then people stand up.

Everything is saved at once and by itself, so that the minutes can be printed when the meeting ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from core.audit.operations import record
from core.families.models import Case, Person
from core.privacy.queries.agreements import persons_ever_agreeing
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.shared.minutes import MinutesPhase, check_read, check_writing, plain
from core.teams.enums import Coming, PlanState
from core.teams.errors.meetings import (
    DecisionHasStepError,
    DecisionTextError,
    PlanOverError,
    PointTitleError,
    PointUsedError,
)
from core.teams.models import (
    AgendaPoint,
    MeetingInvitation,
    PlannedMeeting,
    TeamDecision,
    TeamMeeting,
    TeamMinutes,
)
from core.teams.operations import convening
from core.teams.operations.holding import Manner, hold_meeting
from core.teams.operations.planning import locked_plan
from core.teams.queries import members_of
from core.teams.queries.minutes import minutes_of
from core.teams.queries.planning import invitations_of
from core.teams.rules import slots as rules

CAME = (Coming.PRESENT, Coming.REMOTE)


@transaction.atomic
def start(*, actor: Actor, planned: PlannedMeeting) -> TeamMinutes:
    """Open the meeting mode: begin the minutes of a meeting whose day has come. Twice begun they are one.

    Who said that they will come is ticked already; the room corrects it.
    Raises `PlanOverError`, `PlanNotSetError`, `PlanNotTodayError`.
    """
    locked = locked_plan(actor, planned)
    if (known := minutes_of(locked)) is not None:
        return known
    rules.check_begun(locked.state, locked.day, clock.today())
    begun = TeamMinutes.objects.create(planned=locked)
    for row in locked.invitations.select_related("member"):
        if row.member.is_moderator:
            row.coming = Coming.PRESENT
            row.save(update_fields=["coming"])
    record(actor, "teams.minutes_started", begun)
    return begun


@transaction.atomic
def tick(*, actor: Actor, invitation: MeetingInvitation, coming: str) -> MeetingInvitation:
    """Say how somebody came, or that they did not. Raises `MinutesPhaseError`, `PlanOverError`."""
    planned = locked_plan(actor, invitation.planned)
    _writing(planned)
    if planned.state == PlanState.HELD:
        raise PlanOverError
    locked = MeetingInvitation.objects.select_for_update().get(pk=invitation.pk, planned=planned)
    wanted = Coming(coming).value if coming else ""
    if locked.coming != wanted:
        locked.coming = wanted
        locked.save(update_fields=["coming"])
        record(actor, "teams.presence_ticked", locked, coming=wanted)
    return locked


@transaction.atomic
def add_point(
    *,
    actor: Actor,
    planned: PlannedMeeting,
    title: str,
    for_person: Person | None = None,
    key: UUID | None = None,
) -> AgendaPoint:
    """Add a point to the agenda, before the meeting or in it; `for_person` keeps it to that person.

    Raises `PointTitleError`, `PlanOverError`, `MinutesPhaseError`.
    """
    locked = locked_plan(actor, planned)
    if key is not None and (known := locked.agenda.filter(pk=key).first()) is not None:
        return known
    _open_agenda(locked)
    _of_the_family(locked.team.case, for_person)
    if not title.strip():
        raise PointTitleError
    point = AgendaPoint.objects.create(
        pk=key or uuid7(),
        planned=locked,
        position=(locked.agenda.aggregate(last=Max("position"))["last"] or 0) + 1,
        title=title.strip(),
        for_person=for_person,
    )
    record(actor, "teams.point_added", point)
    return point


@transaction.atomic
def order_points(*, actor: Actor, planned: PlannedMeeting, points: Sequence[AgendaPoint]) -> PlannedMeeting:
    """Put the agenda into another order; points left out stay behind the others."""
    locked = locked_plan(actor, planned)
    _open_agenda(locked)
    kept = {point.pk: point for point in locked.agenda.order_by("position", "pk")}
    first = [kept.pop(point.pk) for point in points if point.pk in kept]
    for position, point in enumerate([*first, *kept.values()], start=1):
        AgendaPoint.objects.filter(pk=point.pk).update(position=position)
    record(actor, "teams.agenda_ordered", locked)
    return locked


@transaction.atomic
def remove_point(*, actor: Actor, point: AgendaPoint) -> None:
    """Take a point off the agenda as long as nothing is written to it. Raises `PointUsedError`."""
    locked = locked_plan(actor, point.planned)
    _open_agenda(locked)
    found = AgendaPoint.objects.select_for_update().get(pk=point.pk)
    if found.minutes or found.decisions.exists():
        raise PointUsedError
    record(actor, "teams.point_removed", found)
    found.delete()


@transaction.atomic
def save_point(*, actor: Actor, point: AgendaPoint, text: str, version: int) -> AgendaPoint:
    """Write what the minutes say of a point; `version` is the one that the writer read.

    The same text again changes nothing, so that an autosave may be repeated. Raises `MinutesPhaseError`,
    and `MinutesChangedError` when somebody else wrote meanwhile: its `data` has `theirs`, `by`, `version`.
    """
    planned = locked_plan(actor, point.planned)
    _writing(planned)
    locked = AgendaPoint.objects.select_for_update().get(pk=point.pk)
    wanted = plain(text)
    if wanted == locked.minutes:
        return locked
    check_read(version=version, current=locked.version, theirs=locked.minutes, by=locked.edited_by)
    return written(actor, locked, wanted)


def written(actor: Actor, point: AgendaPoint, text: str) -> AgendaPoint:
    """Keep another text of a locked point as a version more."""
    point.minutes, point.version = text, point.version + 1
    point.edited_at, point.edited_by = clock.now(), actor.name
    point.save(update_fields=["minutes", "version", "edited_at", "edited_by"])
    record(actor, "teams.minutes_written", point, version=point.version)
    return point


@transaction.atomic
def add_decision(
    *,
    actor: Actor,
    planned: PlannedMeeting,
    text: str,
    point: AgendaPoint | None = None,
    for_person: Person | None = None,
    key: UUID | None = None,
) -> TeamDecision:
    """Write down what was agreed; a decision of a point about one person is that person's too.

    Raises `DecisionTextError`, `MinutesPhaseError`.
    """
    locked = locked_plan(actor, planned)
    if key is not None and (known := locked.decisions.filter(pk=key).first()) is not None:
        return known
    _writing(locked)
    _of_the_family(locked.team.case, for_person)
    if point is not None and point.planned_id != locked.pk:
        raise NotVisibleError
    if not text.strip():
        raise DecisionTextError
    decision = TeamDecision.objects.create(
        pk=key or uuid7(),
        planned=locked,
        point=point,
        for_person=for_person or (point.for_person if point is not None else None),
        ordinal=(locked.decisions.aggregate(last=Max("ordinal"))["last"] or 0) + 1,
        text=plain(text),
    )
    record(actor, "teams.decision_added", decision)
    return decision


@transaction.atomic
def note_step(*, actor: Actor, decision: TeamDecision, step_id: UUID) -> TeamDecision:
    """Remember which step of the path came of a decision. Raises `DecisionHasStepError`."""
    planned = locked_plan(actor, decision.planned)
    _writing(planned)
    locked = TeamDecision.objects.select_for_update().get(pk=decision.pk)
    if locked.step_id is not None and locked.step_id != step_id:
        raise DecisionHasStepError
    locked.step_id = step_id
    locked.save(update_fields=["step_id"])
    record(actor, "teams.decision_became_step", locked, step=str(step_id))
    return locked


@transaction.atomic
def remove_decision(*, actor: Actor, decision: TeamDecision) -> None:
    """Take back what was written down by mistake; one of which a step came stays (`DecisionHasStepError`)."""
    planned = locked_plan(actor, decision.planned)
    _writing(planned)
    locked = TeamDecision.objects.select_for_update().get(pk=decision.pk)
    if locked.step_id is not None:
        raise DecisionHasStepError
    record(actor, "teams.decision_removed", locked)
    locked.delete()


@transaction.atomic
def finish(
    *,
    actor: Actor,
    planned: PlannedMeeting,
    without_family_reason: str = "",
    next_on: date | None = None,
) -> TeamMeeting:
    """People stand up: the meeting is recorded with who came, and its minutes are prepared for reading.

    Whoever was invited and not ticked did not come, unless they had answered that they would not.
    Finished twice it is one meeting. Raises `PlanOverError`, `FamilyAbsentError`, `NextMeetingDayError`.
    """
    locked = locked_plan(actor, planned)
    if locked.meeting is not None:
        return locked.meeting
    rules.check_begun(locked.state, locked.day, clock.today())
    begun = minutes_of(locked) or start(actor=actor, planned=locked)
    day = locked.day or clock.today()
    rows = {row.member_id: row for row in invitations_of(locked)}
    seats = members_of(locked.team, day)
    present = [seat for seat in seats if seat.pk in rows and rows[seat.pk].coming in CAME]
    meeting = hold_meeting(
        actor=actor,
        team=locked.team,
        held_on=day,
        present=present,
        place=locked.place,
        remote=bool(locked.remote_address) and not locked.place,
        without_family_reason=without_family_reason,
        next_on=next_on,
        manners={key: _manner(row) for key, row in rows.items()},
        asked=rows.keys(),
    )
    _mark_absent(rows)
    locked.state, locked.meeting = PlanState.HELD, meeting
    locked.version += 1
    locked.save(update_fields=["state", "meeting", "version"])
    begun.phase = MinutesPhase.PREPARING
    begun.save(update_fields=["phase"])
    convening.take_back(actor, locked)
    return meeting


def _mark_absent(rows: Mapping[UUID, MeetingInvitation]) -> None:
    for row in rows.values():
        if not row.coming:
            row.coming = Coming.EXCUSED if row.answer == "no" else Coming.NO_SHOW
            row.save(update_fields=["coming"])


def _manner(row: MeetingInvitation) -> Manner:
    came = row.coming in CAME
    return Manner(
        remote=row.coming == Coming.REMOTE,
        excused=not came and (row.coming == Coming.EXCUSED or (not row.coming and row.answer == "no")),
        substitute=row.substitute if came else None,
    )


def _open_agenda(planned: PlannedMeeting) -> None:
    """The agenda is made before the meeting and in it."""
    if planned.state == PlanState.CANCELLED:
        raise PlanOverError
    begun = minutes_of(planned)
    if begun is not None:
        check_writing(begun.phase)


def _writing(planned: PlannedMeeting) -> TeamMinutes:
    begun = TeamMinutes.objects.select_for_update().filter(planned=planned).first()
    if begun is None:
        raise NotVisibleError
    check_writing(begun.phase)
    return begun


def _of_the_family(case: Case, person: Person | None) -> None:
    """A point or decision may be about one person of the family that takes part."""
    if person is not None and person.pk not in {one.pk for one in persons_ever_agreeing(case)}:
        raise NotVisibleError
