"""Imports: whose they are, what they would do, what is wrong with them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from core.basket.permissions import may_publish
from core.opendata.models import ImportRow, ImportRun
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


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


def same_files(actor: Actor, run: ImportRun) -> QuerySet[ImportRun]:
    """Earlier imports of the very same file."""
    return imports(actor).filter(sha256=run.sha256, pk__lt=run.pk)
