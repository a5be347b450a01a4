"""Spreadsheets of families: seen by whoever handed them in, and by nobody else."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from core.families.models import FamilyImport, FamilyImportRow
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def family_imports(actor: Actor) -> QuerySet[FamilyImport]:
    """The actor's own imports, the newest first."""
    if not (actor.has(Role.SOCIAL_WORKER) and actor.may_use("families:read")):
        return FamilyImport.objects.none()
    return FamilyImport.objects.filter(started_by_id=actor.user_id)


def family_import_visible(actor: Actor, run_id: UUID | str) -> FamilyImport:
    """One import of the actor's own, or `NotVisibleError`."""
    found = family_imports(actor).filter(pk=run_id).first()
    if found is None:
        raise NotVisibleError
    return found


def family_import_rows(run: FamilyImport, state: str | None = None) -> QuerySet[FamilyImportRow]:
    """Households of an import in the order of its file, or only those of a state."""
    found = FamilyImportRow.objects.filter(run=run)
    return found.filter(state=state) if state else found


def family_import_rows_visible(actor: Actor) -> QuerySet[FamilyImportRow]:
    """Households of the actor's own imports, in the order of their files."""
    runs = family_imports(actor).order_by()
    return FamilyImportRow.objects.filter(run__in=runs.values("pk")).order_by("position", "pk")


def same_family_files(actor: Actor, run: FamilyImport) -> QuerySet[FamilyImport]:
    """Earlier imports of the very same file."""
    return family_imports(actor).filter(sha256=run.sha256, pk__lt=run.pk)
