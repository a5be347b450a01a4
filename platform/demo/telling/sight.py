"""What families let institutions know, and who looked; a place kept from a meeting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from core.dossier import operations as dossiers
from core.families.rules import is_adult
from core.involvement.operations import ask
from core.places import operations as places
from core.places.queries import free_on
from core.privacy.operations import authorisations
from core.privacy.queries import persons_agreeing
from core.referrals.operations.telling import read_need
from core.referrals.queries import referrals_of_case
from core.teams.queries import members_of, team_of
from demo.accounts import DELEGATE_OF
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
        _tell_requests(cast, plan, case)
        _ask_who_helps(cast, plan, case)


def _let(
    cast: Cast,
    plan: FamilyPlan,
    case: Case,
    person: Person,
    partner: PartnerOrganisation,
    categories: list[str],
    purpose: str = "team",
) -> None:
    authorisations.authorise(
        actor=cast.workers[plan.worker],
        case=case,
        person=person,
        partner=partner,
        categories=categories,
        purpose=purpose,
        form="paper",
    )


def _tell_requests(cast: Cast, plan: FamilyPlan, case: Case) -> None:
    """What is asked of the first institution, which reads it; other requests stay without a sentence."""
    voices = {partner.pk: key for key, partner in cast.partners.items()}
    with on(TODAY):
        adults = [person for person in persons_agreeing(case) if is_adult(person.born_on, TODAY)]
        going = [one for one in referrals_of_case(case) if one.is_open and one.partner_id in voices]
        for referral in going[:1]:
            for person in adults:
                _let(cast, plan, case, person, referral.partner, ["need"], "service")
            if voices[referral.partner_id] in cast.people:
                read_need(actor=cast.voice_of(voices[referral.partner_id]), referral=referral)


def _ask_who_helps(cast: Cast, plan: FamilyPlan, case: Case) -> None:
    """One institution is asked by name and one blindly; both questions wait for their pages."""
    with on(TODAY):
        adults = [person for person in persons_agreeing(case) if is_adult(person.born_on, TODAY)]
        partners = sorted(
            (one for key, one in cast.partners.items() if key in cast.people and not one.is_lead),
            # The one for which somebody can sign in comes first: its page shall not be empty.
            key=lambda one: (one != cast.partners.get(DELEGATE_OF), one.name),
        )
        wishes = (["identity", "health"], ["education"]) if adults else ()
        for partner, categories in zip(partners, wishes, strict=False):
            _let(cast, plan, case, adults[0], partner, categories, "involvement")
            ask(actor=cast.workers[plan.worker], case=case, person=adults[0], partners=[partner])


def _hold(cast: Cast, plan: FamilyPlan, case: Case) -> None:
    """One place that the last meeting promised and nobody has asked for yet."""
    with on(TODAY):
        for card in cast.cards.values():
            counted = free_on(card)
            if counted and counted.free and card.category == "sport":
                places.hold_place(actor=cast.workers[plan.worker], case=case, card=card)
                return
