"""What families let institutions know, and who looked; a place kept from a meeting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from core.dossier import operations as dossiers
from core.families.rules import is_adult
from core.places import operations as places
from core.places.queries import free_on
from core.privacy.operations import authorisations
from core.privacy.queries import persons_agreeing
from core.teams.queries import members_of, team_of
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    from core.families.models import Case, Person
    from core.partnership.models import PartnerOrganisation

_WHOLE: Final = ["identity", "household", "work", "finances", "education", "path", "minutes"]
_LITTLE: Final = ["identity", "path"]
_DAYS: Final = 5


def tell_sight(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """The family told in full lets its team know much; a few others let one institution know a little."""
    going = [(plan, case) for plan, case in told if plan.team_on and plan.agreed_on and not plan.closed_on]
    for place, (plan, case) in enumerate(going):
        if plan.is_told_in_full or place < 2:
            _tell_family(cast, plan, case)


def _tell_family(cast: Cast, plan: FamilyPlan, case: Case) -> None:
    team = team_of(case)
    seats = [seat for seat in members_of(team, TODAY) if seat.partner_id] if team else []
    day = min((plan.team_on or TODAY) + dt.timedelta(days=_DAYS), TODAY)
    categories = _WHOLE if plan.is_told_in_full else _LITTLE
    with on(day):
        adults = [person for person in persons_agreeing(case) if is_adult(person.born_on, day)]
        for partner in {seat.partner.pk: seat.partner for seat in seats if seat.partner}.values():
            for person in adults if plan.is_told_in_full else adults[:1]:
                _let(cast, plan, case, person, partner, categories)
    voices = {partner.pk: key for key, partner in cast.partners.items()}
    with on(day + dt.timedelta(days=1)):
        for partner_id in {seat.partner_id for seat in seats if seat.starts_on <= day}:
            if partner_id in voices and voices[partner_id] in cast.people:
                dossiers.open_dossier(actor=cast.voice_of(voices[partner_id]), case_id=case.pk)
    if plan.is_told_in_full:
        _hold(cast, plan, case)


def _let(
    cast: Cast,
    plan: FamilyPlan,
    case: Case,
    person: Person,
    partner: PartnerOrganisation,
    categories: list[str],
) -> None:
    authorisations.authorise(
        actor=cast.workers[plan.worker],
        case=case,
        person=person,
        partner=partner,
        categories=categories,
        purpose="team",
        form="paper",
    )


def _hold(cast: Cast, plan: FamilyPlan, case: Case) -> None:
    """One place that the last meeting promised and nobody has asked for yet."""
    with on(TODAY):
        for card in cast.cards.values():
            counted = free_on(card)
            if counted and counted.free and card.category == "sport":
                places.hold_place(actor=cast.workers[plan.worker], case=case, card=card)
                return
