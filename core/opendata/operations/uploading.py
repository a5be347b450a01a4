"""A file handed in, given up, or started again."""

from __future__ import annotations

import base64
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.audit.operations import record
from core.basket.errors import UnknownCategoryError
from core.basket.permissions import may_publish
from core.opendata.enums import ImportFormat, ImportStatus
from core.opendata.models import ImportFile, ImportRun
from core.opendata.permissions import require_importer
from core.reference.grounds import ServiceCategory
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.imports import runs
from core.shared.jobs import Job, enqueue


@transaction.atomic
def start_import(
    *, actor: Actor, filename: str, content: bytes, default_category: str = "", key: UUID | None = None
) -> ImportRun:
    """Take a file in; a job reads it, nothing of it is in the basket yet.

    The same `key` again gives the import of the first time. Raises `FileTooLargeError`, `FileEmptyError`,
    `UnknownCategoryError`.
    """
    require_importer(actor)
    if key and (known := ImportRun.objects.filter(pk=key, started_by_id=actor.user_id).first()):
        return known
    runs.check_content(content)
    if default_category and default_category not in ServiceCategory.values:
        raise UnknownCategoryError
    run = ImportRun.objects.create(
        pk=key or uuid7(),
        started_by_id=actor.user_id,
        started_by_name=actor.name,
        partner_id=None if may_publish(actor) else actor.partner_id,
        format=_format(content),
        default_category=default_category,
        **runs.facts_of(filename, content),
    )
    ImportFile.objects.create(run=run, content=base64.b64encode(content).decode())
    record(actor, "opendata.import_started", run, format=run.format, size=run.size)
    enqueue(Job.READ_IMPORT, run_id=str(run.pk))
    return run


def _format(content: bytes) -> ImportFormat:
    """What a file is by its first bytes; its name may say anything."""
    if content.startswith(b"PK"):
        return ImportFormat.XLSX if runs.is_workbook(content) else ImportFormat.PACKAGE
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return ImportFormat.JSON
    return ImportFormat.CSV


@transaction.atomic
def cancel_import(*, actor: Actor, run: ImportRun) -> ImportRun:
    """Give an import up; what was not written is forgotten with its file."""
    require_importer(actor)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.status == ImportStatus.CANCELLED:
        return locked
    runs.require(locked, *runs.OPEN)
    runs.end(locked, ImportStatus.CANCELLED)
    record(actor, "opendata.import_cancelled", locked)
    return locked


@transaction.atomic
def resume_import(*, actor: Actor, run: ImportRun) -> ImportRun:
    """Start the job of an import again that was lost with its worker; it goes on where it stood."""
    require_importer(actor)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not runs.is_lost(locked):
        return locked
    locked.moved_at = timezone.now()
    locked.save(update_fields=["moved_at"])
    job = Job.WRITE_IMPORT if locked.status == ImportStatus.WRITING else Job.READ_IMPORT
    enqueue(job, run_id=str(locked.pk))
    record(actor, "opendata.import_resumed", locked)
    return locked


@transaction.atomic
def decide_import(*, actor: Actor, run: ImportRun, only_correct: bool = False) -> ImportRun:
    """Write what the preview showed, by a job; a file with errors only when the user says so.

    Raises `WrongImportStepError`, `ImportHasErrorsError`, `NothingToImportError`.
    """
    require_importer(actor)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not runs.decide(locked, only_correct=only_correct):
        return locked
    record(actor, "opendata.import_decided", locked, new=locked.new, changed=locked.changed)
    enqueue(Job.WRITE_IMPORT, run_id=str(locked.pk))
    return locked
