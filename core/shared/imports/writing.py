"""What a preview showed is written, in batches, through the operations that people use.

A batch is one transaction. Killed between two batches the job goes on with the rows that have no day of
writing yet; run twice it writes nothing twice. When a rule refuses meanwhile (somebody else changed a
record after the preview), the batch is taken back and the import stands open again with that row marked,
unless the user had asked for the correct rows only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from core.shared.actor import Actor
from core.shared.errors import DomainError
from core.shared.imports import runs
from core.shared.imports.enums import ImportStatus, RowState
from core.shared.imports.problems import Problem

LANGUAGE: Final = "pl"


class RowRefusedError(Exception):
    """A rule refused a row while it was written: the batch around it is taken back."""

    def __init__(self, row: Any, refusal: DomainError) -> None:
        super().__init__(refusal.code)
        self.row = row
        self.refusal = refusal


@dataclass(frozen=True)
class Writer:
    """How the rows of one kind of import are written.

    `actor_of` gives whoever handed the file in with the rights of today, `write` writes one row, `told`
    tells the log that all is written, `problem` says at which place of the file a refusal is shown.
    """

    model: Any
    actor_of: Callable[[Any], Actor]
    write: Callable[[Actor, Any], None]
    told: Callable[[Actor, Any], object]
    problem: Callable[[Any, str, dict[str, Any]], Problem]
    batch: int

    def run(self, run_id: UUID | str) -> None:
        """Write the rows of a decided import, batch by batch, and close it."""
        while True:
            try:
                with transaction.atomic(), override(LANGUAGE):
                    if not self._batch(run_id):
                        return
            except RowRefusedError as refused:
                self._stop(run_id, refused)
                return

    def _batch(self, run_id: UUID | str) -> bool:
        """One batch; False when there is nothing (more) to do."""
        run = self.model.objects.select_for_update().filter(pk=run_id, status=ImportStatus.WRITING).first()
        if run is None:
            return False
        actor = self.actor_of(run)
        waiting = run.rows.filter(state__in=[RowState.NEW, RowState.CHANGED], written_at__isnull=True)
        rows = list(waiting.order_by("position")[: self.batch])
        for row in rows:
            self._one(actor, run, row)
        run.moved_at = timezone.now()
        run.save()
        runs.tell_progress(run, run.written, run.new + run.changed)
        if len(rows) < self.batch:
            self.told(actor, run)
            runs.end(run, ImportStatus.DONE)
            return False
        return True

    def _one(self, actor: Actor, run: Any, row: Any) -> None:
        try:
            with transaction.atomic():
                self.write(actor, row)
        except DomainError as refusal:
            if not run.only_correct:
                raise RowRefusedError(row, refusal) from refusal
            self._mark(run, row, refusal)
            return
        row.written_at = timezone.now()
        row.save(update_fields=["written_at"])
        run.written += 1

    def _mark(self, run: Any, row: Any, refusal: DomainError) -> None:
        data = {name: str(value) for name, value in refusal.data.items()}
        runs.mark_wrong(run, row, self.problem(row, refusal.code, data))

    @transaction.atomic
    def _stop(self, run_id: UUID | str, refused: RowRefusedError) -> None:
        """Open the import again after a refusal; what earlier batches wrote stays and is counted."""
        run = self.model.objects.select_for_update().get(pk=run_id)
        self._mark(run, run.rows.get(pk=refused.row.pk), refused.refusal)
        run.status = ImportStatus.READY
        run.moved_at = timezone.now()
        run.save()
