"""The persons of a household in time: who comes, who goes, whose account it is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from core.audit.operations import record
from core.families.errors import AccountTakenError, MembershipDayError
from core.families.models import Case, HouseholdMember, Person
from core.families.operations.registering import PersonData, with_one_lead, write_member
from core.families.operations.writing import lock, touch
from core.families.permissions import require_leader, require_open
from core.families.queries import case_of_person
from core.identity.models import User
from core.reference.grounds import HouseholdRole
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@transaction.atomic
def add_person(*, actor: Actor, case: Case, person: PersonData, starts_on: date | None = None) -> Person:
    """Write down one more person of the household, from a day on (today)."""
    require_leader(actor, case)
    lock(case)
    require_open(case)
    today = clock.today()
    with_one_lead([person], leads_already=_has_lead(case.household_id))
    added = write_member(case.household, person, starts_on or today, today)
    touch(case)
    record(actor, "families.person_added", added, case=str(case.pk))
    return added


@transaction.atomic
def end_membership(*, actor: Actor, case: Case, person: Person, ends_on: date | None = None) -> None:
    """A person no longer lives with the household from a day on; what happened before stays."""
    require_leader(actor, case)
    lock(case)
    require_open(case)
    day = ends_on or clock.today()
    lives_here = HouseholdMember.objects.select_for_update().filter(
        household=case.household_id, person=person, ends_on__isnull=True
    )
    member = lives_here.first()
    if member is None:  # said already, by the same form or for a day to come
        raise NotVisibleError
    if day < member.starts_on:
        raise MembershipDayError
    member.ends_on = day
    member.save(update_fields=["ends_on"])
    touch(case)
    record(actor, "families.person_moved_out", person, case=str(case.pk), ends_on=day)


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
    record(actor, "families.account_linked", person, user=str(user.pk))


def _has_lead(household_id: UUID) -> bool:
    return HouseholdMember.objects.filter(
        household=household_id, role=HouseholdRole.LEAD, ends_on__isnull=True
    ).exists()
