"""One person, one record: written down for the first time, found again by PESEL, corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from core.audit.operations import record
from core.families import rules
from core.families.errors import (
    AccountTakenError,
    DuplicatePeselError,
    MissingNameError,
    UnknownChoiceError,
)
from core.families.keys import rehome
from core.families.models import Case, Household, HouseholdMember, Person
from core.families.operations.writing import lock, touch
from core.families.permissions import require_leader, require_open
from core.families.queries import case_of_person, person_visible
from core.identity.models import User
from core.identity.operations import take_name_from
from core.reference.grounds import HouseholdRole
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.identifiers import checked_pesel
from core.shared.ids import uuid7
from core.shared.integrity import refusing
from core.shared.spelling import distance
from core.shared.text import folded

P = ParamSpec("P")
T = TypeVar("T")
_ONE_RECORD = "families_person_pesel_index_key"
_SLIPS_IN_A_NAME = 2


@dataclass(frozen=True)
class PersonData:
    """What is written down about a person; PESEL completes date of birth and sex."""

    first_name: str
    last_name: str
    role: str = HouseholdRole.OTHER_MEMBER.value
    born_on: date | None = None
    sex: str = ""
    pesel: str = ""


def noting_known_pesel(operation: Callable[P, T]) -> Callable[P, T]:
    """Tell the log when somebody learns, by a refusal, that a PESEL is known in the town.

    The refused act is rolled back with all its entries: this one is written after it, and once more by
    whoever rolls back a transaction around it (`DomainError.afterwards`).
    """

    @wraps(operation)
    def noting(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return operation(*args, **kwargs)
        except DuplicatePeselError as refusal:
            actor = kwargs.get("actor")
            if isinstance(actor, Actor):
                refusal.afterwards = partial(_note_known, actor)
                refusal.afterwards()
            raise

    return noting


def _note_known(actor: Actor) -> None:
    with transaction.atomic():
        record(actor, "families.pesel_found_known")


def write_member(
    actor: Actor, household: Household, data: PersonData, starts_on: date, key: UUID | None = None
) -> Person:
    """A person comes to a household; somebody known by PESEL who lives nowhere keeps their record."""
    if data.role not in HouseholdRole.values:
        raise UnknownChoiceError(value=data.role)
    person = Person(home=household)
    _describe(person, data)
    known = Person.objects.with_pesel(person.pesel).first() if person.pesel else None
    if known is not None:
        _move_in(actor, household, known, person, starts_on)
        person = known
    else:
        with refusing({_ONE_RECORD: DuplicatePeselError}):
            person.save(force_insert=True)
    HouseholdMember.objects.create(
        pk=key or uuid7(), household=household, person=person, role=data.role, starts_on=starts_on
    )
    return person


def _describe(person: Person, data: PersonData) -> None:
    """Set what is known of a person, completed from the PESEL; raises where it contradicts itself."""
    if not (data.first_name.strip() and data.last_name.strip()):
        raise MissingNameError
    pesel = checked_pesel(data.pesel) if data.pesel.strip() else ""
    born_on, sex = rules.settled_person(data.born_on, data.sex, pesel, clock.today())
    person.first_name, person.last_name = data.first_name.strip(), data.last_name.strip()
    person.born_on, person.sex, person.pesel = born_on, sex, pesel or None


def _move_in(actor: Actor, household: Household, known: Person, typed: Person, starts_on: date) -> None:
    """A person on record comes from a household with which nobody works any more, or from none.

    Raises `DuplicatePeselError` where the person lives in a family somebody works with, or where the names
    say that the number was mistyped.
    """
    lives = HouseholdMember.objects.select_for_update().filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on), person=known
    )
    homes = [member.household_id for member in lives]
    if household.pk in homes or Case.objects.open().filter(household__in=homes).exists():
        raise DuplicatePeselError
    names = zip((known.first_name, known.last_name), (typed.first_name, typed.last_name), strict=True)
    if all(_differ(one, other) for one, other in names):
        raise DuplicatePeselError
    for member in lives:
        member.ends_on = max(starts_on, member.starts_on)
        member.save(update_fields=["ends_on"])
    rehome(known, household)
    known.first_name, known.last_name = typed.first_name, typed.last_name
    known.version += 1
    known.save(update_fields=["first_name", "last_name", "version"])
    record(actor, "families.person_moved_in", known, household=str(household.pk))


def _differ(one: str, other: str) -> bool:
    return distance(folded(one), folded(other), _SLIPS_IN_A_NAME) > _SLIPS_IN_A_NAME


@noting_known_pesel
@transaction.atomic
def correct_person(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    first_name: str,
    last_name: str,
    born_on: date | None = None,
    sex: str = "",
    pesel: str | None = None,
    version: int | None = None,
) -> Person:
    """Correct what is written about a person of a case; a `pesel` left out stays, an empty one is removed.

    `version` is that of the person: what somebody else changed meanwhile raises `ConflictError`. The log
    names the fields, never their values.
    """
    require_leader(actor, case)
    lock(case)
    require_open(case)
    person_visible(actor, case, person.pk)
    current = Person.objects.select_for_update().get(pk=person.pk)
    if version is not None and version != current.version:
        raise ConflictError
    before = {name: getattr(current, name) for name in _FACTS}
    number = (current.pesel or "") if pesel is None else pesel
    _describe(current, PersonData(first_name, last_name, born_on=born_on, sex=sex, pesel=number))
    changed = [name for name in _FACTS if getattr(current, name) != before[name]]
    if not changed:
        return current
    current.version += 1
    with refusing({_ONE_RECORD: DuplicatePeselError}):
        current.save()
    touch(case)
    record(actor, "families.person_corrected", current, case=str(case.pk), fields=changed)
    return current


_FACTS = ("first_name", "last_name", "born_on", "sex", "pesel")


@transaction.atomic
def link_account(*, actor: Actor, person: Person, user: User) -> None:
    """Let a person of a case see their own path with an account; one account, one person."""
    case = case_of_person(person.pk)
    if case is None:
        raise NotVisibleError
    require_leader(actor, case)
    person.user = user
    try:
        with transaction.atomic():
            person.save(update_fields=["user"])
    except IntegrityError as error:
        raise AccountTakenError from error
    take_name_from(user)
    record(actor, "families.account_linked", person, user=str(user.pk))
