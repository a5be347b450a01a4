"""Reading households and cases, each for the one who asks.

A social worker sees the cases they lead, with persons. Directors and network officers see numbers,
stages and workers: never a name. Delegates see nothing here; a family member comes in through the
portal, as a person.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from core.families.enums import Stage
from core.families.models import (
    Case,
    CaseGround,
    CaseQuerySet,
    CaseTransition,
    Household,
    HouseholdMember,
    Person,
)
from core.families.rules import is_adult
from core.reference.grounds import HouseholdRole
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.text import searched

SEES_FIGURES = (Role.DIRECTOR, Role.NETWORK_OFFICER)


def leads(actor: Actor, case: Case) -> bool:
    """Whether the actor is the social worker who leads the case: the condition for names and writing."""
    return actor.is_system or (actor.has(Role.SOCIAL_WORKER) and case.social_worker_id == actor.user_id)


def cases_visible_to(actor: Actor, search: str = "", stage: str | None = None) -> CaseQuerySet:
    """Cases that the actor may list, newest first.

    Search takes a case's or source system's number; names are searched only in cases that the actor
    leads, so that a director cannot find out by a name whether a family is known here.
    """
    own = Q() if actor.is_system else Q(social_worker_id=actor.user_id)
    if actor.is_system or actor.has(*SEES_FIGURES):
        cases = Case.objects.all()
    elif actor.has(Role.SOCIAL_WORKER):
        cases = Case.objects.filter(own)
    else:
        return Case.objects.none()
    if stage:
        cases = cases.filter(stage=stage)
    if search.strip():
        found = Q(number__icontains=search.strip())
        if actor.is_system or actor.has(Role.SOCIAL_WORKER):
            found |= Q(household__source_number__icontains=search.strip()) & own
            found |= Q(pk__in=_cases_by_name(search)) & own
        cases = cases.filter(found)
    return cases.select_related("household", "social_worker").order_by("-opened_on", "-number", "pk")


def _cases_by_name(search: str) -> CaseQuerySet:
    members = HouseholdMember.objects.on(clock.today())
    for word in searched(search):
        members = members.filter(person__search_text__contains=word)
    return Case.objects.filter(household__in=members.values("household"))


def own_cases(actor: Actor, search: str = "", stage: str | None = None) -> CaseQuerySet:
    """Cases that the actor leads: the social worker's own list, also of one who is director too."""
    return cases_visible_to(actor, search, stage).filter(social_worker_id=actor.user_id)


def case_visible(actor: Actor, case_id: UUID | str) -> Case:
    """A case that the actor may know of, or `NotVisibleError`; its persons need `persons_visible`."""
    case = cases_visible_to(actor).filter(pk=case_id).first()
    if case is None:
        raise NotVisibleError
    return case


def own_case(actor: Actor, case_id: UUID | str) -> Case:
    """A case that the actor leads, with all that is known of it, or `NotVisibleError`."""
    case = case_visible(actor, case_id)
    if not leads(actor, case):
        raise NotVisibleError
    return case


def members_of(case: Case, on: date | None = None) -> list[HouseholdMember]:
    """The household's members on a day (today) with their persons, the leading person first.

    Takes no actor: for operations, documents and indicators. Faces ask `members_visible`.
    """
    members = HouseholdMember.objects.on(on or clock.today()).filter(household=case.household_id)
    rows = members.select_related("person").order_by("person__born_on", "created_at", "pk")
    return sorted(rows, key=lambda member: member.role != HouseholdRole.LEAD)


def persons_of(case: Case, on: date | None = None) -> list[Person]:
    """The persons of the household on a day (today), the leading person first; takes no actor."""
    return [member.person for member in members_of(case, on)]


def adults_of(case: Case, on: date | None = None) -> list[Person]:
    """Persons who decide for themselves on a day (today)."""
    day = on or clock.today()
    return [person for person in persons_of(case, day) if is_adult(person.born_on, day)]


def members_visible(actor: Actor, case: Case, on: date | None = None) -> list[HouseholdMember]:
    """Members of the household as far as the actor may know them: all for the leading worker, else none."""
    return members_of(case, on) if leads(actor, case) else []


def persons_visible(actor: Actor, case: Case, on: date | None = None) -> list[Person]:
    """Persons as far as the actor may know them: all for the leading worker, else none."""
    return [member.person for member in members_visible(actor, case, on)]


