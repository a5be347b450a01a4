"""One person of a household is erased; what is written about the others stays readable.

The family's key belongs to all of them, so it is not destroyed. The person's own rows lose their words, also
those that are otherwise only added to (`forgettable`); names are taken out of what is common. Numbers, codes
and days stay. Papers and minutes that were handed to everybody stay as they are: they are the others' proof
too, and go with the family.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from core.access.models import AccessSlip, OwnAccess
from core.audit.operations import record
from core.documents.models import IssuedDocument, ReceivedFile, SignatureCheck
from core.documents.operations.received import remove
from core.families.models import HouseholdMember, Person
from core.families.queries import put_to
from core.rights.enums import CorrectedField
from core.rights.models import Correction
from core.rights.operations.clearing import clear_persons
from core.rights.rules.redaction import others, redacted
from core.rights.sections import SECTIONS, Section
from core.shared.actor import Actor
from core.shared.encryption import ERASED, EncryptedTextField

GONE: Final = "[osoba usunięta]"


def forget_person(*, actor: Actor, person: Person, at: datetime) -> list[Person]:
    """Empty what is the person's, take the name out of what is common; the records that are erased.

    A second record of the same human being that was put to this one goes with it.
    """
    records = [person, *put_to(person)]
    keys = [one.pk for one in records]
    names = _names_of(records)
    stays = HouseholdMember.objects.filter(person__in=keys)
    homes = set(stays.values_list("household", flat=True)) | {one.home_id for one in records}
    own: dict[str, set[UUID]] = {}
    emptied = 0
    for section in SECTIONS:
        if not section.person or section.model == "families.Person":
            continue
        rows = section.rows.filter(**{f"{section.person}__in": keys})
        own[section.model] = set(rows.order_by().values_list("pk", flat=True))
        emptied += _empty(section, own[section.model])
    _papers(actor, {one for found in own.values() for one in found} | set(keys))
    for section in SECTIONS:
        if section.shared and names:
            _redact(section, homes, own.get(section.model, set()), names)
    AccessSlip.objects.filter(person__in=keys).delete()
    OwnAccess.objects.filter(person__in=keys).delete()
    clear_persons(Person.objects.filter(pk__in=keys))
    erased = list(Person.objects.filter(pk__in=keys).order_by("pk"))
    for found in erased:
        found.first_name, found.last_name, found.erased_at = "", str(ERASED), at
        found.save(update_fields=["first_name", "last_name", "erased_at"])
    record(actor, "rights.person_erased", person, rows=emptied)
    return erased


def _names_of(records: list[Person]) -> list[str]:
    """What tells this person apart, names of before too; a surname that all bear is not theirs alone."""
    keys = [one.pk for one in records]
    names = (CorrectedField.FIRST_NAME, CorrectedField.LAST_NAME)
    put_right = Correction.objects.filter(person__in=keys, field__in=names)
    borne = [*(one.full_name for one in records), *(one.before for one in put_right)]
    lived = HouseholdMember.objects.filter(person__in=keys).order_by()
    around = HouseholdMember.objects.filter(household__in=lived.values("household")).order_by()
    family = Person.objects.filter(pk__in=around.values("person")).exclude(pk__in=keys)
    return others(borne, " ".join(one.full_name for one in family))


def _empty(section: Section, rows: set[UUID]) -> int:
    """Words go: where a row may change, to what is read of an erased family; elsewhere to nothing."""
    model: Any = section.class_
    names = _texts_of(model)
    if not getattr(model, "append_only", False):
        for row in model.objects.filter(pk__in=rows):
            said = [name for name in names if getattr(row, name)]
            for name in said:
                setattr(row, name, str(model._meta.get_field(name).erased))
            row.save(update_fields=said) if said else None
        return len(rows)
    if not hasattr(model, "forgettable"):
        return 0
    emptied: dict[str, str | bytes] = dict.fromkeys(names, "")
    emptied |= dict.fromkeys(model.forgettable, b"")
    return int(model.objects.filter(pk__in=rows).update(**emptied))


def _texts_of(model: Any) -> list[str]:
    """Fields that hold sealed words."""
    return [field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]


def _papers(actor: Actor, subjects: set[UUID]) -> None:
    """Scans and prints that are the person's alone."""
    files: QuerySet[ReceivedFile] = ReceivedFile.objects.filter(
        subject_id__in=subjects, removed_on__isnull=True
    )
    for file in list(files.defer("content")):
        remove(actor=actor, file=file, reason="erasure")
    scans = ReceivedFile.objects.filter(subject_id__in=subjects)
    SignatureCheck.objects.filter(file__in=scans).update(sealed_report="")
    for file in list(scans.defer("content")):
        file.filename = str(ERASED)
        file.save(update_fields=["filename"])
    IssuedDocument.objects.filter(subject_id__in=subjects, family__isnull=False).update(
        content=b"", sealed_data=""
    )


def _redact(section: Section, homes: set[UUID], own: set[UUID], names: list[str]) -> None:
    """Take the name out of the words of the rows that are common or another's, where rows may change."""
    model: Any = section.class_
    if getattr(model, "append_only", False):
        return
    rows = section.rows.filter(**{f"{section.household}__in": homes}).exclude(pk__in=own)
    for row in rows.order_by("pk"):
        changed = list(_without(row, names))
        if changed:
            row.save(update_fields=changed)


def _without(row: Any, names: list[str]) -> Iterator[str]:
    for name in _texts_of(type(row)):
        text = getattr(row, name)
        cleared = redacted(text, names, GONE) if text else text
        if cleared != text:
            setattr(row, name, cleared)
            yield name
