"""Putting a person's data right, with what stood there before (art. 16 GDPR)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from core.audit.operations import record
from core.families import rules as families
from core.families.enums import Sex
from core.families.errors import DuplicatePeselError
from core.families.models import Case, Person
from core.rights.enums import CorrectedField
from core.rights.errors import (
    CorrectionReasonError,
    CorrectionValueError,
    ErasedFamilyError,
    NothingToCorrectError,
)
from core.rights.models import Correction
from core.rights.permissions import require_worker_of
from core.rights.queries import is_erased
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.shared.identifiers import checked_pesel

_DAY = "%d.%m.%Y"


@transaction.atomic
def correct_person(
    *, actor: Actor, case: Case, person: Person, field: str, value: str, reason: str, seen: str | None = None
) -> Correction:
    """Put one value right; what it was, who changed it and on what ground is kept with it.

    `seen` is the value that stood on the form: when somebody has changed it meanwhile, `ConflictError`.
    """
    require_worker_of(actor, case, person)
    if is_erased(case):
        raise ErasedFamilyError
    what = CorrectedField(field)
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = written(locked, what)
    if seen is not None and seen != before:
        raise ConflictError
    if not reason.strip():
        raise CorrectionReasonError
    _set(locked, what, value.strip())
    after = written(locked, what)
    if after == before:
        raise NothingToCorrectError
    try:
        with transaction.atomic():
            locked.save()
    except IntegrityError as error:
        raise DuplicatePeselError from error
    correction = Correction.objects.create(
        person=locked,
        case=case,
        field=what,
        before=before,
        after=after,
        reason=reason.strip(),
        made_at=clock.now(),
        made_by_id=actor.user_id,
    )
    record(actor, "rights.person_corrected", locked, field=what.value)
    return correction


def written(person: Person, field: CorrectedField) -> str:
    """A value as people write it: what the form shows and the history keeps."""
    if field == CorrectedField.BORN_ON:
        return person.born_on.strftime(_DAY) if person.born_on else ""
    return str(getattr(person, field.value) or "")


def _set(person: Person, field: CorrectedField, value: str) -> None:
    if field in (CorrectedField.FIRST_NAME, CorrectedField.LAST_NAME):
        if not value:
            raise CorrectionValueError
        setattr(person, field.value, value)
        return
    if field == CorrectedField.SEX and value not in ("", *Sex.values):
        raise CorrectionValueError
    pesel = person.pesel or ""
    born_on, sex = person.born_on, person.sex
    if field == CorrectedField.PESEL:
        pesel = checked_pesel(value) if value else ""
    elif field == CorrectedField.BORN_ON:
        born_on = _day(value)
    else:
        sex = value
    today = clock.today()
    if field == CorrectedField.PESEL and pesel:  # the number says both, and they were perhaps wrong too
        born_on, sex = families.settled_person(None, "", pesel, today)
    else:
        born_on, sex = families.settled_person(born_on, sex, pesel, today)
    person.pesel, person.born_on, person.sex = pesel or None, born_on, sex


def _day(value: str) -> date | None:
    if not value:
        return None
    try:
        return datetime.strptime(value, _DAY).date()  # noqa: DTZ007  a day has no zone
    except ValueError as error:
        raise CorrectionValueError from error
