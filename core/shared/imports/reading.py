"""The preview of an import, made by a job; nothing is written yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from core.shared.imports.enums import ImportStatus
from core.shared.imports.errors import FileRefusedError
from core.shared.imports.runs import end
from core.shared.imports.writing import LANGUAGE


def read_run(model: Any, run_id: UUID | str, lay_out: Callable[[Any], None]) -> None:
    """Let `lay_out` make the rows and counts of an import; run again it makes the same ones anew. A file
    that brings nothing new is done with.

    The run is held for the whole of it, so that two jobs for one file do not mix their rows.
    """
    with transaction.atomic():
        run = model.objects.select_for_update().filter(pk=run_id).first()
        if run is None or run.status not in (ImportStatus.UPLOADED, ImportStatus.READING):
            return
        model.objects.filter(pk=run.pk).update(status=ImportStatus.READING, moved_at=timezone.now())
        try:
            with transaction.atomic(), override(LANGUAGE):
                lay_out(run)
            if not (run.new or run.changed or run.wrong):
                end(run, ImportStatus.DONE)
                return
            run.status = ImportStatus.READY
        except FileRefusedError as refusal:
            run.status = ImportStatus.REFUSED
            run.refusal = {"code": refusal.code, "data": refusal.data}
        run.moved_at = timezone.now()
        run.save()
