"""The partnership's own story: staff, invitations, declarations, certificates, basket, meetings."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from core.basket import operations as basket
from core.identity import operations as identity
from core.identity import queries as accounts
from core.partnership import operations as partnership
from core.partnership.enums import MeetingKind
from core.shared.actor import Actor
from core.shared.enums import Role
from demo.stories.conditions import CONDITIONS
from demo.stories.institutions import CardPlan
from demo.stories.plan import PartnerPlan, TownPlan
from demo.telling.cast import STORYTELLER, Cast, on

if TYPE_CHECKING:
    from core.basket.models import ServiceCard

_STREETS: Final = ("Przykładowa", "Zmyślona", "Wzorcowa", "Próbna", "Umowna")
_LANGUAGES: Final[tuple[list[str], ...]] = (
    ["pl"],
    ["pl"],
    ["pl", "uk"],
    ["pl", "uk", "ru"],
    ["pl", "en"],
    [],
)
_FACILITIES: Final = (
    "step_free",
    "lift",
    "accessible_toilet",
    "induction_loop",
    "quiet_room",
    "children_corner",
)
# Up to so many days there is no queue worth a note.
_SOON: Final = 3
_TITLES: Final = {
    MeetingKind.INITIATING: "Spotkanie inicjujące partnerstwo",
    MeetingKind.FORMALISING: "Spotkanie formalizujące partnerstwo",
    MeetingKind.WORKING: "Spotkanie robocze partnerstwa",
}


def open_town(plan: TownPlan, schema: str, passwords: Mapping[str, str]) -> Cast:
    """Accounts of the leading centre; only the accounts shown on the landing page get a password."""
    system = Actor.system(STORYTELLER, schema)
    users = {}
    for person in plan.staff:
        users[person.email] = identity.create_user(
            actor=system,
            email=person.email,
            name=person.name,
            roles=[role.value for role in person.roles],
            password=passwords.get(person.email),
        )
    workers = [
        accounts.actor_for(users[person.email]) for person in plan.staff if Role.SOCIAL_WORKER in person.roles
    ]
    officer = next(person for person in plan.staff if Role.NETWORK_OFFICER in person.roles)
    return Cast(plan, system, accounts.actor_for(users[officer.email]), workers, users)


def tell_partnership(cast: Cast, passwords: Mapping[str, str]) -> None:
    """Everything that happens between institutions, in the order of their accession."""
    for plan in cast.plan.partners:
        _accede(cast, plan, passwords)
    for meeting in cast.plan.meetings:
        with on(meeting.on):
            present = [cast.partners[key] for key in meeting.present]
            partnership.hold_meeting(
                actor=cast.officer,
                held_on=meeting.on,
                kind=meeting.kind,
                title=_TITLES[meeting.kind],
                place=cast.plan.municipality.lead_name,
                present=present,
                invited=[cast.partners[key] for key in meeting.invited],
                minutes=meeting.minutes,
            )


def _accede(cast: Cast, plan: PartnerPlan, passwords: Mapping[str, str]) -> None:
    with on(plan.invited_on):
        if plan.is_lead:
            partner = partnership.register_lead(
                actor=cast.officer,
                name=plan.name,
                short_name=cast.plan.municipality.lead_short,
                sector=plan.sector,
                kind=plan.body,
                email=plan.email,
            )
        else:
            partner = partnership.invite_partner(
                actor=cast.officer,
                name=plan.name,
                short_name=plan.short_name,
                sector=plan.sector,
                kind=plan.body,
                email=plan.email,
                invited_on=plan.invited_on,
            )
    cast.partners[plan.key] = partner
    if plan.signed_on is None:
        return
    with on(plan.signed_on) as day:
        declaration = partnership.sign_declaration(
            actor=cast.officer,
            partner=partner,
            signed_on=day,
            scope="Udział w spotkaniach partnerstwa i zespołów zadaniowych, usługi w koszyku.",
        )
        partnership.issue_certificate(actor=cast.officer, declaration=declaration, issued_on=day)
        _name_delegate(cast, plan, passwords)
    for offer in plan.offers:
        with on(offer.published_on):
            card = _draft(cast, plan, offer.card)
            cast.cards[offer.card.key] = basket.publish_card(actor=cast.officer, card=card)
        if offer.reviewed_on > offer.published_on:
            with on(offer.reviewed_on):
                basket.review_card(actor=cast.officer, card=card)
    if plan.left_on is not None:
        with on(plan.left_on) as day:
            partnership.withdraw_declaration(actor=cast.officer, declaration=declaration, withdrawn_on=day)


def _name_delegate(cast: Cast, plan: PartnerPlan, passwords: Mapping[str, str]) -> None:
    """One contact a partner; the delegate of the landing page also gets an account."""
    user = None
    if plan.delegate_email in passwords and not plan.is_lead:
        user = identity.create_user(
            actor=cast.system,
            email=plan.delegate_email,
            name=plan.contact_name,
            roles=[Role.DELEGATE.value],
            password=passwords[plan.delegate_email],
        )
    cast.people[plan.key] = partnership.name_person(
        actor=cast.officer,
        partner=cast.partners[plan.key],
        name=plan.contact_name,
        job_title=plan.contact_job,
        email=plan.delegate_email,
        is_coordinator=True,
        user=user,
        starts_on=plan.signed_on,
    )


def _draft(cast: Cast, plan: PartnerPlan, card: CardPlan) -> ServiceCard:
    town = cast.plan.municipality
    rng = random.Random(f"card {town.code} {plan.key} {card.key}")
    facilities = rng.sample(_FACILITIES, rng.randrange(0, 4))
    return basket.draft_card(
        actor=cast.officer,
        partner=cast.partners[plan.key],
        name=card.name,
        description=card.description,
        category=card.category,
        target_group=card.target_group,
        min_age=card.min_age,
        max_age=card.max_age,
        eligibility=CONDITIONS.get(card.key, []),
        eligibility_note=card.conditions,
        documents_needed=list(card.documents),
        legal_basis=card.legal_basis,
        cost=card.cost,
        place=plan.name,
        street=f"ul. {rng.choice(_STREETS)} {rng.randrange(1, 60)}",
        city=town.name,
        teryt=town.code,
        hours=card.hours,
        remote=card.remote,
        accessibility=facilities,
        languages=rng.choice(_LANGUAGES),
        waiting_note=f"około {card.waiting_days} dni" if card.waiting_days > _SOON else "od ręki",
        contact_role=plan.contact_job,
        phone=f"00 000 00 {rng.randrange(10, 100)}",
        capacity=card.places,
    )
