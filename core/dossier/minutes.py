"""A partner that was at a team's meeting reads and amends its minutes, as far as the family lets it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from core.dossier import queries
from core.dossier.operations import open_dossier
from core.dossier.queries import Sight
from core.privacy.enums import DataCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.minutes import MinutesPhase
from core.teams.enums import MemberKind
from core.teams.models import AgendaPoint, MeetingInvitation, TeamAmendment, TeamMinutes
from core.teams.operations import minutes as teams
from core.teams.queries.minutes import SHOWN, WERE_THERE
from core.teams.queries.planning import own_invitation, own_invitations


@transaction.atomic
def open_minutes(*, actor: Actor, planned_id: UUID) -> tuple[MeetingInvitation, TeamMinutes]:
    """Show a delegate the minutes of a meeting at which the institution was; the ledger has it first.

    `NotVisibleError` unless every adult of the family lets the institution know what the team agrees.
    """
    rows = own_invitations(actor).filter(planned_id=planned_id, member__kind=MemberKind.PARTNER)
    invitation = rows.filter(coming__in=WERE_THERE).first()
    record = TeamMinutes.objects.filter(planned=planned_id, phase__in=SHOWN).first()
    if invitation is None or record is None or invitation.member.partner_id is None:
        raise NotVisibleError
    case = invitation.planned.team.case
    if DataCategory.MINUTES not in queries.sight_of(case, invitation.member.partner_id).of_all:
        raise NotVisibleError
    open_dossier(actor=actor, case_id=case.pk)
    return invitation, record


@transaction.atomic
def amend(*, actor: Actor, point: AgendaPoint, **words: Any) -> TeamAmendment:
    """Propose other words for a point (`text`, `comment`, `key`): whoever was there, a partner by what it
    may read.
    """
    if own_invitation(actor, point.planned_id).member.kind != MemberKind.PARTNER:
        return teams.propose_amendment(actor=actor, point=point, **words)
    if not actor.may_use("families:write"):
        raise NotVisibleError
    invitation, _record = open_minutes(actor=actor, planned_id=point.planned_id)
    return teams.propose_for_seat(actor=actor, invitation=invitation, point=point, **words)


def to_read(actor: Actor, sight: Sight) -> QuerySet[TeamMinutes]:
    """Minutes of a family's meetings that wait for the institution's reading today, if it may read them."""
    if DataCategory.MINUTES not in sight.of_all:
        return TeamMinutes.objects.none()
    came = own_invitations(actor).filter(
        member__kind=MemberKind.PARTNER, coming__in=WERE_THERE, planned__team__case=sight.case
    )
    found = TeamMinutes.objects.filter(
        phase=MinutesPhase.AMENDING,
        amend_until__gte=clock.today(),
        planned__in=came.order_by().values("planned"),
    )
    return found.select_related("planned").order_by("amend_until", "pk")
