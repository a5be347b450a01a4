"""Separating two persons, ending it, opening single common things; the flag "dealt with elsewhere"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, HouseholdMember, Person
from core.families.permissions import require_leader
from core.safety import rules
from core.safety.errors import NotOfTheHouseholdError, SeparatedAlreadyError
from core.safety.models import OpenedRecord, SeparateProcedure, Separation
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.shared.integrity import refusing

_ONCE = {"separation_once": SeparatedAlreadyError}


@transaction.atomic
def separate(
    *,
    actor: Actor,
    case: Case,
    kept_from: Person,
    protected: Person,
    reason: str,
    starts_on: date | None = None,
) -> Separation:
    """`kept_from` may know nothing of `protected` any more, from a day on (today).

    From now on what is common to the household is closed to `kept_from` unless `open_records` opens it, and
    the two sit at no common meeting. Works in closed cases too, for own pages are read after the end.
    """
    require_leader(actor, case)
    today = clock.today()
    day = starts_on or today
    rules.check_separation(kept_from.pk, protected.pk, day, reason, today)
    members = HouseholdMember.objects.filter(household=case.household_id)
    if not {kept_from.pk, protected.pk} <= set(members.order_by().values_list("person_id", flat=True)):
        raise NotOfTheHouseholdError
    lasting = Separation.objects.on(today).filter(kept_from=kept_from, protected=protected)
    if lasting.exists():
        raise SeparatedAlreadyError
    with refusing(_ONCE):
        made = Separation.objects.create(
            case=case,
            kept_from=kept_from,
            protected=protected,
            starts_on=day,
            reason=reason.strip(),
            recorded_by_id=actor.user_id,
        )
    record(actor, "safety.separated", made, case=str(case.pk), starts_on=day)
    return made


@transaction.atomic
def end_separation(
    *, actor: Actor, separation: Separation, last_day: date | None = None, version: int | None = None
) -> Separation:
    """A separation ends with a day (today) or a later one; what was written in its time stays closed."""
    locked = _locked(actor, separation, version)
    today = clock.today()
    day = last_day or today
    rules.check_end(day, today)
    locked.ends_on = day + timedelta(days=1)
    locked.version += 1
    locked.save(update_fields=["ends_on", "version"])
    record(actor, "safety.separation_ended", locked, case=str(locked.case_id), last_day=day)
    return locked


@transaction.atomic
def mark_separation_mistaken(
    *, actor: Actor, separation: Separation, version: int | None = None
) -> Separation:
    """It was written down by mistake (the wrong person): it counts as if it had never been."""
    locked = _locked(actor, separation, version)
    if not locked.mistaken:
        locked.mistaken = True
        locked.version += 1
        locked.save(update_fields=["mistaken", "version"])
        record(actor, "safety.separation_mistaken", locked, case=str(locked.case_id))
    return locked


@transaction.atomic
def open_records(
    *, actor: Actor, case: Case, person: Person, records: Iterable[UUID], of: Iterable[UUID]
) -> None:
    """Among the common records `of` let a separated person see just `records`; the others are closed.

    The caller passes ids of the case's own goals and steps.
    """
    require_leader(actor, case)
    members = HouseholdMember.objects.filter(household=case.household_id, person=person)
    if not members.exists():
        raise NotOfTheHouseholdError
    Person.objects.select_for_update().get(pk=person.pk)
    offered = set(of)
    wanted = set(records) & offered
    before = OpenedRecord.objects.filter(person=person, record_id__in=offered)
    known = set(before.order_by().values_list("record_id", flat=True))
    before.filter(record_id__in=known - wanted).delete()
    OpenedRecord.objects.bulk_create(
        OpenedRecord(person=person, record_id=one) for one in sorted(wanted - known)
    )
    if known != wanted:
        numbers = {"opened": len(wanted - known), "closed": len(known - wanted)}
        record(actor, "safety.records_opened", case, **numbers)


@transaction.atomic
def mark_separate_procedure(*, actor: Actor, case: Case) -> SeparateProcedure:
    """Say that something of the family is dealt with in a procedure of its own; saying it twice is once."""
    require_leader(actor, case)
    list(Case.objects.select_for_update().filter(pk=case.pk).values_list("pk"))
    made, new = SeparateProcedure.objects.get_or_create(
        case=case,
        ends_on=None,
        defaults={"starts_on": clock.today(), "recorded_by_id": actor.user_id},
    )
    if new:
        record(actor, "safety.separate_procedure_marked", made)
    return made


@transaction.atomic
def end_separate_procedure(*, actor: Actor, case: Case) -> None:
    """The other procedure is over."""
    require_leader(actor, case)
    for one in SeparateProcedure.objects.select_for_update().filter(case=case, ends_on__isnull=True):
        one.ends_on = clock.today()
        one.save(update_fields=["ends_on"])
        record(actor, "safety.separate_procedure_ended", one)


def _locked(actor: Actor, separation: Separation, version: int | None) -> Separation:
    require_leader(actor, separation.case)
    locked: Separation = (
        Separation.objects.select_for_update(of=("self",)).select_related("case").get(pk=separation.pk)
    )
    if version is not None and version != locked.version:
        raise ConflictError
    return locked
