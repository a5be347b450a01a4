"""Meetings of the partnership: planned, moved, cancelled, held; who is asked, answers and comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.identity.models import User
from core.partnership import errors, rules
from core.partnership.enums.meetings import Answer, MeetingState, MinutesPhase
from core.partnership.errors import meetings as refused
from core.partnership.models import (
    MeetingMinutes,
    PartnerOrganisation,
    PartnershipAttendance,
    PartnershipMeeting,
)
from core.partnership.operations import convening
from core.partnership.operations.making import made_before
from core.partnership.permissions import may_manage, require_manager
from core.partnership.queries.invited import invited_by_link
from core.partnership.queries.meetings import unanswered
from core.partnership.rules import meetings as meeting_rules
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from core.shared.integrity import refusing
from tenants.context import current_schema

_ONCE = {"meeting_once": errors.DuplicateMeetingError}


@transaction.atomic
def hold_meeting(
    *,
    actor: Actor,
    held_on: date,
    kind: str,
    title: str,
    place: str = "",
    present: Iterable[PartnerOrganisation],
    invited: Iterable[PartnerOrganisation] = (),
    minutes: str = "",
    key: UUID | None = None,
) -> PartnershipMeeting:
    """Record a meeting that took place without having been planned here; whoever came counts as invited.

    Raises `MeetingInFutureError`, `NobodyPresentError`, `DuplicateMeetingError`.
    """
    require_manager(actor)
    if (known := made_before(PartnershipMeeting.objects.all(), key)) is not None:
        return known
    came = {partner.pk: partner for partner in present}
    asked = {**{partner.pk: partner for partner in invited}, **came}
    rules.check_meeting(held_on=held_on, present=len(came), today=clock.today())
    with refusing(_ONCE):
        meeting = PartnershipMeeting.objects.create(
            pk=key or uuid7(),
            state=MeetingState.HELD,
            day=held_on,
            held_on=held_on,
            kind=kind,
            title=title.strip(),
            place=place.strip(),
            minutes=minutes.strip(),
            convenor=_convenor(actor),
        )
    now = clock.now()
    PartnershipAttendance.objects.bulk_create(
        PartnershipAttendance(
            meeting=meeting, partner=partner, present=pk in came, invited_at=now, entered_at=now
        )
        for pk, partner in asked.items()
    )
    record(actor, "partnership.meeting_held", meeting, kind=kind, invited=len(asked), present=len(came))
    return meeting


@transaction.atomic
def plan_meeting(
    *,
    actor: Actor,
    day: date,
    starts: time,
    ends: time,
    kind: str,
    title: str,
    place: str = "",
    remote_address: str = "",
    quorum: int | None = None,
    key: UUID | None = None,
) -> PartnershipMeeting:
    """Plan a meeting; hours are Poland's. Nobody is told of it before `invite`.

    Raises `MeetingInPastError`, `MeetingEndsBeforeStartError`, `MeetingTooLongError`, `NoSuchHourError`,
    `MeetingWithoutPlaceError`, `BadRemoteAddressError`, `TitleMissingError`, `DuplicateMeetingError`.
    """
    require_manager(actor)
    if (known := made_before(PartnershipMeeting.objects.all(), key)) is not None:
        return known
    planned = _planned(day, starts, ends, title, place, remote_address)
    with refusing(_ONCE):
        meeting = PartnershipMeeting.objects.create(
            pk=key or uuid7(), kind=kind, quorum=quorum, convenor=_convenor(actor), **planned
        )
    record(actor, "partnership.meeting_planned", meeting, kind=kind, day=day)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    actor: Actor,
    meeting: PartnershipMeeting,
    day: date,
    starts: time,
    ends: time,
    kind: str,
    title: str,
    place: str = "",
    remote_address: str = "",
    quorum: int | None = None,
    sequence: int | None = None,
) -> PartnershipMeeting:
    """Change a planned meeting; a new time or place makes a new version, sent to all who were invited.

    At another time the answers given count no more. `sequence`, where given, is the version that the
    actor read: `ConflictError` when somebody changed the meeting meanwhile.
    """
    require_manager(actor)
    locked = _locked(meeting)
    meeting_rules.check_step(locked.state, MeetingState.HELD)
    if sequence is not None and sequence != locked.sequence:
        raise ConflictError
    planned = _planned(day, starts, ends, title, place, remote_address)
    moved = any(planned[name] != getattr(locked, name) for name in ("starts_at", "ends_at"))
    shown = moved or any(planned[name] != getattr(locked, name) for name in ("place", "remote_address"))
    for name, value in {**planned, "kind": kind, "quorum": quorum}.items():
        setattr(locked, name, value)
    if shown:
        _new_version(locked)
    with refusing(_ONCE):
        locked.save()
    if moved:
        asked = locked.attendance.filter(partner__is_lead=False)
        asked.update(answer="", answered_at=None, reminded_at=None)
    record(actor, "partnership.meeting_changed", locked, day=day, sequence=locked.sequence)
    if shown and locked.invited_at is not None:
        convening.take_back(actor, locked)
        convening.write_to(actor, locked, _invited(locked), kind="meeting_changed")
    return locked


@transaction.atomic
def cancel_meeting(*, actor: Actor, meeting: PartnershipMeeting, reason: str) -> PartnershipMeeting:
    """Call a planned meeting off, with the reason that those invited are told.

    A second cancellation changes nothing. Raises `MeetingOverError`, `ReasonMissingError`.
    """
    require_manager(actor)
    locked = _locked(meeting)
    if locked.state == MeetingState.CANCELLED:
        return locked
    meeting_rules.check_step(locked.state, MeetingState.CANCELLED)
    if not reason.strip():
        raise refused.ReasonMissingError
    locked.state, locked.cancelled_because = MeetingState.CANCELLED, reason.strip()[:300]
    _new_version(locked)
    locked.save()
    record(actor, "partnership.meeting_cancelled", locked, sequence=locked.sequence)
    convening.take_back(actor, locked)
    if locked.invited_at is not None:
        convening.write_to(actor, locked, _invited(locked), kind="meeting_cancelled")
    return locked


@transaction.atomic
def invite(
    *, actor: Actor, meeting: PartnershipMeeting, partners: Iterable[PartnerOrganisation]
) -> list[PartnershipAttendance]:
    """Invite organisations to a planned meeting and write to their people; gives the lines that are new.

    Who was invited is not written to again. The leading centre, which invites, comes by itself.
    """
    require_manager(actor)
    locked = _locked(meeting)
    meeting_rules.check_step(locked.state, MeetingState.HELD)
    wanted = {partner.pk: partner for partner in partners}
    if not wanted:
        raise refused.NobodyInvitedError
    known = set(_invited(locked).values_list("partner_id", flat=True))
    now, added = clock.now(), []
    for pk, partner in wanted.items():
        if pk in known:
            continue
        values: dict[str, Any] = {"invited_at": now}
        if partner.is_lead:
            values |= {"answer": Answer.YES, "answered_at": now}
        line, _new = PartnershipAttendance.objects.update_or_create(
            meeting=locked, partner=partner, defaults=values
        )
        added.append(line)
    if added:
        PartnershipMeeting.objects.filter(pk=locked.pk, invited_at=None).update(invited_at=now)
        record(actor, "partnership.meeting_invited", locked, partners=[line.partner_id for line in added])
        convening.write_to(actor, locked, added, kind="meeting_invitation")
    return added


@transaction.atomic
def remind(*, actor: Actor, meeting: PartnershipMeeting) -> int:
    """Write once more to those who have not answered, at most once a day; gives how many organisations."""
    require_manager(actor)
    locked = _locked(meeting)
    meeting_rules.check_step(locked.state, MeetingState.HELD)
    today = clock.today()
    lines = [
        line
        for line in unanswered(locked)
        if line.reminded_at is None or clock.day_of(line.reminded_at) < today
    ]
    if not lines:
        return 0
    locked.attendance.filter(pk__in=[line.pk for line in lines]).update(reminded_at=clock.now())
    record(actor, "partnership.meeting_recalled", locked, organisations=len(lines))
    convening.write_to(actor, locked, lines, kind="meeting_reminder")
    return len(lines)


def remind_before(*, actor: Actor) -> int:
    """The daily round: recall what nobody answered and what is near; once a version of a meeting."""
    today = clock.today()
    near = PartnershipMeeting.objects.filter(
        state=MeetingState.PLANNED, day__range=(today, today + meeting_rules.REMIND_BEFORE)
    )
    waiting = near.filter(attendance__answer="", attendance__reminded_at=None).distinct()
    return sum(
        remind(actor=actor, meeting=meeting)
        for meeting in waiting.order_by("day", "pk")
        if meeting_rules.reminds_of_answer(day=meeting.day, today=today)
    )


@transaction.atomic
def answer(*, actor: Actor, attendance: PartnershipAttendance, answer: str) -> PartnershipAttendance:
    """Say whether an invited organisation comes: its delegate, or the officer who heard it by telephone.

    Raises `MeetingOverError`, `AnswerUnknownError`.
    """
    if not (may_manage(actor) or (actor.partner_id and actor.partner_id == attendance.partner_id)):
        raise NotVisibleError
    if not actor.may_use("partners:write"):
        raise NotVisibleError
    return _answered(actor, attendance.pk, answer)


@transaction.atomic
def answer_by_link(*, token: str, answer: str) -> PartnershipAttendance:
    """The same for whoever has the mail: the link stands for the organisation, no account is needed.

    Raises `LinkBrokenError`, `LinkExpiredError` and what `answer` raises.
    """
    line = invited_by_link(token)
    return _answered(Actor.system("odpowiedź z wiadomości", current_schema()), line.pk, answer)


@transaction.atomic
def enter_presence(
    *,
    actor: Actor,
    meeting: PartnershipMeeting,
    came: Iterable[PartnerOrganisation] = (),
    absent: Iterable[PartnerOrganisation] = (),
) -> PartnershipMeeting:
    """Write down who is in the room; partners named in neither list stay as they are.

    Two people may tick at once: each sends what they changed. Somebody uninvited gets a line of their own.
    Raises `MeetingNotTodayError`, `MeetingOverError`, `MinutesPhaseError`, `NobodyPresentError`.
    """
    require_manager(actor)
    locked = _locked(meeting)
    if locked.state == MeetingState.CANCELLED:
        raise refused.MeetingOverError
    meeting_rules.check_begun(day=locked.day, today=clock.today())
    minutes = MeetingMinutes.objects.filter(meeting=locked).first()
    if minutes is not None:
        meeting_rules.check_writing(minutes.phase)
    now, changed = clock.now(), 0
    for present, partners in ((True, came), (False, absent)):
        for partner in partners:
            PartnershipAttendance.objects.update_or_create(
                meeting=locked, partner=partner, defaults={"present": present, "entered_at": now}
            )
            changed += 1
    if locked.state == MeetingState.HELD and not locked.attendance.filter(present=True).exists():
        raise errors.NobodyPresentError
    if changed:
        record(actor, "partnership.presence_entered", locked, lines=changed)
    return locked


@transaction.atomic
def finish_meeting(*, actor: Actor, meeting: PartnershipMeeting) -> PartnershipMeeting:
    """The meeting took place: it counts from now on, who was not ticked was absent, and minutes that
    were written live pass to the convenor.

    A second time changes nothing. Raises `MeetingOverError`, `MeetingNotTodayError`, `NobodyPresentError`.
    """
    require_manager(actor)
    locked = _locked(meeting)
    if locked.state == MeetingState.HELD:
        return locked
    meeting_rules.check_step(locked.state, MeetingState.HELD)
    meeting_rules.check_begun(day=locked.day, today=clock.today())
    present = locked.attendance.filter(present=True).count()
    rules.check_meeting(held_on=locked.day, present=present, today=clock.today())
    locked.state, locked.held_on = MeetingState.HELD, locked.day
    locked.save(update_fields=["state", "held_on"])
    locked.attendance.filter(entered_at=None).update(entered_at=clock.now())
    MeetingMinutes.objects.filter(meeting=locked, phase=MinutesPhase.LIVE).update(
        phase=MinutesPhase.PREPARING
    )
    convening.take_back(actor, locked)
    record(actor, "partnership.meeting_held", locked, kind=locked.kind, present=present)
    return locked


def _planned(
    day: date, starts: time, ends: time, title: str, place: str, remote_address: str
) -> dict[str, Any]:
    """What a plan says, checked; moments are kept in UTC."""
    if not title.strip():
        raise refused.TitleMissingError
    place, remote_address = place.strip(), remote_address.strip()
    meeting_rules.check_plan(day=day, place=place, remote_address=remote_address, today=clock.today())
    first, last = meeting_rules.hours(day, starts, ends)
    moments: dict[str, datetime] = {"starts_at": first, "ends_at": last}
    return {"day": day, "title": title.strip(), "place": place, "remote_address": remote_address, **moments}


def _answered(actor: Actor, line_id: UUID | str, answer: str) -> PartnershipAttendance:
    if answer not in Answer.values:
        raise refused.AnswerUnknownError
    lines = PartnershipAttendance.objects.select_for_update(of=("self",)).select_related("meeting", "partner")
    line = lines.filter(pk=line_id).first()
    if line is None:
        raise NotVisibleError
    meeting_rules.check_step(line.meeting.state, MeetingState.HELD)
    if line.answer != answer:
        line.answer, line.answered_at = answer, clock.now()
        line.save(update_fields=["answer", "answered_at"])
        record(actor, "partnership.meeting_answered", line, answer=answer)
    return line


def _new_version(meeting: PartnershipMeeting) -> None:
    meeting.sequence += 1
    meeting.changed_at = clock.now()


def _locked(meeting: PartnershipMeeting) -> PartnershipMeeting:
    return PartnershipMeeting.objects.select_for_update().get(pk=meeting.pk)


def _invited(meeting: PartnershipMeeting) -> Any:
    return meeting.attendance.filter(invited_at__isnull=False).select_related("partner")


def _convenor(actor: Actor) -> User | None:
    return User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
