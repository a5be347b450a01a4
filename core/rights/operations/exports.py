"""A person's copy of their data: made in the background, sealed, handed over once."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Final

from django.db import transaction

from core.audit.operations import record
from core.documents.operations.printing import render
from core.families.models import Case, Person
from core.rights.enums import ExportStatus
from core.rights.errors import ErasedFamilyError, ExportNotReadyError, ExportTakenError
from core.rights.models import PersonExport
from core.rights.permissions import require_of_person
from core.rights.queries import export_visible, is_erased
from core.rights.queries.exporting import gathered, printable
from core.shared import clock
from core.shared.actor import Actor
from core.shared.encryption import seal_bytes, unseal_bytes
from core.shared.errors import NotVisibleError
from core.shared.jobs import Job, enqueue
from core.shared.keyring import KeyDestroyedError
from tenants.context import current

KEPT_FOR: Final = timedelta(days=7)
# A file that has not come about after this time is begun anew when somebody asks.
_STUCK: Final = timedelta(minutes=15)


@transaction.atomic
def request_export(*, actor: Actor, case: Case, person: Person) -> PersonExport:
    """Ask for everything about a person as JSON and PDF; the person or the leading worker.

    While one is being made or waits to be fetched, it is that one.
    """
    require_of_person(actor, case, person)
    if is_erased(case):
        raise ErasedFamilyError
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    standing = PersonExport.objects.defer("content").filter(
        person=person, status__in=[ExportStatus.WAITING, ExportStatus.READY]
    )
    known = standing.first()
    if known is not None:
        if known.status == ExportStatus.WAITING and clock.now() - known.requested_at > _STUCK:
            enqueue(Job.MAKE_EXPORT, export_id=str(known.pk))
        return known
    export = PersonExport.objects.create(
        person=person, case=case, requested_by_id=actor.user_id, requested_at=clock.now()
    )
    record(actor, "rights.export_requested", export, person=str(person.pk))
    enqueue(Job.MAKE_EXPORT, export_id=str(export.pk))
    return export


def make_export(*, actor: Actor, export_id: str) -> None:
    """Gather, print and seal one copy; run twice it makes one."""
    export = PersonExport.objects.defer("content").select_related("person", "case").get(pk=export_id)
    if export.status != ExportStatus.WAITING:
        return
    try:
        content = _archive(export)
    except KeyDestroyedError:
        PersonExport.objects.filter(pk=export.pk).update(status=ExportStatus.FAILED)
        return
    with transaction.atomic():
        locked = PersonExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
        if locked.status != ExportStatus.WAITING:
            return
        locked.content = seal_bytes(content, locked.place, export.case.household_id)
        locked.size = len(content)
        locked.status, locked.progress, locked.ready_at = ExportStatus.READY, 100, clock.now()
        locked.save(update_fields=["content", "size", "status", "progress", "ready_at"])
        record(actor, "rights.export_made", locked, size=locked.size)


@transaction.atomic
def fetch_export(*, actor: Actor, export: PersonExport) -> bytes:
    """Hand the file over, once: it is then deleted here. Raises `ExportNotReadyError`, `ExportTakenError`."""
    if not actor.may_use("families:write"):
        raise NotVisibleError
    export_visible(actor, export.pk)
    locked = PersonExport.objects.select_for_update(of=("self",)).select_related("case").get(pk=export.pk)
    if locked.status == ExportStatus.WAITING:
        raise ExportNotReadyError
    if locked.status != ExportStatus.READY or locked.content is None:
        raise ExportTakenError
    content = unseal_bytes(bytes(locked.content), locked.place, locked.case.household_id)
    locked.content, locked.status, locked.fetched_at = None, ExportStatus.FETCHED, clock.now()
    locked.save(update_fields=["content", "status", "fetched_at"])
    record(actor, "rights.export_fetched", locked)
    return content


@transaction.atomic
def expire_exports(*, actor: Actor) -> int:
    """Delete copies that nobody fetched within a week."""
    old = PersonExport.objects.filter(status=ExportStatus.READY, ready_at__lt=clock.now() - KEPT_FOR)
    number = old.update(status=ExportStatus.EXPIRED, content=None)
    if number:
        record(actor, "rights.exports_expired", None, number=number)
    return number


def _archive(export: PersonExport) -> bytes:
    now = clock.now()

    def progress(percent: int) -> None:
        PersonExport.objects.filter(pk=export.pk, status=ExportStatus.WAITING).update(progress=percent)

    data = gathered(export.person, now, progress)
    day = clock.day_of(now)
    lead = str(getattr(current(), "organisation", ""))
    subtitle = f"{export.person.full_name} · {day:%d.%m.%Y}"
    printed = {**printable(data, "Kopia danych osobowych", subtitle), "lead": lead}
    paper = render("person_data", printed, day)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dane.json", json.dumps(data, ensure_ascii=False, indent=2))
        archive.writestr("dane.pdf", paper.content)
    return packed.getvalue()
