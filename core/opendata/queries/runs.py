"""Imports: whose they are, what they would do, what is wrong with them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from core.basket.permissions import may_publish
from core.opendata.enums import ImportStatus
from core.opendata.models import ImportRow, ImportRun
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

# A job that gave no sign for so long was lost with its worker and may be started again.
LOST_AFTER: Final = timedelta(minutes=5)
_AT_WORK: Final = (ImportStatus.UPLOADED, ImportStatus.READING, ImportStatus.WRITING)


def imports(actor: Actor) -> QuerySet[ImportRun]:
    """Imports, the newest first: publishers see all, a delegate those of the own organisation."""
    found = ImportRun.objects.select_related("partner")
    if actor.is_system:
        return found
    if not actor.may_use("basket:read"):
        raise NotVisibleError
    if may_publish(actor):
        return found
    if actor.has(Role.DELEGATE) and actor.partner_id:
        return found.filter(partner_id=actor.partner_id)
    raise NotVisibleError


def import_visible(actor: Actor, run_id: UUID | str) -> ImportRun:
    """One import; `NotVisibleError` when it is none of the actor's business."""
    found = imports(actor).filter(pk=run_id).first()
    if found is None:
        raise NotVisibleError
    return found


def rows_visible(actor: Actor) -> QuerySet[ImportRow]:
    """Rows of imports that the actor sees."""
    return ImportRow.objects.filter(run__in=imports(actor).order_by().values("pk"))


def rows_of(run: ImportRun, state: str | None = None) -> QuerySet[ImportRow]:
    """Rows of an import in the order of its file, or only those of a state."""
    found = ImportRow.objects.filter(run=run)
    return found.filter(state=state) if state else found


def is_at_work(run: ImportRun) -> bool:
    """Whether a job has it in hand, or should have."""
    return run.status in _AT_WORK


def is_lost(run: ImportRun) -> bool:
    """Whether its job was lost and should be started again."""
    return is_at_work(run) and timezone.now() - run.moved_at > LOST_AFTER


def progress(run: ImportRun) -> tuple[int, int]:
    """How many rows of how many the job has behind it; zeros before it says so."""
    done, whole = cache.get(_key(run)) or (0, 0)
    return int(done), int(whole)


def tell_progress(run: ImportRun, done: int, whole: int) -> None:
    """Note how far a job is, where its transaction does not hide it."""
    cache.set(_key(run), (done, whole), timeout=3600)


def _key(run: ImportRun) -> str:
    return f"opendata:import:{run.pk}"


def same_files(actor: Actor, run: ImportRun) -> QuerySet[ImportRun]:
    """Earlier imports of the very same file."""
    return imports(actor).filter(sha256=run.sha256, pk__lt=run.pk)
