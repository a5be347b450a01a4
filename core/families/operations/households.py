"""Who keeps house together and since when: people come, change roles, go and come back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from core.audit.operations import record
from core.families import rules
from core.families.errors import (
    FormerLeadRoleError,
    LeadNeededError,
    LivesElsewhereError,
    LivesHereError,
    MembershipDayError,
    SourceNumberTakenError,
    TwoLeadsError,
    UnknownChoiceError,
)
from core.families.keys import rehome
from core.families.models import Case, Household, HouseholdMember, Person
from core.families.operations.persons import PersonData, noting_known_pesel, write_member
from core.families.operations.writing import lock, touch
from core.families.permissions import require_leader, require_open
from core.reference.grounds import HouseholdRole, HouseholdType
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.integrity import refusing


@transaction.atomic
def correct_household(
    *, actor: Actor, case: Case, household_type: str, source_number: str = "", version: int | None = None
) -> Household:
    """Correct the type of a household and its number in the centre's system; `version` is its own."""
    require_leader(actor, case)
    lock(case)
    require_open(case)
    household = Household.objects.select_for_update().get(pk=case.household_id)
    if version is not None and version != household.version:
        raise ConflictError
    if household_type not in HouseholdType.values:
        raise UnknownChoiceError(value=household_type)
    wanted = {"household_type": household_type, "source_number": source_number.strip()}
    changed = [name for name, value in wanted.items() if getattr(household, name) != value]
    if not changed:
        return household
    for name in changed:
        setattr(household, name, wanted[name])
    household.version += 1
    with refusing({"household_source_once": SourceNumberTakenError}):
        household.save()
    touch(case)
    record(actor, "families.household_corrected", case, fields=changed)
    return household


@noting_known_pesel
@transaction.atomic
def add_person(
    *,
    actor: Actor,
    case: Case,
    person: PersonData,
    starts_on: date | None = None,
    key: UUID | None = None,
) -> Person:
    """Write down one more person of the household, from a day on (today); the same `key` twice adds one."""
    require_leader(actor, case)
    lock(case)
    if key is not None and (sent := HouseholdMember.objects.filter(pk=key).first()) is not None:
        if sent.household_id != case.household_id:
            raise NotVisibleError
        return sent.person
    require_open(case)
    if person.role == HouseholdRole.LEAD and _lead_of(case) is not None:
        raise TwoLeadsError(row=0)
    added = write_member(actor, case.household, person, starts_on or clock.today(), key)
    touch(case)
    record(actor, "families.person_added", added, case=str(case.pk))
    return added


@transaction.atomic
def change_role(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    role: str,
    starts_on: date | None = None,
    former_lead_role: str = "",
) -> HouseholdMember:
    """Somebody becomes another one to the household from a day on (today); the day it began corrects it.

    A new leading person takes over from the former one, whose role is then `former_lead_role`.
    """
    require_leader(actor, case)
    lock(case)
    require_open(case)
    if role not in HouseholdRole.values:
        raise UnknownChoiceError(value=role)
    today = clock.today()
    day = starts_on or today
    member = _member(case, person)
    rules.check_role_day(member.starts_on, day, today)
    if member.role == role:
        return member
    if member.role == HouseholdRole.LEAD:
        raise LeadNeededError
    if role == HouseholdRole.LEAD and (former := _lead_of(case)) is not None:
        if former_lead_role not in HouseholdRole.values or former_lead_role == HouseholdRole.LEAD:
            raise FormerLeadRoleError
        rules.check_role_day(former.starts_on, day, today)
        _take_role(former, former_lead_role, day)
    changed = _take_role(member, role, day)
    touch(case)
    record(actor, "families.role_changed", person, case=str(case.pk), role=role, starts_on=day)
    return changed


@transaction.atomic
def end_membership(*, actor: Actor, case: Case, person: Person, ends_on: date | None = None) -> None:
    """A person no longer lives with the household from a day on; what happened before stays.

    Raises `LeadNeededError` for the leading person: somebody else leads first.
    """
    require_leader(actor, case)
    lock(case)
    require_open(case)
    day = ends_on or clock.today()
    member = _member(case, person)
    if day < member.starts_on:
        raise MembershipDayError
    if member.role == HouseholdRole.LEAD:
        raise LeadNeededError
    member.ends_on = day
    member.save(update_fields=["ends_on"])
    touch(case)
    record(actor, "families.person_moved_out", person, case=str(case.pk), ends_on=day)


@transaction.atomic
def return_person(
    *, actor: Actor, case: Case, person: Person, role: str, starts_on: date | None = None
) -> HouseholdMember:
    """Somebody who had moved out lives with the household again, from a day on (today).

    Raises `LivesHereError`, `LivesElsewhereError`, `ReturnDayError`, `TwoLeadsError`.
    """
    require_leader(actor, case)
    lock(case)
    require_open(case)
    if role not in HouseholdRole.values:
        raise UnknownChoiceError(value=role)
    day = starts_on or clock.today()
    stays = HouseholdMember.objects.select_for_update().filter(household=case.household_id, person=person)
    past = list(stays.order_by("starts_on", "created_at"))
    if not past:
        raise NotVisibleError
    if past[-1].ends_on is None:
        raise LivesHereError
    rules.check_return(past[-1].ends_on, day)
    elsewhere = HouseholdMember.objects.exclude(household=case.household_id)
    if elsewhere.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), person=person).exists():
        raise LivesElsewhereError
    if role == HouseholdRole.LEAD and _lead_of(case) is not None:
        raise TwoLeadsError(row=0)
    member = HouseholdMember.objects.create(
        household_id=case.household_id, person=person, role=role, starts_on=day
    )
    rehome(person, case.household)
    touch(case)
    record(actor, "families.person_returned", person, case=str(case.pk), starts_on=day)
    return member


def _member(case: Case, person: Person) -> HouseholdMember:
    """Somebody who lives here and whose leaving was not said yet, locked; else `NotVisibleError`."""
    stays = HouseholdMember.objects.select_for_update().filter(
        household=case.household_id, person=person, ends_on__isnull=True
    )
    member = stays.first()
    if member is None:
        raise NotVisibleError
    return member


def _lead_of(case: Case) -> HouseholdMember | None:
    leads = HouseholdMember.objects.select_for_update().filter(
        household=case.household_id, role=HouseholdRole.LEAD, ends_on__isnull=True
    )
    return leads.first()


def _take_role(member: HouseholdMember, role: str, day: date) -> HouseholdMember:
    """The role of before ends on the day; one that began on it was wrong and is corrected."""
    if member.starts_on == day:
        member.role = role
        member.save(update_fields=["role"])
        return member
    member.ends_on = day
    member.save(update_fields=["ends_on"])
    return HouseholdMember.objects.create(
        household_id=member.household_id, person_id=member.person_id, role=role, starts_on=day
    )
