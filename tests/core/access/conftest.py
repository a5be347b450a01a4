"""A family whose mother and elder daughter take part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from core.families import queries as families
from core.families.operations import PersonData
from core.privacy.operations import record_agreement
from core.privacy.rules import Guardian
from core.shared.enums import Role
from tests.support import people
from tests.support.families import CHILD, FATHER, MOTHER, family

if TYPE_CHECKING:
    from core.families.models import Case, Person
    from core.shared.actor import Actor

TEENAGER = PersonData("Hania", "Wzorcowa", "child", born_on=date(2011, 3, 4), sex="F")


@dataclass(frozen=True)
class Home:
    """Who lives there and who leads the case."""

    worker: Actor
    case: Case
    mother: Person
    father: Person
    teenager: Person
    child: Person


@pytest.fixture
def home(in_town: str) -> Home:
    worker = people.actor(Role.SOCIAL_WORKER, name="Ewa Pracownicza")
    case = family(worker, MOTHER, FATHER, TEENAGER, CHILD)
    by_name: dict[str, Any] = {person.first_name: person for person in families.persons_of(case)}
    home = Home(worker, case, by_name["Łucja"], by_name["Jan"], by_name["Hania"], by_name["Zosia"])
    record_agreement(actor=worker, case=case, person=home.mother, given_on=date(2026, 9, 3))
    record_agreement(
        actor=worker,
        case=case,
        person=home.teenager,
        given_on=date(2026, 9, 3),
        form="guardian",
        guardian=Guardian("parent", home.mother.pk),
        assent="agrees",
    )
    return home
