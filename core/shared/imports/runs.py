"""The way of an import: handed in, read, decided, written, ended. Who may take a step, each area says."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any, Final

from django.core.cache import cache
from django.utils import timezone

from core.shared.imports.enums import ImportStatus, RowState
from core.shared.imports.errors import (
    FileEmptyError,
    FileTooLargeError,
    ImportHasErrorsError,
    NothingToImportError,
    WrongImportStepError,
)
from core.shared.imports.problems import Problem

MOST_BYTES: Final = 10 * 1024 * 1024
# A job that gave no sign for so long was lost with its worker and may be started again.
LOST_AFTER: Final = timedelta(minutes=5)
# What nobody decided is given up after the first, and rows are forgotten after the second.
OPEN_FOR: Final = timedelta(days=30)
ROWS_FOR: Final = timedelta(days=90)
AT_WORK: Final = (ImportStatus.UPLOADED, ImportStatus.READING, ImportStatus.WRITING)
OPEN: Final = (ImportStatus.UPLOADED, ImportStatus.READING, ImportStatus.READY, ImportStatus.REFUSED)


def check_content(content: bytes) -> None:
    """Raise `FileEmptyError` or `FileTooLargeError`."""
    if not content.strip():
        raise FileEmptyError
    if len(content) > MOST_BYTES:
        raise FileTooLargeError(most=MOST_BYTES // 1024 // 1024)


def facts_of(filename: str, content: bytes) -> dict[str, Any]:
    """What is kept of a file beside its content."""
    return {
        "filename": filename.replace("\x00", "").strip()[-200:] or "plik",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook, by its bytes; its name may say anything."""
    try:
        return "[Content_Types].xml" in set(zipfile.ZipFile(BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def require(run: Any, *statuses: str) -> None:
    """Raise `WrongImportStepError` unless the import stands at one of these."""
    if run.status not in statuses:
        raise WrongImportStepError(status=ImportStatus(run.status).label)


def decide(run: Any, *, only_correct: bool) -> bool:
    """Let what the preview showed be written; False when that was decided before.

    Raises `WrongImportStepError`, `ImportHasErrorsError`, `NothingToImportError`.
    """
    if run.status in (ImportStatus.WRITING, ImportStatus.DONE):
        return False
    require(run, ImportStatus.READY)
    if run.wrong and not only_correct:
        raise ImportHasErrorsError
    if not run.to_write:
        raise NothingToImportError
    run.status = ImportStatus.WRITING
    run.only_correct = only_correct
    run.moved_at = timezone.now()
    run.save()
    return True


def end(run: Any, status: ImportStatus) -> None:
    """An import that came to its end keeps its counts and forgets the file."""
    run.status = status
    run.ended_at = run.moved_at = timezone.now()
    run.save()
    run._meta.get_field("file").related_model.objects.filter(run=run).delete()
    if status == ImportStatus.CANCELLED:
        run.rows.filter(written_at__isnull=True).delete()


def mark_wrong(run: Any, row: Any, problem: Problem) -> None:
    """A row that a rule refused while it was written counts as wrong from now on; saves the row only."""
    row.problems = [*row.problems, problem.as_json()]
    if row.state == RowState.NEW:
        run.new -= 1
    else:
        run.changed -= 1
    row.state = RowState.WRONG
    row.save(update_fields=["problems", "state"])
    run.wrong += 1


def is_at_work(run: Any) -> bool:
    """Whether a job has it in hand, or should have."""
    return run.status in AT_WORK


def is_lost(run: Any) -> bool:
    """Whether its job was lost and should be started again."""
    return is_at_work(run) and timezone.now() - run.moved_at > LOST_AFTER


def progress(run: Any) -> tuple[int, int]:
    """How many rows of how many the job has behind it; zeros before it says so."""
    done, whole = cache.get(_key(run)) or (0, 0)
    return int(done), int(whole)


def tell_progress(run: Any, done: int, whole: int) -> None:
    """Note how far a job is, where its transaction does not hide it."""
    cache.set(_key(run), (done, whole), timeout=3600)


def _key(run: Any) -> str:
    return f"{run._meta.app_label}:import:{run.pk}"
