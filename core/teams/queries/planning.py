"""Meetings to come: for the leader all of the own cases, for a member the invitations to the own seat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from core.families import queries as families
from core.families.models import Case
from core.notifications.links import opened
from core.partnership.queries import active_partners
from core.privacy.models import ParticipationAgreement
from core.safety.queries import separations
from core.safety.rules import Wall
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.meeting_hours import as_day
from core.teams.enums import MemberKind, PlanState
from core.teams.errors.meetings import QuorumMissingError
from core.teams.models import (
    MeetingInvitation,
    MeetingSlot,
    PlannedMeeting,
    SlotAnswer,
    TeamMeeting,
    TeamQuorum,
    sitting,
)
from core.teams.rules.quorum import Quorum
from core.teams.rules.slots import Fit, Invited, best_of, fit_of

# What links of invitations to a team's meeting are sealed for.
ANSWERING: Final = "teams.meeting_answer"
OPEN: Final = (PlanState.CHOOSING, PlanState.SET)
# Invitations to meetings that are not over and whose case is open.
AHEAD: Final = Q(planned__state__in=OPEN, planned__team__case__closed_on__isnull=True)
_SEAT: Final = ("person", "user", "partner", "partner_person")
_SEATS: Final = tuple(f"member__{name}" for name in _SEAT)
# As the list of the team: whoever sits longest first.
_TEAM_ORDER: Final = ("member__starts_on", "member__created_at", "member_id")
_KINDS: Final = tuple(MemberKind.values)


def quorum() -> Quorum:
    """The town's rule, or the one that every town begins with."""
    kept = TeamQuorum.objects.first()
    return Quorum(kept.family, kept.others) if kept else Quorum()


def require_quorum(case: Case, on: date) -> None:
    """Refuse to agree a path in a meeting of a day whose every record lacks a quorum (`QuorumMissingError`).

    Where no meeting of that day is written down yet there is nothing to refuse.
    """
    held = TeamMeeting.objects.filter(team__case=case, held_on=on).order_by()
    found = list(held.values_list("quorate", flat=True))
    if found and all(quorate is False for quorate in found):
        raise QuorumMissingError(day=as_day(on))


def planned_visible_to(actor: Actor) -> QuerySet[PlannedMeeting]:
    """Planned meetings of the cases that the actor leads, the next first."""
    found = PlannedMeeting.objects.filter(team__case__in=families.led_cases(actor))
    return found.select_related("team__case", "convenor", "meeting").order_by("day", "starts_at", "pk")


def planned_visible(actor: Actor, planned_id: UUID | str) -> PlannedMeeting:
    """One planned meeting of a case that the actor leads, or `NotVisibleError`."""
    found = planned_visible_to(actor).filter(pk=planned_id).first()
    if found is None:
        raise NotVisibleError
    return found


def planned_of(case: Case) -> QuerySet[PlannedMeeting]:
    """Meetings of a case that are not over: set ones by day, then those whose day is looked for."""
    found = PlannedMeeting.objects.filter(team__case=case, state__in=OPEN)
    return found.select_related("team__case").order_by("day", "starts_at", "created_at", "pk")


def coming_meetings(actor: Actor) -> QuerySet[PlannedMeeting]:
    """What the actor as a leader has ahead, over all own cases, with the case."""
    own = families.own_cases(actor).order_by()
    found = PlannedMeeting.objects.filter(team__case__in=own, state__in=OPEN)
    return found.select_related("team__case").order_by("day", "starts_at", "created_at", "pk")


def _seat_in_force(day: date) -> Q:
    """Seats of today; a person who has withdrawn the agreement does not belong any more."""
    agreeing = ParticipationAgreement.objects.in_force(day).filter(
        case=OuterRef("member__team__case"), person=OuterRef("member__person")
    )
    return sitting(day, "member__") & (~Q(member__kind=MemberKind.FAMILY) | Q(Exists(agreeing)))


def _behind_no_wall(wall: Wall) -> Q:
    """Invitations to meetings of which a person may know: to one kept apart only those without the other."""
    shown = separations.own_meetings(
        wall,
        MeetingInvitation.objects.all(),
        meeting="planned",
        person="member__person",
        held="day",
    )
    return Q(planned__in=PlannedMeeting.objects.filter(shown).order_by()) if shown else Q()


def invitations_visible_to(actor: Actor) -> QuerySet[MeetingInvitation]:
    """Invitations to meetings of the cases that the actor leads, in the order of inviting."""
    found = MeetingInvitation.objects.filter(planned__team__case__in=families.led_cases(actor))
    return found.select_related("planned__team__case", "substitute", *_SEATS).order_by("created_at", "pk")


def invitations_of(planned: PlannedMeeting) -> list[MeetingInvitation]:
    """Who is invited and still belongs to the team: family first, then the moderator, then the others."""
    rows = planned.invitations.filter(_seat_in_force(min(planned.day or clock.today(), clock.today())))
    found = rows.select_related("substitute", *_SEATS).order_by(*_TEAM_ORDER)
    return sorted(found, key=lambda row: (_KINDS.index(row.member.kind), not row.member.is_moderator))


