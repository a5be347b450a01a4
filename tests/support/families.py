"""A family, its agreement, its team: built through the operations, as people would."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.families import queries as families
from core.families.operations import PersonData, register_household
from core.partnership import operations as partnership
from core.privacy.operations import record_agreement
from core.shared.actor import Actor
from core.teams.operations import form_team

if TYPE_CHECKING:
    from core.families.models import Case
    from core.partnership.models import PartnerOrganisation
    from core.teams.models import CaseTeam

OPENED = date(2026, 9, 1)
MOTHER = PersonData("Łucja", "Wzorcowa", "lead", born_on=date(1990, 4, 12), sex="F")
FATHER = PersonData("Jan", "Wzorcowy", "spouse", born_on=date(1988, 2, 3), sex="M")
CHILD = PersonData("Zosia", "Wzorcowa", "child", born_on=date(2015, 5, 6), sex="F")
# A well-formed number of nobody: born on 12 April 1990, female.
PESEL = "90041200060"


def family(actor: Actor, *persons: PersonData, opened_on: date = OPENED, **more: object) -> Case:
    """A registered household with an open case; without persons: mother, father and a child."""
    return register_household(
        actor=actor,
        household_type="two_parents",
        persons=persons or (MOTHER, FATHER, CHILD),
        opened_on=opened_on,
        **more,  # type: ignore[arg-type]
    )


def agreed(actor: Actor, case: Case, given_on: date = date(2026, 9, 3)) -> Case:
    """The leading person agrees."""
    lead = families.persons_of(case)[0]
    record_agreement(actor=actor, case=case, person=lead, given_on=given_on)
    return case


def team(actor: Actor, case: Case, formed_on: date = date(2026, 9, 5)) -> CaseTeam:
    """The case with agreement and team."""
    agreed(actor, case)
    return form_team(actor=actor, case=case, formed_on=formed_on)


def partner(name: str = "Straż Miejska", *, signed: bool = True) -> PartnerOrganisation:
    """A partner of the town of the moment, with a declaration in force unless told otherwise."""
    from tests.support.people import system  # noqa: PLC0415

    invited = partnership.invite_partner(
        actor=system(),
        name=name,
        short_name=name[:10],
        sector="security",
        email="biuro@partner.example",
        invited_on=date(2020, 1, 2),
    )
    if signed:
        partnership.sign_declaration(actor=system(), partner=invited, signed_on=date(2020, 1, 10))
    return invited
