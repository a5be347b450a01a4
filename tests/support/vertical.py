"""One family's way through a town, up to the point that a test needs; by operations only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from core.basket import operations as basket
from core.families import operations as families
from core.families.operations import PersonData
from core.families.queries import persons_of
from core.partnership import operations as partnership
from core.paths import operations as paths
from core.privacy import operations as privacy
from core.privacy.enums import DataCategory, Purpose
from core.privacy.operations.authorisations import authorise
from core.reference.grounds import HouseholdRole, HouseholdType, Sector, ServiceCategory
from core.shared import clock
from core.shared.enums import Role
from core.teams import operations as teams
from tests.support import people

if TYPE_CHECKING:
    from core.basket.models import ServiceCard
    from core.families.models import Case, Person
    from core.identity.models import User
    from core.partnership.models import PartnerOrganisation
    from core.paths.models import Goal, PathwayPlan
    from core.shared.actor import Actor
    from core.teams.models import CaseTeam

SIGNED = date(2026, 1, 10)
OPENED = date(2026, 3, 2)
TODAY = date(2026, 6, 1)


@dataclass
class Town:
    """A partner with a delegate and a published card, and an officer."""

    officer: Actor
    partner: PartnerOrganisation
    delegate_user: User
    delegate: Actor
    card: ServiceCard


@dataclass
class AgreedFamily:
    """A case with two adults who agreed, and its worker."""

    worker_user: User
    worker: Actor
    case: Case
    mother: Person
    father: Person


@dataclass
class Family(AgreedFamily):
    """The same with its team and a path of one goal."""

    team: CaseTeam
    plan: PathwayPlan
    goal: Goal


def town(name: str = "Poradnia Próbna") -> Town:
    """A partner that acceded, with one card in the basket."""
    officer = people.actor(Role.NETWORK_OFFICER, name="Olga Sieciowa")
    with clock.standing_at(SIGNED):
        partner = partnership.invite_partner(
            actor=officer, name=name, short_name=name, sector=Sector.EDUCATION
        )
        partnership.sign_declaration(actor=officer, partner=partner, signed_on=SIGNED)
        card = basket.draft_card(
            actor=officer,
            partner=partner,
            name="Konsultacje dla rodziców",
            description="Spotkania z psychologiem dla rodziców.",
            category=ServiceCategory.FAMILY_SUPPORT,
        )
        card = basket.publish_card(actor=officer, card=card)
        user = people.account(Role.DELEGATE, name="Dorota Delegatka")
        partnership.name_person(actor=officer, partner=partner, name=user.name, user=user)
    return Town(officer, partner, user, people.actor_of(user), card)


def agreed_family() -> AgreedFamily:
    """A family that agreed to take part and has no team yet."""
    worker_user = people.account(Role.SOCIAL_WORKER, name="Sonia Socjalna")
    worker = people.actor_of(worker_user)
    with clock.standing_at(OPENED):
        case = families.register_household(
            actor=worker,
            household_type=HouseholdType.TWO_PARENTS,
            persons=[
                PersonData("Anna", "Przykładowa", HouseholdRole.LEAD, date(1990, 5, 1)),
                PersonData("Jan", "Przykładowy", HouseholdRole.PARTNER, date(1988, 2, 3)),
            ],
        )
        mother, father = persons_of(case, OPENED)
        for person in (mother, father):
            privacy.record_agreement(actor=worker, case=case, person=person)
    return AgreedFamily(worker_user, worker, case, mother, father)


def family() -> Family:
    """A family that agreed to take part, with its team and a path of one goal."""
    made = agreed_family()
    with clock.standing_at(OPENED):
        team = teams.form_team(actor=made.worker, case=made.case)
        plan = paths.start_plan(actor=made.worker, case=made.case)
        goal = paths.set_goal(actor=made.worker, plan=plan, title="Spokojny dom", area="home")
    return Family(**vars(made), team=team, plan=plan, goal=goal)


def lets_read_requests(family: AgreedFamily, partner: PartnerOrganisation) -> None:
    """Both adults let a partner read what is asked of it."""
    _lets(family, partner, [DataCategory.NEED], [Purpose.SERVICE])


def lets_everything_be_told(family: AgreedFamily, partner: PartnerOrganisation) -> None:
    """Both adults let a partner know whatever there is, for every purpose."""
    _lets(family, partner, list(DataCategory.values), list(Purpose))


def _lets(
    family: AgreedFamily,
    partner: PartnerOrganisation,
    categories: list[str],
    purposes: list[Purpose],
) -> None:
    for person, purpose in product((family.mother, family.father), purposes):
        authorise(
            actor=family.worker,
            case=family.case,
            person=person,
            partner=partner,
            categories=categories,
            purpose=purpose,
        )


def member_account(family: AgreedFamily, person: Person) -> User:
    """An account for a person of the family."""
    user = people.account(Role.FAMILY_MEMBER, name=person.first_name)
    families.link_account(actor=family.worker, person=person, user=user)
    return user
