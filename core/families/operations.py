"""Writing about families: register, add persons and grounds, go from stage to stage, close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from core.audit.operations import record
from core.families import rules
from core.families.enums import Outcome, Stage
from core.families.errors import (
    AccountTakenError,
    CaseAlreadyOpenError,
    DuplicatePeselError,
    EmptyHouseholdError,
    MembershipDayError,
    MissingNameError,
    NoGroundsError,
    NotASocialWorkerError,
    TwoLeadsError,
    UnknownChoiceError,
    UnknownGroundError,
)
from core.families.models import (
    Case,
    CaseGround,
    CaseTransition,
    Household,
    HouseholdMember,
    Person,
)
from core.families.permissions import require_leader, require_open, require_registrar
from core.families.queries import case_of_person
from core.identity import queries as identity
from core.identity.models import User
from core.reference.grounds import HouseholdRole, HouseholdType, grounds_in_force
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import ConflictError, DomainError, NotVisibleError
from core.shared.identifiers import checked_pesel
from core.shared.ids import uuid7


@dataclass(frozen=True)
class PersonData:
    """What is written down about a person; PESEL completes date of birth and sex."""

    first_name: str
    last_name: str
    role: str = HouseholdRole.OTHER_MEMBER.value
    born_on: date | None = None
    sex: str = ""
    pesel: str = ""


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
    _take_numbers()  # first: the same form sent twice at once waits here, and then finds its case
    if key is not None and (known := Case.objects.filter(pk=key).first()) is not None:
        require_leader(actor, known)
        return known
    today = clock.today()
    opened = opened_on or today
    rules.check_opening(opened, today)
    if household_type not in HouseholdType.values:
        raise UnknownChoiceError(value=household_type)
    worker = _leading_worker(actor, social_worker)
    people = _with_one_lead(persons)
    household = Household.objects.create(
        number=_next_number(Household, opened.year),
        household_type=household_type,
        source_number=source_number.strip(),
    )
    for row, data in enumerate(people):
        try:
            _write_member(household, data, opened, today)
        except DomainError as error:
            error.data.setdefault("row", row)
            raise
    case = Case.objects.create(
        pk=key or uuid7(),
        household=household,
        number=_next_number(Case, opened.year),
        social_worker=worker,
        opened_on=opened,
    )
    _write_transition(actor, case, "", Stage.SCREENING, opened, "")
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
    if household.cases.exclude(stage=Stage.CLOSED).exists():
        raise CaseAlreadyOpenError
    _take_numbers()
    new = Case.objects.create(
        household=household,
        number=_next_number(Case, opened.year),
        social_worker_id=case.social_worker_id,
        opened_on=opened,
    )
    _write_transition(actor, new, "", Stage.SCREENING, opened, "")
    record(actor, "families.case_reopened", new, before=str(case.pk))
    return new


@transaction.atomic
def add_person(*, actor: Actor, case: Case, person: PersonData, starts_on: date | None = None) -> Person:
    """Write down one more person of the household, from a day on (today)."""
    require_leader(actor, case)
    _lock(case)
    require_open(case)
    today = clock.today()
    _with_one_lead([person], leads_already=_has_lead(case.household_id))
    added = _write_member(case.household, person, starts_on or today, today)
    _touch(case)
    record(actor, "families.person_added", added, case=str(case.pk))
    return added


@transaction.atomic
def end_membership(*, actor: Actor, case: Case, person: Person, ends_on: date | None = None) -> None:
    """A person no longer lives with the household from a day on; what happened before stays."""
    require_leader(actor, case)
    _lock(case)
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
    _touch(case)
    record(actor, "families.person_moved_out", person, case=str(case.pk), ends_on=day)


@transaction.atomic
def record_grounds(
    *, actor: Actor, case: Case, codes: Iterable[str], starts_on: date | None = None
) -> list[CaseGround]:
    """Say which points of art. 7 hold from a day on (today): new ones start, missing ones end.

    Raises `UnknownGroundError` for a point that was not in force on that day.
    """
    require_leader(actor, case)
    _lock(case)
    require_open(case)
    today = clock.today()
    day = starts_on or today
    rules.check_ground_day(case.opened_on, day, today)
    wanted = list(dict.fromkeys(str(code) for code in codes))
    if not wanted:
        raise NoGroundsError
    known = {wording.ground.value for wording in grounds_in_force(day)}
    for code in wanted:
        if code not in known:
            raise UnknownGroundError(ground=code, on=day.strftime(rules.DAY_FORMAT))
    current = case.grounds.filter(ends_on__isnull=True)
    for ground in current.exclude(code__in=wanted):
        ground.ends_on = max(day, ground.starts_on)
        ground.save(update_fields=["ends_on"])
    kept = set(current.values_list("code", flat=True))
    new = [code for code in wanted if code not in kept]
    CaseGround.objects.bulk_create([CaseGround(case=case, code=code, starts_on=day) for code in new])
    _touch(case)
    # Which grounds is itself sensitive: the log says how many.
    record(actor, "families.grounds_recorded", case, number=len(wanted), starts_on=day)
    return list(current.order_by("starts_on", "code", "pk"))


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


@transaction.atomic
def close_case(
    *,
    actor: Actor,
    case: Case,
    outcome: str,
    closed_on: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> Case:
    """End a case with its outcome on a day (today); `version` refuses what somebody else changed."""
    require_leader(actor, case)
    _lock(case)
    if version is not None and version != case.version:
        raise ConflictError
    require_open(case)
    if outcome not in Outcome.values:
        raise UnknownChoiceError(value=outcome)
    today = clock.today()
    day = closed_on or today
    last_step_on = case.transitions.aggregate(last=Max("on"))["last"]
    rules.check_closing(last_step_on or case.opened_on, day, today)
    case.closed_on, case.outcome = day, outcome
    _move(actor, case, Stage.CLOSED, day, reason)
    record(actor, "families.case_closed", case, outcome=outcome, closed_on=day)
    return case


@transaction.atomic
def mark_agreed(*, actor: Actor, case: Case, on: date) -> None:
    """The first agreement of the family moves a screened case on.

    The case is agreed since the earliest agreement, also when that one is written down later.
    """
    _lock(case)
    require_open(case)
    if case.stage == Stage.SCREENING:
        case.agreed_on = on
        _move(actor, case, Stage.AGREED, on)
    elif case.agreed_on is not None and on < case.agreed_on:
        case.agreed_on = on
        case.save(update_fields=["agreed_on"])


@transaction.atomic
def mark_team(*, actor: Actor, case: Case, on: date) -> None:
    """The task team is formed."""
    _lock(case)
    require_open(case)
    if not rules.has_reached(case.stage, Stage.TEAM):
        _move(actor, case, Stage.TEAM, on)


@transaction.atomic
def mark_path(*, actor: Actor, case: Case, on: date) -> None:
    """The family has agreed its path; once is enough, further persons change nothing."""
    _lock(case)
    require_open(case)
    if not rules.has_reached(case.stage, Stage.PATH):
        _move(actor, case, Stage.PATH, on)


def _lock(case: Case) -> None:
    """One writer a case at a time; the instance then shows what is true now."""
    list(Case.objects.select_for_update().filter(pk=case.pk).values_list("pk"))
    case.refresh_from_db(fields=["stage", "opened_on", "agreed_on", "closed_on", "outcome", "version"])


def _touch(case: Case) -> None:
    case.version += 1
    case.save(update_fields=["version"])


def _move(actor: Actor, case: Case, to: Stage, on: date, reason: str = "") -> None:
    rules.check_step(case.stage, to)
    before, case.stage = case.stage, to.value
    case.version += 1
    case.save(update_fields=["stage", "agreed_on", "closed_on", "outcome", "version"])
    _write_transition(actor, case, before, to, on, reason)


def _write_transition(actor: Actor, case: Case, before: str, to: Stage, on: date, reason: str) -> None:
    CaseTransition.objects.create(
        case=case,
        from_stage=before,
        to_stage=to.value,
        on=on,
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        reason=reason.strip(),
    )


def _leading_worker(actor: Actor, chosen: User | None) -> User:
    workers = identity.staff_with(Role.SOCIAL_WORKER)
    wanted = chosen.pk if chosen is not None else actor.user_id
    worker = workers.filter(pk=wanted).first() if wanted is not None else None
    if worker is None:
        raise NotASocialWorkerError
    return worker


def _with_one_lead(persons: Sequence[PersonData], *, leads_already: bool = False) -> list[PersonData]:
    """The persons with exactly one leading among them (or none, when somebody leads already)."""
    if not persons:
        raise EmptyHouseholdError
    leads = [row for row, person in enumerate(persons) if person.role == HouseholdRole.LEAD]
    allowed = 0 if leads_already else 1
    if len(leads) > allowed:
        raise TwoLeadsError(row=leads[allowed])
    if leads or leads_already:
        return list(persons)
    first = persons[0]
    lead = PersonData(
        first_name=first.first_name,
        last_name=first.last_name,
        role=HouseholdRole.LEAD.value,
        born_on=first.born_on,
        sex=first.sex,
        pesel=first.pesel,
    )
    return [lead, *persons[1:]]


def _has_lead(household_id: UUID) -> bool:
    return HouseholdMember.objects.filter(
        household=household_id, role=HouseholdRole.LEAD, ends_on__isnull=True
    ).exists()


def _write_member(household: Household, data: PersonData, starts_on: date, today: date) -> Person:
    if not (data.first_name.strip() and data.last_name.strip()):
        raise MissingNameError
    if data.role not in HouseholdRole.values:
        raise UnknownChoiceError(value=data.role)
    pesel = checked_pesel(data.pesel) if data.pesel.strip() else ""
    born_on, sex = rules.settled_person(data.born_on, data.sex, pesel, today)
    if pesel and Person.objects.with_pesel(pesel).exists():
        raise DuplicatePeselError
    person = Person(
        first_name=data.first_name.strip(),
        last_name=data.last_name.strip(),
        born_on=born_on,
        sex=sex,
        pesel=pesel or None,
    )
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise DuplicatePeselError from error
    HouseholdMember.objects.create(household=household, person=person, role=data.role, starts_on=starts_on)
    return person


def _take_numbers() -> None:
    """Numbers are given to one writer of a tenant at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.numbers'))")


def _next_number(model: type[Case | Household], year: int) -> str:
    taken = model.objects.filter(number__endswith=f"/{year}").count()
    return f"{taken + 1}/{year}"
