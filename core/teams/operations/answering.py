"""What invited people say: which times suit them, whether they come, who comes in their place."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from core.audit.operations import record
from core.families.queries import leads
from core.partnership.models import PartnerPerson
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.teams.enums import Answer, MemberKind, PlanState, SlotChoice
from core.teams.errors.meetings import AnswersNeededError, SubstituteError
from core.teams.models import MeetingInvitation, PlannedMeeting, SlotAnswer
from core.teams.operations import convening
from core.teams.queries.planning import (
    invitations_of,
    invited_by_link,
    own_invitations,
    slots_of,
    unanswered,
)
from core.teams.rules import slots as rules
from tenants.context import current_schema


@transaction.atomic
def answer_times(
    *, actor: Actor, invitation: MeetingInvitation, choices: Mapping[UUID, str]
) -> MeetingInvitation:
    """Say of each proposed time whether it suits: the invited themselves, or the leader who heard it.

    Answers may be changed until a time is chosen. Raises `PlanIsSetError`, `PlanOverError`,
    `AnswersNeededError`.
    """
    _require_voice(actor, invitation)
    return _answered_times(actor, invitation.pk, choices)


@transaction.atomic
def answer(*, actor: Actor, invitation: MeetingInvitation, answer: str) -> MeetingInvitation:
    """Say whether the invited comes. Raises `PlanNotSetError`, `PlanOverError`."""
    _require_voice(actor, invitation)
    return _answered(actor, invitation.pk, answer)


@transaction.atomic
def answer_times_by_link(*, token: str, choices: Mapping[UUID, str]) -> MeetingInvitation:
    """`answer_times` for whoever has the mail: the link stands for the seat, no account is needed."""
    return _answered_times(_reader(), invited_by_link(token).pk, choices)


@transaction.atomic
def answer_by_link(*, token: str, answer: str) -> MeetingInvitation:
    """`answer` for whoever has the mail."""
    return _answered(_reader(), invited_by_link(token).pk, answer)


@transaction.atomic
def name_substitute(
    *, actor: Actor, invitation: MeetingInvitation, substitute: PartnerPerson | None
) -> MeetingInvitation:
    """Send somebody else of the same institution to this one meeting; None takes that back.

    The substitute is told, sees what the seat sees, and nothing after the meeting.
    Raises `SubstituteError`, `PlanOverError`.
    """
    _require_voice(actor, invitation)
    locked = _locked(invitation.pk)
    rules.check_open(locked.planned.state)
    seat = locked.member
    if seat.kind != MemberKind.PARTNER:
        raise SubstituteError
    if substitute is not None:
        day = locked.planned.day or clock.today()
        ended = substitute.ends_on is not None and substitute.ends_on <= day
        if substitute.partner_id != seat.partner_id or substitute.pk == seat.partner_person_id or ended:
            raise SubstituteError
    if locked.substitute_id == (substitute.pk if substitute else None):
        return locked
    locked.substitute = substitute
    locked.save(update_fields=["substitute"])
    record(actor, "teams.substitute_named", locked, substitute=substitute.pk if substitute else None)
    if substitute is not None:
        choosing = locked.planned.state == PlanState.CHOOSING
        kind = "team_meeting_times" if choosing else "team_meeting_invitation"
        convening.write_to(
            actor, locked.planned, [locked], kind=kind, calendar=not choosing, mark=str(substitute.pk)
        )
    return locked


@transaction.atomic
def remind(*, actor: Actor, planned: PlannedMeeting) -> int:
    """Write once more to those who have not answered, at most once a day; gives how many seats."""
    if not leads(actor, planned.team.case):
        raise NotVisibleError
    rules.check_open(planned.state)
    today = clock.today()
    rows = [
        row for row in unanswered(planned) if row.reminded_at is None or clock.day_of(row.reminded_at) < today
    ]
    if not rows:
        return 0
    MeetingInvitation.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_at=clock.now())
    record(actor, "teams.meeting_recalled", planned, seats=len(rows))
    choosing = planned.state == PlanState.CHOOSING
    kind = "team_meeting_times" if choosing else "team_meeting_reminder"
    convening.write_to(actor, planned, rows, kind=kind, calendar=False, mark=f"again:{today.isoformat()}")
    return len(rows)


def remind_before(*, actor: Actor) -> int:
    """The daily round: recall what nobody answered and is near; tell the day before whoever comes.

    Twice a day it does it once.
    """
    today = clock.today()
    open_cases = PlannedMeeting.objects.filter(team__case__closed_on__isnull=True)
    near = (today, today + rules.REMIND_BEFORE)
    choosing = open_cases.filter(state=PlanState.CHOOSING, answer_by__range=near)
    to_answer = open_cases.filter(state=PlanState.SET, day__range=near)
    written = 0
    for planned in [*_ordered(choosing), *_ordered(to_answer)]:
        fresh = [row for row in unanswered(planned) if row.reminded_at is None]
        if fresh:
            written += remind(actor=actor, planned=planned)
    for planned in _ordered(open_cases.filter(state=PlanState.SET, day=today + rules.REMIND_EVE)):
        written += convening.write_to(
            actor, planned, _coming(planned), kind="team_meeting_tomorrow", calendar=False, mark="eve"
        )
    return written


def _ordered(found: QuerySet[PlannedMeeting]) -> QuerySet[PlannedMeeting]:
    return found.select_related("team__case").order_by("day", "pk")


def _coming(planned: PlannedMeeting) -> list[MeetingInvitation]:
    return [row for row in invitations_of(planned) if row.answer in (Answer.YES, Answer.REMOTE)]


def _reader() -> Actor:
    return Actor.system("odpowiedź z wiadomości", current_schema())


def _require_voice(actor: Actor, invitation: MeetingInvitation) -> None:
    """Let through the invited seat itself and the leader of the case; to others there is no invitation."""
    if not actor.may_use("families:write"):
        raise NotVisibleError
    if leads(actor, invitation.planned.team.case):
        return
    if not own_invitations(actor).filter(pk=invitation.pk).exists():
        raise NotVisibleError


def _locked(key: UUID) -> MeetingInvitation:
    found = MeetingInvitation.objects.select_for_update(of=("self", "planned"))
    return found.select_related("planned__team__case", "member").get(pk=key)


def _answered_times(actor: Actor, key: UUID, choices: Mapping[UUID, str]) -> MeetingInvitation:
    locked = _locked(key)
    rules.check_choosing(locked.planned.state)
    slots = {slot.pk: slot for slot in slots_of(locked.planned)}
    if set(choices) != set(slots) or not set(choices.values()) <= set(SlotChoice.values):
        raise AnswersNeededError
    for slot_id, choice in choices.items():
        SlotAnswer.objects.update_or_create(
            slot=slots[slot_id], invitation=locked, defaults={"choice": choice}
        )
    record(actor, "teams.times_answered", locked, times=len(choices))
    return locked


def _answered(actor: Actor, key: UUID, answer: str) -> MeetingInvitation:
    locked = _locked(key)
    rules.check_set(locked.planned.state)
    if answer not in Answer.values:
        raise AnswersNeededError
    if locked.answer != answer:
        locked.answer, locked.answered_at = answer, clock.now()
        locked.save(update_fields=["answer", "answered_at"])
        record(actor, "teams.invitation_answered", locked, answer=answer)
    return locked
