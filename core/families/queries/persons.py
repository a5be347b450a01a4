"""Reading households and persons, each for the one who asks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from core.families.enums import Stage
from core.families.models import Case, Household, HouseholdMember, Person, PersonMerge
from core.families.queries.cases import leads, led_cases
from core.families.rules import is_adult
from core.reference.grounds import HouseholdRole
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


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
    return {member.household_id: member.person for member in members.select_related("person").order_by()}


def household_sizes(cases: list[Case]) -> dict[UUID, int]:
    """Number of members by household today, in one query."""
    members = HouseholdMember.objects.on(clock.today()).filter(
        household__in=[case.household_id for case in cases]
    )
    rows = members.values_list("household").annotate(size=Count("pk")).order_by("household")
    return dict(rows)


def person_behind(user_id: UUID | None) -> Person | None:
    """The person that an account belongs to, for the actor of a family member."""
    return Person.objects.filter(user_id=user_id).order_by().first() if user_id is not None else None


def person_of(user_id: UUID | None) -> UUID | None:
    """The id alone."""
    person = person_behind(user_id)
    return person.pk if person is not None else None


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


def stays_visible(actor: Actor, case: Case) -> list[HouseholdMember]:
    """Everybody's times in the household, past ones and those to come too, for the leading worker.

    A record that was put to another one is nobody's time: the other tells of that human being.
    """
    if not leads(actor, case):
        return []
    stays = HouseholdMember.objects.filter(household=case.household_id).select_related("person")
    put_away = PersonMerge.objects.filter(undone_at__isnull=True).order_by()
    stays = stays.exclude(person__in=put_away.values("dropped"))
    return list(stays.order_by("starts_on", "created_at", "pk"))


def belongs(case: Case, person: Person) -> bool:
    """Whether somebody is or was of the household of a case."""
    return person.memberships.filter(household=case.household_id).exists()


def shown_name(actor: Actor, person: Person | None) -> str:
    """How somebody is called on their own pages; the account of a person of a family has no name."""
    return person.full_name if person is not None else actor.name


def names_by_account(case: Case) -> dict[UUID, str]:
    """Names of persons of a household by their accounts, for who leads the case."""
    stays = HouseholdMember.objects.filter(household=case.household_id, person__user__isnull=False)
    return {
        stay.person.user_id: stay.person.full_name
        for stay in stays.select_related("person").order_by("pk")
        if stay.person.user_id is not None
    }


def past_person(actor: Actor, case: Case, person_id: UUID | str) -> Person:
    """Somebody who once lived in the household and does not now, or `NotVisibleError`."""
    here = {person.pk for person in persons_visible(actor, case)}
    for stay in stays_visible(actor, case):
        if str(stay.person_id) == str(person_id) and stay.person_id not in here:
            return stay.person
    raise NotVisibleError


def persons_ever_visible_to(actor: Actor) -> QuerySet[Person]:
    """Persons who live, or once lived, in households whose case the actor leads."""
    households = led_cases(actor).values("household")
    stays = HouseholdMember.objects.filter(household__in=households).order_by()
    return Person.objects.filter(pk__in=stays.values("person"))