def person_visible(actor: Actor, case: Case, person_id: UUID | str) -> Person:
    """One person of a case that the actor leads, or `NotVisibleError`."""
    for person in persons_visible(actor, case):
        if str(person.pk) == str(person_id):
            return person
    raise NotVisibleError


def leading_persons(cases: list[Case]) -> dict[UUID, Person]:
    """Leading person by household, in one query; hand it only cases whose persons may be shown."""
    members = HouseholdMember.objects.on(clock.today()).filter(
        household__in=[case.household_id for case in cases], role=HouseholdRole.LEAD
    )
    return {member.household_id: member.person for member in members.select_related("person")}


def household_sizes(cases: list[Case]) -> dict[UUID, int]:
    """Number of members by household today, in one query."""
    members = HouseholdMember.objects.on(clock.today()).filter(
        household__in=[case.household_id for case in cases]
    )
    rows = members.values_list("household").annotate(size=Count("pk")).order_by("household")
    return dict(rows)


def grounds_of(case: Case, on: date | None = None) -> list[CaseGround]:
    """Grounds in force on a day (today) in the order of the statute."""
    day = on or clock.today()
    grounds = case.grounds.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)
    return list(grounds.order_by("starts_on", "code", "pk"))


def transitions_of(case: Case) -> list[CaseTransition]:
    """Steps of the case from the first."""
    return list(case.transitions.order_by("at", "pk"))


def person_of(user_id: UUID | None) -> UUID | None:
    """The person that an account belongs to, for the actor of a family member."""
    if user_id is None:
        return None
    return Person.objects.filter(user_id=user_id).values_list("pk", flat=True).first()


def own_person(actor: Actor) -> Person:
    """The person that the acting family member is, or `NotVisibleError`."""
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    if person is None or not actor.has(Role.FAMILY_MEMBER):
        raise NotVisibleError
    return person


def case_of_person(person_id: UUID | None) -> Case | None:
    """The open case of the household where a person lives today, else the last closed one."""
    if person_id is None:
        return None
    households = HouseholdMember.objects.on(clock.today()).filter(person=person_id)
    cases = Case.objects.filter(household__in=households.values("household"))
    rows = list(cases.select_related("household", "social_worker").order_by("-opened_on", "pk"))
    return next((case for case in rows if case.stage != Stage.CLOSED), rows[0] if rows else None)


def person_with_pesel(actor: Actor, pesel: str) -> Person | None:
    """The person with a number, if the actor leads a case of theirs."""
    for person in Person.objects.with_pesel(pesel):
        case = case_of_person(person.pk)
        if case is not None and leads(actor, case):
            return person
    return None


def stage_counts(actor: Actor) -> dict[str, int]:
    """How many of the cases that the actor may list stand at each stage; every stage is named."""
    rows = cases_visible_to(actor).order_by().values_list("stage").annotate(number=Count("pk"))
    return dict.fromkeys(Stage.values, 0) | dict(rows)


def led_cases(actor: Actor) -> QuerySet[Case]:
    """Cases that the actor leads, without an order: the rule of `leads` for many rows at once."""
    if actor.is_system:
        return Case.objects.order_by()
    if not actor.has(Role.SOCIAL_WORKER):
        return Case.objects.none()
    return Case.objects.filter(social_worker_id=actor.user_id).order_by()


def households_visible_to(actor: Actor) -> QuerySet[Household]:
    """Households whose case the actor leads."""
    return Household.objects.filter(pk__in=led_cases(actor).values("household"))


def members_visible_to(actor: Actor) -> QuerySet[HouseholdMember]:
    """Members, today, of the households whose case the actor leads, in order of birth."""
    households = led_cases(actor).values("household")
    members = HouseholdMember.objects.on(clock.today()).filter(household__in=households)
    return members.order_by("person__born_on", "created_at", "pk")


def persons_visible_to(actor: Actor) -> QuerySet[Person]:
    """Persons, today, of the households whose case the actor leads."""
    return Person.objects.filter(pk__in=members_visible_to(actor).order_by().values("person"))


def grounds_visible_to(actor: Actor) -> QuerySet[CaseGround]:
    """Grounds, with their days, of the cases that the actor leads."""
    grounds = CaseGround.objects.filter(case__in=led_cases(actor))
    return grounds.order_by("starts_on", "code", "pk")


def cases_by_number(actor: Actor, search: str = "", stage: str | None = None) -> CaseQuerySet:
    """Cases that the actor may list, searched by their number alone: the list without names."""
    cases = cases_visible_to(actor, stage=stage)
    return cases.filter(number__icontains=search.strip()) if search.strip() else cases