def own_invitations(actor: Actor, wall: Wall | None = None) -> QuerySet[MeetingInvitation]:
    """The actor's own invitations: as a person of a family, a worker, or a partner's delegate.

    A delegate sees those to the own organisation's seats. A token needs the scope of families. `wall` is the
    acting person's, where it has been read.
    """
    mine = Q(pk__in=[])
    if actor.user_id is not None and actor.may_use("families:read"):
        if actor.has(Role.FAMILY_MEMBER) and actor.person_id is not None:
            own = wall or separations.wall_of(actor.person_id)
            mine |= Q(member__person=own.reader) & _behind_no_wall(own)
        if actor.has(Role.SOCIAL_WORKER):
            mine |= Q(member__user=actor.user_id)
        if actor.has(Role.DELEGATE) and actor.partner_id is not None:
            mine |= Q(member__partner=actor.partner_id, member__partner__in=active_partners(clock.today()))
    found = MeetingInvitation.objects.filter(mine, _seat_in_force(clock.today()))
    return found.select_related("planned__team__case__social_worker", "substitute", *_SEATS).order_by(
        "planned__day", "planned__starts_at", "pk"
    )


def own_meetings_ahead(actor: Actor) -> QuerySet[MeetingInvitation]:
    """The actor's invitations to meetings that are not over and whose case is open."""
    return own_invitations(actor).filter(AHEAD)


def own_invitation(actor: Actor, planned_id: UUID) -> MeetingInvitation:
    """The actor's own invitation to a meeting, or `NotVisibleError`."""
    found = own_invitations(actor).filter(planned_id=planned_id).first()
    if found is None:
        raise NotVisibleError
    return found


def invited_by_link(token: str) -> MeetingInvitation:
    """The invitation that a sealed link speaks for, as long as its seat is in force.

    Raises `LinkBrokenError`, `LinkExpiredError`, or `NotVisibleError` when there is nothing to answer.
    """
    key = opened(ANSWERING, token)["invitation"]
    found = MeetingInvitation.objects.filter(_seat_in_force(clock.today()), pk=key)
    invitation = found.select_related("planned__team__case", "substitute", *_SEATS).first()
    if invitation is None or not _may_know(invitation):
        raise NotVisibleError
    return invitation


def _may_know(invitation: MeetingInvitation) -> bool:
    """Whether the invited person may still know of the meeting: a mail lies longer than it is safe."""
    person_id = invitation.member.person_id
    if person_id is None:
        return True
    shown = _behind_no_wall(separations.wall_of(person_id))
    return MeetingInvitation.objects.filter(shown, pk=invitation.pk).exists()


@dataclass(frozen=True)
class SlotRow:
    """A proposed time, who said what to it, and whether it is the one to take."""

    slot: MeetingSlot
    fit: Fit
    choices: dict[UUID, str]
    best: bool


def slots_visible_to(actor: Actor) -> QuerySet[MeetingSlot]:
    """Times proposed for meetings of the cases that the actor leads, the earliest first."""
    found = MeetingSlot.objects.filter(planned__team__case__in=families.led_cases(actor))
    return found.order_by("starts_at", "pk")


def slots_of(planned: PlannedMeeting) -> QuerySet[MeetingSlot]:
    """Times proposed for a meeting, the earliest first."""
    return planned.slots.order_by("starts_at", "pk")


def own_choices(invitation: MeetingInvitation) -> dict[UUID, str]:
    """What a seat answered so far, by slot."""
    found = SlotAnswer.objects.filter(invitation=invitation).order_by("pk")
    return dict(found.values_list("slot_id", "choice"))


def slot_table(planned: PlannedMeeting) -> list[SlotRow]:
    """All times with the answers of those invited, the earliest first; three queries."""
    invited = invitations_of(planned)
    seats = [Invited(row.pk, row.member.kind, row.member.is_moderator) for row in invited]
    answers = SlotAnswer.objects.order_by("pk")
    slots = list(slots_of(planned).prefetch_related(Prefetch("answers", answers)))
    rule, now = quorum(), clock.now()
    said = {slot.pk: {answer.invitation_id: answer.choice for answer in slot.answers.all()} for slot in slots}
    fits = {slot.pk: fit_of(slot.starts_at, seats, said[slot.pk], rule) for slot in slots}
    best = best_of(fits[slot.pk] for slot in slots if slot.starts_at > now)
    return [SlotRow(slot, fits[slot.pk], said[slot.pk], fits[slot.pk] == best) for slot in slots]


def unanswered(planned: PlannedMeeting) -> list[MeetingInvitation]:
    """Who has not answered: to any of the times while one is looked for, else to the invitation."""
    rows = [row for row in invitations_of(planned) if not row.member.is_moderator]
    if planned.state != PlanState.CHOOSING:
        return [row for row in rows if not row.answer]
    said = set(SlotAnswer.objects.filter(slot__planned=planned).values_list("invitation_id", flat=True))
    return [row for row in rows if row.pk not in said]
