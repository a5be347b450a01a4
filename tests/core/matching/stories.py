"""A family with a need and a basket of services, built through the operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from core.basket import operations as basket
from core.families.operations import PersonData
from core.matching.operations import needs
from core.shared.enums import Role
from tests.support import families, people

if TYPE_CHECKING:
    from core.basket.models import ServiceCard
    from core.families.models import Case, Person
    from core.identity.models import User
    from core.matching.models import Need
    from core.shared.actor import Actor

MOTHER = PersonData("Łucja", "Wzorcowa", "lead", born_on=date(1990, 4, 12), sex="F")
FATHER = PersonData("Jan", "Wzorcowy", "spouse", born_on=date(1988, 2, 3), sex="M")
DAUGHTER = PersonData("Zosia", "Wzorcowa", "child", born_on=date(2015, 5, 6), sex="F")


@dataclass
class Home:
    """A social worker, the case and its three persons."""

    user: User
    worker: Actor
    case: Case
    mother: Person
    father: Person
    daughter: Person


def home(*, agreed: bool = True) -> Home:
    """Mother, father and a daughter of eleven; the mother agreed to take part unless told otherwise."""
    user = people.account(Role.SOCIAL_WORKER, name="Sonia Socjalna")
    worker = people.actor_of(user)
    case = families.family(worker, MOTHER, FATHER, DAUGHTER)
    if agreed:
        families.agreed(worker, case)
    from core.families.queries import persons_of  # noqa: PLC0415

    rows = {person.first_name: person for person in persons_of(case)}
    return Home(user, worker, case, rows["Łucja"], rows["Jan"], rows["Zosia"])


def service(name: str, category: str = "education", *rules: dict[str, Any], **details: Any) -> ServiceCard:
    """A published card of a partner of its own."""
    partner = families.partner(f"Partner: {name}")
    card = basket.draft_card(
        actor=people.system(),
        partner=partner,
        name=name,
        description="Opis usługi.",
        category=category,
        eligibility=list(rules),
        **details,
    )
    return basket.publish_card(actor=people.system(), card=card)


def need(at: Home, category: str = "education", text: str = "Pomoc w nauce", **more: Any) -> Need:
    """A need of the case."""
    return needs.record_need(actor=at.worker, case=at.case, category=category, text=text, **more)
