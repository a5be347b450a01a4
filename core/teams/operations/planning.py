"""Planning a meeting: times proposed and answered, one chosen, moved, called off; who is invited and comes.

Hours are Poland's. Whoever is invited is told at once by a message that says nothing of the family.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families.permissions import require_leader
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.shared.ids import uuid7
from core.shared.meeting_hours import WARSAW, check_plan, hours
from core.teams.enums import PlanState
from core.teams.errors import NotInTeamError
from core.teams.errors.meetings import WhyMissingError
from core.teams.models import CaseTeam, MeetingInvitation, MeetingSlot, PlannedMeeting, TeamMember
from core.teams.operations import convening
from core.teams.operations.locking import lock_case
from core.teams.permissions import require_moderator
from core.teams.queries import members_of
from core.teams.queries.apart import check_together
from core.teams.queries.planning import invitations_of
from core.teams.rules import slots as rules

Span = tuple[datetime, datetime]


@transaction.atomic
def plan_meeting(
    *,
    actor: Actor,
    team: CaseTeam,
    members: Iterable[TeamMember],
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    remote_address: str = "",
    title: str = "",
    key: UUID | None = None,
) -> PlannedMeeting:
    """Plan a meeting whose time is known and invite seats of the team; the same `key` plans one.

    Raises `NobodyAskedError`, `ModeratorAskedError`, `NotInTeamError`, `TogetherError`, and of the time
    and place `MeetingInPastError`, `MeetingEndsBeforeStartError`, `MeetingTooLongError`,
    `MeetingWithoutPlaceError`, `BadRemoteAddressError`.
    """
    known, asked = _begun(actor, team, members, key)
    if known is not None:
        return known
    values = {**_time(starts_at, ends_at, place, remote_address), "state": PlanState.SET}
    planned = _made(actor, team, asked, key, title=title, **values)
    record(actor, "teams.meeting_planned", planned, day=planned.day, invited=len(asked))
    convening.write_to(actor, planned, invitations_of(planned), kind="team_meeting_invitation")
    return planned


@transaction.atomic
def propose_times(
    *,
    actor: Actor,
    team: CaseTeam,
    members: Iterable[TeamMember],
    times: Sequence[Span],
    answer_by: date | None = None,
    place: str = "",
    remote_address: str = "",
    title: str = "",
    key: UUID | None = None,
) -> PlannedMeeting:
    """Ask seats of the team, the family too, which of several times suit them; the same `key` asks once.

    Raises what `plan_meeting` raises, and `SlotsError`, `SlotPassedError`, `AnswerByError`.
    """
    known, asked = _begun(actor, team, members, key)
    if known is not None:
        return known
    spans = sorted(times)
    rules.check_slots([starts for starts, _ends in spans], clock.now())
    checked = [_time(starts, ends, place, remote_address) for starts, ends in spans]
    first = checked[0]
    rules.check_answer_by(answer_by, today=clock.today(), first=first["day"])
    planned = _made(
        actor,
        team,
        asked,
        key,
        title=title,
        state=PlanState.CHOOSING,
        answer_by=answer_by,
        place=first["place"],
        remote_address=first["remote_address"],
    )
    MeetingSlot.objects.bulk_create(
        MeetingSlot(planned=planned, starts_at=one["starts_at"], ends_at=one["ends_at"]) for one in checked
    )
    record(actor, "teams.times_proposed", planned, times=len(checked), invited=len(asked))
    convening.write_to(actor, planned, invitations_of(planned), kind="team_meeting_times", calendar=False)
    return planned


@transaction.atomic
def choose_time(
    *, actor: Actor, planned: PlannedMeeting, slot: MeetingSlot, version: int | None = None
) -> PlannedMeeting:
    """Set the meeting to one of the proposed times; everybody invited gets it for the calendar.

    Chosen twice it is set once. Raises `PlanOverError`, `PlanIsSetError`, `SlotPassedError`,
    `ConflictError`.
    """
    locked = locked_plan(actor, planned)
    if locked.state == PlanState.SET and locked.starts_at == slot.starts_at:
        return locked
    _check_version(locked, version)
    rules.check_choosing(locked.state)
    rules.check_slots([slot.starts_at], clock.now())
    if slot.planned_id != locked.pk:
        raise NotInTeamError
    check_together(row.member for row in invitations_of(locked))
    locked.state, locked.day = PlanState.SET, slot.starts_at.astimezone(WARSAW).date()
    locked.starts_at, locked.ends_at = slot.starts_at, slot.ends_at
    convening.take_back(actor, locked)
    _changed(locked, calendar=True)
    record(actor, "teams.time_chosen", locked, day=locked.day)
    convening.write_to(actor, locked, invitations_of(locked), kind="team_meeting_invitation")
    return locked


@transaction.atomic
def move_meeting(
    *,
    actor: Actor,
    planned: PlannedMeeting,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    place: str = "",
    remote_address: str = "",
    version: int | None = None,
) -> PlannedMeeting:
    """Move a set meeting, with the reason that those invited see; answers to the old time count no more.

    Raises `PlanOverError`, `PlanNotSetError`, `WhyMissingError`, `ConflictError`, and what `plan_meeting`
    raises of the time and place.
    """
    locked = locked_plan(actor, planned)
    rules.check_set(locked.state)
    _check_version(locked, version)
    if not reason.strip():
        raise WhyMissingError
    check_together(row.member for row in invitations_of(locked))
    values = _time(starts_at, ends_at, place, remote_address)
    moved = any(values[name] != getattr(locked, name) for name in ("starts_at", "ends_at"))
    if not moved and values["place"] == locked.place and values["remote_address"] == locked.remote_address:
        return locked
    for name, value in values.items():
        setattr(locked, name, value)
    locked.changed_because = reason.strip()
    convening.take_back(actor, locked)
    _changed(locked, calendar=True)
    if moved:
        locked.invitations.update(answer="", answered_at=None, reminded_at=None)
    record(actor, "teams.meeting_moved", locked, day=locked.day, sequence=locked.sequence)
    convening.write_to(actor, locked, invitations_of(locked), kind="team_meeting_changed")
    return locked


@transaction.atomic
def cancel_meeting(*, actor: Actor, planned: PlannedMeeting, reason: str) -> PlannedMeeting:
    """Call a meeting off, with the reason that those invited see. A second time changes nothing.

    Raises `PlanOverError`, `WhyMissingError`.
    """
    locked = locked_plan(actor, planned, open_case=False)
    if locked.state == PlanState.CANCELLED:
        return locked
    rules.check_open(locked.state)
    if not reason.strip():
        raise WhyMissingError
    told = invitations_of(locked)
    locked.state, locked.changed_because = PlanState.CANCELLED, reason.strip()
    convening.take_back(actor, locked)
    _changed(locked, calendar=True)
    record(actor, "teams.meeting_cancelled", locked, sequence=locked.sequence)
    convening.write_to(actor, locked, told, kind="team_meeting_cancelled")
    return locked


@transaction.atomic
def invite(
    *, actor: Actor, planned: PlannedMeeting, members: Iterable[TeamMember]
) -> list[MeetingInvitation]:
    """Invite further seats; whoever is invited already is not written to again. Gives the new ones.

    Raises `PlanOverError`, `NotInTeamError`, `TogetherError`.
    """
    locked = locked_plan(actor, planned)
    rules.check_open(locked.state)
    wanted = _of_the_team(locked.team, members)
    known = invitations_of(locked)
    asked = [*(row.member for row in known), *wanted]
    check_together(asked)
    seated = {row.member_id for row in known}
    added = [
        MeetingInvitation.objects.get_or_create(planned=locked, member=member)[0]
        for member in wanted
        if member.pk not in seated
    ]
    if added:
        record(actor, "teams.meeting_invited", locked, invited=len(added))
        choosing = locked.state == PlanState.CHOOSING
        kind = "team_meeting_times" if choosing else "team_meeting_invitation"
        mine = {row.pk for row in added}
        rows = [row for row in invitations_of(locked) if row.pk in mine]
        convening.write_to(actor, locked, rows, kind=kind, calendar=not choosing)
    return added


def locked_plan(actor: Actor, planned: PlannedMeeting, *, open_case: bool = True) -> PlannedMeeting:
    """The meeting for its moderator, locked behind its case; `open_case` refuses a closed one."""
    if open_case:
        require_moderator(actor, planned.team.case)
    else:
        require_leader(actor, planned.team.case)
    lock_case(planned.team.case)
    found = PlannedMeeting.objects.select_related("team__case").select_for_update(of=("self",))
    return found.get(pk=planned.pk)


def _begun(
    actor: Actor, team: CaseTeam, members: Iterable[TeamMember], key: UUID | None
) -> tuple[PlannedMeeting | None, list[TeamMember]]:
    require_moderator(actor, team.case)
    lock_case(team.case)
    known = team.planned.filter(pk=key).first() if key is not None else None
    if known is not None:
        return known, []
    asked = _of_the_team(team, members)
    rules.check_asked([rules.Invited(seat.pk, seat.kind, seat.is_moderator) for seat in asked])
    check_together(asked)
    return None, asked


def _of_the_team(team: CaseTeam, members: Iterable[TeamMember]) -> list[TeamMember]:
    """The seats as they are today; a seat of another team, or one that ended, is refused."""
    seats = {seat.pk: seat for seat in members_of(team)}
    wanted = {member.pk for member in members}
    if not wanted <= seats.keys():
        raise NotInTeamError
    return [seat for key, seat in seats.items() if key in wanted]


def _made(
    actor: Actor, team: CaseTeam, asked: Iterable[TeamMember], key: UUID | None, *, title: str, **values: Any
) -> PlannedMeeting:
    planned = PlannedMeeting.objects.create(
        pk=key or uuid7(),
        team=team,
        title=title.strip(),
        convenor_id=actor.user_id,
        invited_at=clock.now(),
        **values,
    )
    MeetingInvitation.objects.bulk_create(
        MeetingInvitation(planned=planned, member=member) for member in asked
    )
    return planned


def _time(starts_at: datetime, ends_at: datetime, place: str, remote_address: str) -> dict[str, Any]:
    """Day, hours and place, checked; an hour is one of Poland's day."""
    starts, ends = starts_at.astimezone(WARSAW), ends_at.astimezone(WARSAW)
    values = {"place": place.strip(), "remote_address": remote_address.strip()}
    check_plan(day=starts.date(), today=clock.today(), **values)
    first, last = hours(starts.date(), starts.time(), ends.time())
    return {"day": starts.date(), "starts_at": first, "ends_at": last, **values}


def _check_version(planned: PlannedMeeting, version: int | None) -> None:
    if version is not None and version != planned.version:
        raise ConflictError


def _changed(planned: PlannedMeeting, *, calendar: bool) -> None:
    """Keep a change; calendars follow what has a higher sequence."""
    planned.version += 1
    if calendar:
        planned.sequence += 1
    planned.changed_at = clock.now()
    planned.save()
