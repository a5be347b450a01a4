"""A household written down with its persons, and its first or its next case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families import rules
from core.families.enums import Stage
from core.families.errors import (
    CaseAlreadyOpenError,
    EmptyHouseholdError,
    NotASocialWorkerError,
    SourceNumberTakenError,
    TwoLeadsError,
    UnknownChoiceError,
)
from core.families.models import Case, Household
from core.families.operations.persons import PersonData, noting_known_pesel, write_member
from core.families.operations.writing import next_number, take_numbers, write_transition
from core.families.permissions import require_leader, require_readable, require_registrar
from core.identity import queries as identity
from core.identity.models import User
from core.reference.grounds import HouseholdRole, HouseholdType
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import DomainError
from core.shared.ids import uuid7
from core.shared.integrity import refusing


@noting_known_pesel
@transaction.atomic
def register_household(
    *,
    actor: Actor,
    household_type: str,
    persons: Sequence[PersonData],
    opened_on: date | None = None,
    social_worker: User | None = None,
    source_number: str = "",
    key: UUID | None = None,
) -> Case:
    """Write down a household with its persons and open its case at the stage of screening.

    The acting social worker leads the case unless another one is named. Without a leading person the
    first one leads. Errors about one person carry `row`, its place in `persons`. Nothing is written
    when anything is wrong. A form sent twice with one `key` opens one case.
    """
    require_registrar(actor)
    take_numbers()  # first: the same form sent twice at once waits here, and then finds its case
    if key is not None and (known := Case.objects.filter(pk=key).first()) is not None:
        require_leader(actor, known)
        return known
    today = clock.today()
    opened = opened_on or today
    rules.check_opening(opened, today)
    if household_type not in HouseholdType.values:
        raise UnknownChoiceError(value=household_type)
    worker = _leading_worker(actor, social_worker)
    people = with_one_lead(persons)
    with refusing({"household_source_once": SourceNumberTakenError}):
        household = Household.objects.create(
            number=next_number(Household, opened.year),
            household_type=household_type,
            source_number=source_number.strip(),
        )
    for row, data in enumerate(people):
        try:
            write_member(actor, household, data, opened)
        except DomainError as error:
            error.data.setdefault("row", row)
            raise
    case = Case.objects.create(
        pk=key or uuid7(),
        household=household,
        number=next_number(Case, opened.year),
        social_worker=worker,
        opened_on=opened,
    )
    write_transition(actor, case, "", Stage.SCREENING, opened, "")
    record(actor, "families.household_registered", case, persons=len(people), opened_on=opened)
    return case


@transaction.atomic
def reopen_household(*, actor: Actor, case: Case, opened_on: date | None = None) -> Case:
    """Open a new case for the household of a closed one; raises `CaseAlreadyOpenError` otherwise."""
    require_leader(actor, case)
    today = clock.today()
    opened = opened_on or today
    rules.check_opening(opened, today)
    household = Household.objects.select_for_update().get(pk=case.household_id)
    require_readable(case)
    if household.cases.exclude(stage=Stage.CLOSED).exists():
        raise CaseAlreadyOpenError
    take_numbers()
    new = Case.objects.create(
        household=household,
        number=next_number(Case, opened.year),
        social_worker_id=case.social_worker_id,
        opened_on=opened,
    )
    write_transition(actor, new, "", Stage.SCREENING, opened, "")
    record(actor, "families.case_reopened", new, before=str(case.pk))
    return new


def _leading_worker(actor: Actor, chosen: User | None) -> User:
    workers = identity.staff_with(Role.SOCIAL_WORKER)
    wanted = chosen.pk if chosen is not None else actor.user_id
    worker = workers.filter(pk=wanted).first() if wanted is not None else None
    if worker is None:
        raise NotASocialWorkerError
    return worker


def with_one_lead(persons: Sequence[PersonData], *, leads_already: bool = False) -> list[PersonData]:
    """The persons with exactly one leading among them (or none, when somebody leads already)."""
    if not persons:
        raise EmptyHouseholdError
    leads = [row for row, person in enumerate(persons) if person.role == HouseholdRole.LEAD]
    allowed = 0 if leads_already else 1
    if len(leads) > allowed:
        raise TwoLeadsError(row=leads[allowed])
    if leads or leads_already:
        return list(persons)
    return [replace(persons[0], role=HouseholdRole.LEAD.value), *persons[1:]]
