"""Who should sit in a team now: only whose service is used or asked for (need to know), and who may leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from core.families.models import Case
from core.families.queries import leads
from core.matching.enums import NeedState
from core.matching.models import Need
from core.partnership.models import PartnerOrganisation, PartnerPerson, PersonSubstitution
from core.partnership.queries import active_partners
from core.partnership.queries.contacts import stand_ins
from core.referrals.enums import OPEN, ReferralStatus
from core.referrals.models import Referral
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.teams.enums import MemberKind
from core.teams.models import TeamMember
from core.teams.queries import delegates_to_invite, members_of, team_of


@dataclass(frozen=True)
class Wanted:
    """An institution whose service the family uses or has asked for, and whom it can send."""

    partner: PartnerOrganisation
    services: tuple[str, ...]
    asked: bool
    people: tuple[PartnerPerson, ...]
    away: Mapping[UUID, PersonSubstitution]


@dataclass(frozen=True)
class Idle:
    """A seat whose institution's services have all ended."""

    seat: TeamMember
    services: tuple[str, ...]


@dataclass(frozen=True)
class Composition:
    """The team against what the path uses now: whom to invite, who stays and why, who may leave."""

    wanted: list[Wanted]
    staying: list[tuple[TeamMember, tuple[str, ...]]]
    idle: list[Idle]


def composition(actor: Actor, case: Case) -> Composition:
    """What the services of the path and the met needs say of the team; for the leader, or `NotVisibleError`.

    A partner that is used and has no seat is proposed with its delegates and who stands in for them; a seat
    none of whose services is used any more is proposed to leave. Nothing changes by itself.
    """
    team = team_of(case)
    if team is None or not leads(actor, case):
        raise NotVisibleError
    using, asking, past = _services(case)
    used = {key: (*using.get(key, ()), *asking.get(key, ())) for key in {**using, **asking}}
    seats = [seat for seat in members_of(team) if seat.kind == MemberKind.PARTNER]
    seated = {seat.partner_id for seat in seats}
    people = [one for one in delegates_to_invite(team) if one.partner_id in used]
    away = stand_ins(one.pk for one in people)
    partners = active_partners(clock.today()).filter(
        pk__in=[key for key in used if key and key not in seated], is_lead=False
    )
    return Composition(
        wanted=[
            Wanted(
                partner=partner,
                services=_once(used[partner.pk]),
                asked=partner.pk not in using,
                people=tuple(one for one in people if one.partner_id == partner.pk),
                away=away,
            )
            for partner in partners.order_by("name", "pk")
        ],
        staying=[(seat, _once(used[seat.partner_id])) for seat in seats if seat.partner_id in used],
        idle=[
            Idle(seat, _once(past.get(seat.partner_id, ()))) for seat in seats if seat.partner_id not in used
        ],
    )


_Services = dict[UUID | None, tuple[str, ...]]


def _services(case: Case) -> tuple[_Services, _Services, _Services]:
    """Names of services by partner: used now, asked for, and those that ended."""
    using: _Services = {}
    asking: _Services = {}
    past: _Services = {}
    referrals = Referral.objects.filter(case=case).select_related("service").order_by("sent_on", "pk")
    for row in referrals:
        if row.status == ReferralStatus.SENT:
            found = asking
        elif row.status in OPEN:
            found = using
        else:
            found = past
        found[row.partner_id] = (*found.get(row.partner_id, ()), row.service.name)
    met = Need.objects.filter(case=case, state=NeedState.MET, met_by__isnull=False).select_related("met_by")
    told = {row.service_id for row in referrals}
    for need in met.order_by("recorded_on", "pk"):
        card = need.met_by
        if card is not None and card.pk not in told:
            asking[card.partner_id] = (*asking.get(card.partner_id, ()), card.name)
    return using, asking, past


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
