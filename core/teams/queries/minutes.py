"""Minutes as far as somebody may read them.

The leader reads every phase. Who was at the meeting reads them while they may amend and afterwards, the
family too; a point about one person alone exists for that person and the leader only. Who was not there
reads nothing here: institutions learn of minutes what the family authorised (`core.dossier`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from core.families.queries import led_cases
from core.safety.rules import Wall
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.minutes import AmendmentState, MinutesPhase
from core.teams.enums import Coming, MemberKind
from core.teams.models import (
    AgendaPoint,
    FrozenMinutes,
    MeetingInvitation,
    PlannedMeeting,
    TeamAmendment,
    TeamAnnex,
    TeamDecision,
    TeamMinutes,
)
from core.teams.queries.planning import AHEAD, own_invitations

WERE_THERE: Final = (Coming.PRESENT, Coming.REMOTE)
SHOWN: Final = (MinutesPhase.AMENDING, MinutesPhase.PUBLISHED)


def minutes_of(planned: PlannedMeeting) -> TeamMinutes | None:
    """The minutes of a meeting if they are begun; the caller has checked the meeting."""
    return TeamMinutes.objects.filter(planned=planned).first()


def minutes_visible_to(actor: Actor) -> QuerySet[TeamMinutes]:
    """Minutes of meetings of the cases that the actor leads, the newest first."""
    found = TeamMinutes.objects.filter(planned__team__case__in=led_cases(actor))
    return found.select_related("planned__team__case").order_by("-created_at", "pk")


def points_visible_to(actor: Actor) -> QuerySet[AgendaPoint]:
    """Points of meetings of the cases that the actor leads, in their order."""
    found = AgendaPoint.objects.filter(planned__team__case__in=led_cases(actor))
    return found.select_related("planned__team__case", "for_person").order_by("position", "pk")


def point_visible(actor: Actor, point_id: UUID | str) -> AgendaPoint:
    """One point for the leader."""
    found = points_visible_to(actor).filter(pk=point_id).first()
    if found is None:
        raise NotVisibleError
    return found


def decisions_visible_to(actor: Actor) -> QuerySet[TeamDecision]:
    """Decisions of meetings of the cases that the actor leads, in their order."""
    found = TeamDecision.objects.filter(planned__team__case__in=led_cases(actor))
    return found.select_related("planned__team__case", "point", "for_person").order_by("ordinal", "pk")


def decision_visible(actor: Actor, decision_id: UUID | str) -> TeamDecision:
    """One decision for the leader."""
    found = decisions_visible_to(actor).filter(pk=decision_id).first()
    if found is None:
        raise NotVisibleError
    return found


def amendments_visible_to(actor: Actor) -> QuerySet[TeamAmendment]:
    """Proposals to minutes of the cases that the actor leads, in the order in which they came."""
    found = TeamAmendment.objects.filter(point__planned__team__case__in=led_cases(actor))
    relations = ("member__person", "member__user", "member__partner", "member__partner_person")
    return found.select_related("point__planned__team__case", *relations).order_by("created_at", "pk")


def amendment_visible(actor: Actor, amendment_id: UUID | str) -> TeamAmendment:
    """One proposal for the leader."""
    found = amendments_visible_to(actor).filter(pk=amendment_id).first()
    if found is None:
        raise NotVisibleError
    return found


def undecided(planned: PlannedMeeting) -> int:
    """How many proposals to the minutes of a meeting wait for an answer."""
    found = TeamAmendment.objects.filter(point__planned=planned, state=AmendmentState.PROPOSED)
    return found.count()


def shown_to(invitation: MeetingInvitation) -> Q:
    """Which points and decisions a seat sees: what is about all, and what is about the person themselves."""
    own = Q(for_person__isnull=True)
    if invitation.member.kind == MemberKind.FAMILY:
        own |= Q(for_person=invitation.member.person_id)
    return own


def own_minutes(actor: Actor, planned_id: UUID) -> tuple[MeetingInvitation, TeamMinutes]:
    """The minutes of a meeting at which the actor was, once they may be read; else `NotVisibleError`.

    A partner's delegate reads them through `core.dossier` only, which asks what the family authorised.
    """
    rows = own_invitations(actor).filter(planned_id=planned_id, coming__in=WERE_THERE)
    invitation = rows.exclude(member__kind=MemberKind.PARTNER).first()
    if invitation is None:
        raise NotVisibleError
    record = TeamMinutes.objects.filter(planned_id=planned_id, phase__in=SHOWN).first()
    if record is None:
        raise NotVisibleError
    return invitation, record


def own_points(invitation: MeetingInvitation) -> QuerySet[AgendaPoint]:
    """Points that a seat may read; the caller has checked the phase of the minutes."""
    found = AgendaPoint.objects.filter(shown_to(invitation), planned=invitation.planned_id)
    return found.order_by("position", "pk")


def own_decisions(invitation: MeetingInvitation) -> QuerySet[TeamDecision]:
    """Decisions that a seat may read; a decision of a point about another person is that person's."""
    points = own_points(invitation).order_by().values("pk")
    found = TeamDecision.objects.filter(shown_to(invitation), planned=invitation.planned_id)
    return found.filter(Q(point__isnull=True) | Q(point__in=points)).order_by("ordinal", "pk")


