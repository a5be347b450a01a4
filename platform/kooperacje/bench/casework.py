"""A town with two thousand families, written by the operations themselves.

So every row, seal and entry of the log is there. A worker leads forty families, a delegate sits in their
teams, a mother has her own page.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context

from django.db import connection, connections

from core.basket import operations as basket
from core.basket.models import ServiceCard
from core.families import operations as families
from core.families.models import Case
from core.families.operations import PersonData
from core.families.queries import persons_of
from core.identity.models import User
from core.identity.operations import create_user
from core.partnership import operations as partnership
from core.partnership.models import PartnerOrganisation
from core.paths import operations as paths
from core.privacy import operations as privacy
from core.reference.grounds import HouseholdRole, HouseholdType, Sector, ServiceCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.teams import operations as teams
from core.teams.queries import members_of
from kooperacje.bench.large_town import FAMOUS, STREETS
from kooperacje.middleware.actor import full_actor
from tenants.context import current_schema, in_tenant
from tenants.operations import TenantSpec, provision

WORKER, DELEGATE, MOTHER = (f"{name}@pomiar.example" for name in ("socjalna", "delegat", "matka"))
OF_ONE_WORKER = 40
_TOLD = 10
_PASSWORD = "haslo-do-pomiarow-123"  # noqa: S105  lives as long as the measurement
_OPENED = date(2026, 3, 2)
_TASKS = ("Rozmowa o długach", "Wizyta u lekarza")


@dataclass(frozen=True)
class Size:
    """How many families a town has."""

    families: int


SMALL, LARGE = Size(OF_ONE_WORKER), Size(2_000)


def make(schema: str, slug: str, size: Size, tell: Callable[[str], object]) -> None:
    """Found the town and write its families, worker after worker in two processes."""
    name = f"Miasto {slug}"
    provision(TenantSpec(schema, "municipality", name, f"MOPS {slug}", slug, "24", "gmina", confirmed=True))
    with in_tenant(schema):
        workers = people(size.families // OF_ONE_WORKER)
    connections.close_all()
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as helpers:
        done = helpers.map(_lead_in_helper, itertools.repeat(schema), workers)
        for number, _ in enumerate(done, start=1):
            if number % _TOLD == 0:
                tell(f"{number * OF_ONE_WORKER} families…")
    with in_tenant(schema):
        give_the_mother_her_account()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _lead_in_helper(schema: str, email: str) -> None:
    with in_tenant(schema), _without_savepoints():
        lead(email, OF_ONE_WORKER)


def people(workers: int) -> list[str]:
    """The accounts; the institution that everybody asks, with its delegate and its service."""
    actor = Actor.system("bench", current_schema())
    emails = [WORKER, *(f"socjalna{number}@pomiar.example" for number in range(1, workers))]
    for email in emails:
        _account(actor, email, Role.SOCIAL_WORKER)
    with clock.standing_at(date(2026, 1, 10)):
        partner = partnership.invite_partner(
            actor=actor, name="Poradnia Pomiarowa", short_name="Poradnia", sector=Sector.EDUCATION
        )
        partnership.sign_declaration(actor=actor, partner=partner, signed_on=clock.today())
        card = basket.draft_card(
            actor=actor,
            partner=partner,
            name="Konsultacje dla rodziców",
            description="Spotkania z psychologiem dla rodziców.",
            category=ServiceCategory.FAMILY_SUPPORT,
        )
        basket.publish_card(actor=actor, card=card)
        delegate = _account(actor, DELEGATE, Role.DELEGATE)
        partnership.name_person(
            actor=actor, partner=partner, name=delegate.name, user=delegate, is_delegate=True
        )
    return emails


def _account(actor: Actor, email: str, *roles: Role) -> User:
    name = email.partition("@")[0].title()
    return create_user(actor=actor, email=email, name=name, roles=roles, password=_PASSWORD)


def lead(email: str, number: int) -> None:
    """The families of one worker, in the town of the moment."""
    worker = full_actor(User.objects.get(email=email))
    partner, card = PartnerOrganisation.objects.get(), ServiceCard.objects.get()
    for each in range(number):
        _family(worker, partner, card, each)


@contextmanager
def _without_savepoints() -> Iterator[None]:
    before, connection.features.uses_savepoints = connection.features.uses_savepoints, False
    try:
        yield
    finally:
        connection.features.uses_savepoints = before


def _family(worker: Actor, partner: PartnerOrganisation, card: ServiceCard, number: int) -> None:
    """A family under way: agreement, team, two meetings, two goals, five steps, one a request."""
    name = FAMOUS[number % len(FAMOUS)]
    persons = [
        PersonData("Anna", f"{name}owa", HouseholdRole.LEAD, date(1990, 5, 1)),
        PersonData("Jan", f"{name}owy", HouseholdRole.PARTNER, date(1988, 2, 3)),
        PersonData("Ola", f"{name}owa", HouseholdRole.CHILD, date(2015, 2, 3)),
    ]
    with clock.standing_at(_OPENED + timedelta(days=number)):
        case = families.register_household(
            actor=worker, household_type=HouseholdType.TWO_PARENTS, persons=persons
        )
        families.record_grounds(actor=worker, case=case, codes=["1", "4"])
        mother, father, _child = persons_of(case)
        for person in (mother, father):
            privacy.record_agreement(actor=worker, case=case, person=person)
        team = teams.form_team(actor=worker, case=case)
        teams.add_partner_member(
            actor=worker, team=team, partner=partner, partner_person=partner.people.order_by("pk").first()
        )
        for _ in range(2):
            teams.hold_meeting(
                actor=worker, team=team, present=members_of(team), minutes="Rozmowa.", place=STREETS[0]
            )
        plan = paths.start_plan(actor=worker, case=case)
        for title in ("Spokojny dom", "Praca"):
            goal = paths.set_goal(actor=worker, plan=plan, title=title, area="home")
            for index, task in enumerate(_TASKS):
                due_on = clock.today() + timedelta(days=20 * index)
                data = paths.TaskData(title=task, kind="family", due_on=due_on)
                paths.add_task(actor=worker, goal=goal, task=data)
        asked = paths.TaskData(title="Poradnia", kind="service", service=card, need="Rozmowy.")
        paths.add_task(actor=worker, goal=goal, task=asked)
        paths.agree_plan(actor=worker, plan=plan, person=mother, mode="meeting")


def give_the_mother_her_account() -> None:
    worker = User.objects.get(email=WORKER)
    case = Case.objects.filter(social_worker=worker).earliest("pk")
    user = _account(Actor.system("bench", current_schema()), MOTHER, Role.FAMILY_MEMBER)
    families.link_account(actor=full_actor(worker), person=persons_of(case)[0], user=user)