def own_amendments(invitation: MeetingInvitation) -> QuerySet[TeamAmendment]:
    """What the seat itself proposed; nobody but the leader reads another's proposal."""
    found = TeamAmendment.objects.filter(member=invitation.member_id, point__planned=invitation.planned_id)
    return found.select_related("point").order_by("created_at", "pk")


def own_minutes_to_read(actor: Actor) -> QuerySet[TeamMinutes]:
    """Minutes that wait for the actor's reading today, the one whose term ends first at the front."""
    came = own_invitations(actor).filter(coming__in=WERE_THERE).order_by()
    came = came.exclude(member__kind=MemberKind.PARTNER)
    found = TeamMinutes.objects.filter(
        phase=MinutesPhase.AMENDING, amend_until__gte=clock.today(), planned__in=came.values("planned")
    )
    return found.select_related("planned").order_by("amend_until", "pk")


@dataclass(frozen=True)
class OwnWaiting:
    """What of meetings waits for a person of a family: the next one ahead, and minutes to be read."""

    ahead: MeetingInvitation | None
    to_read: TeamMinutes | None


def own_waiting(actor: Actor, wall: Wall) -> OwnWaiting:
    """The first of `own_meetings_ahead` and of `own_minutes_to_read` in one query."""
    waits = Q(coming__in=WERE_THERE, planned__record__phase=MinutesPhase.AMENDING)
    waits &= Q(planned__record__amend_until__gte=clock.today()) & ~Q(member__kind=MemberKind.PARTNER)
    found = own_invitations(actor, wall).filter(AHEAD | waits).select_related(None)
    marked = found.annotate(
        ahead=ExpressionWrapper(AHEAD, BooleanField()), waits=ExpressionWrapper(waits, BooleanField())
    )
    rows: list[Any] = list(marked.select_related("planned__record"))
    to_read = [row.planned.record for row in rows if row.waits]
    return OwnWaiting(
        ahead=next((row for row in rows if row.ahead), None),
        to_read=min(to_read, key=lambda one: (one.amend_until, one.pk), default=None),
    )


def own_meetings_of_past(actor: Actor) -> QuerySet[MeetingInvitation]:
    """Meetings at which the actor was and whose minutes may be read, the newest first."""
    rows = own_invitations(actor).filter(coming__in=WERE_THERE, planned__record__phase__in=SHOWN)
    return rows.order_by("-planned__day", "pk")


def annexes_of(
    planned: PlannedMeeting, person_id: UUID | None = None, *, whole: bool = False
) -> list[TeamAnnex]:
    """Annexes to the minutes as one reader may know them: those about all, and the own; `whole` all.

    Whoever shows them counts those that are shown: a gap in the numbers would tell of another's.
    """
    found = TeamAnnex.objects.filter(planned=planned).select_related("point")
    if not whole:
        common = Q(point__isnull=True) | Q(point__for_person__isnull=True)
        found = found.filter(common | Q(point__for_person=person_id) if person_id else common)
    return list(found.order_by("ordinal", "pk"))


def annexes_visible_to(actor: Actor) -> QuerySet[TeamAnnex]:
    """Annexes to minutes of the cases that the actor leads, in their order."""
    found = TeamAnnex.objects.filter(planned__team__case__in=led_cases(actor))
    return found.select_related("planned__team__case", "point").order_by("ordinal", "pk")


def frozen_of(planned: PlannedMeeting) -> FrozenMinutes | None:
    """The published minutes; the caller has checked who asks."""
    return FrozenMinutes.objects.filter(planned=planned).first()


def frozen_content(frozen: FrozenMinutes) -> dict[str, Any]:
    """What was published, as it was."""
    content: dict[str, Any] = json.loads(frozen.content)
    return content


def agenda_of(planned: PlannedMeeting) -> QuerySet[AgendaPoint]:
    """All points of a meeting, for its leader."""
    return AgendaPoint.objects.filter(planned=planned).select_related("for_person").order_by("position", "pk")


def decisions_of(planned: PlannedMeeting) -> QuerySet[TeamDecision]:
    """All decisions of a meeting, for its leader."""
    found = TeamDecision.objects.filter(planned=planned).select_related("point", "for_person")
    return found.order_by("ordinal", "pk")
