"""What the preview showed is written, in batches, through the operations that people use.

A batch is one transaction. Killed between two batches the job goes on with the rows that have no day of
writing yet; run twice it writes nothing twice. When a rule refuses meanwhile (somebody else changed a card
after the preview), the batch is taken back and the import stands open again with that row marked, unless
the user had asked for the correct rows only.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from core.audit.operations import record
from core.basket.models import ServiceCard
from core.basket.operations.cards import draft_card
from core.basket.operations.proposals import change_card
from core.opendata.enums import ImportStatus, RowKind, RowState
from core.opendata.errors import PartnerNotWrittenError
from core.opendata.models import ImportRow, ImportRun
from core.opendata.operations.reading import LANGUAGE, actor_of
from core.opendata.operations.uploading import end
from core.opendata.queries.runs import tell_progress
from core.opendata.rules.incoming import Problem
from core.partnership.models import PartnerOrganisation
from core.partnership.operations.organisations import invite_partner, update_partner
from core.shared.actor import Actor
from core.shared.errors import DomainError

BATCH: Final = 100


class RowRefusedError(Exception):
    """A rule refused a row while it was written: the batch around it is taken back."""

    def __init__(self, row: ImportRow, refusal: DomainError) -> None:
        super().__init__(refusal.code)
        self.row = row
        self.refusal = refusal


def write_import(*, run_id: UUID | str) -> None:
    """Write the rows of a decided import, batch by batch, and close it."""
    while True:
        try:
            with transaction.atomic(), override(LANGUAGE):
                if not _batch(run_id):
                    return
        except RowRefusedError as refused:
            _stop(run_id, refused)
            return


def _batch(run_id: UUID | str) -> bool:
    """One batch; False when there is nothing (more) to do."""
    run = ImportRun.objects.select_for_update().filter(pk=run_id, status=ImportStatus.WRITING).first()
    if run is None:
        return False
    actor = actor_of(run)
    waiting = run.rows.filter(state__in=[RowState.NEW, RowState.CHANGED], written_at__isnull=True)
    rows = list(waiting.order_by("position")[:BATCH])
    for row in rows:
        _one(actor, run, row)
    run.moved_at = timezone.now()
    run.save()
    tell_progress(run, run.written, run.new + run.changed)
    if len(rows) < BATCH:
        record(actor, "opendata.import_written", run, written=run.written, wrong=run.wrong)
        end(run, ImportStatus.DONE)
        return False
    return True


def _one(actor: Actor, run: ImportRun, row: ImportRow) -> None:
    try:
        with transaction.atomic():
            _write(actor, row)
    except DomainError as refusal:
        if not run.only_correct:
            raise RowRefusedError(row, refusal) from refusal
        _mark(run, row, refusal)
        return
    row.written_at = timezone.now()
    row.save(update_fields=["written_at"])
    run.written += 1


def _write(actor: Actor, row: ImportRow) -> None:
    """One organisation or card, by the operation of its area; who may do what is decided there."""
    values: dict[str, Any] = dict(row.values)
    if row.kind == RowKind.ORGANISATION:
        if row.state == RowState.NEW:
            invite_partner(actor=actor, key=row.target, **values)
        else:
            update_partner(actor=actor, partner=_partner(row.target), **values)
    elif row.state == RowState.NEW:
        partner = _partner(row.partner_key)
        draft_card(actor=actor, partner=partner, key=row.target, **values)
    else:
        card = ServiceCard.objects.get(pk=str(row.target))
        change_card(actor=actor, card=card, version=row.version, **values)


def _partner(key: UUID | None) -> PartnerOrganisation:
    """An organisation of the preview; it is absent where its own row was refused."""
    found = PartnerOrganisation.objects.filter(pk=key).first() if key else None
    if found is None:
        raise PartnerNotWrittenError
    return found


def _mark(run: ImportRun, row: ImportRow, refusal: DomainError) -> None:
    """A row that a rule refused counts as wrong from now on."""
    data = {name: str(value) for name, value in refusal.data.items()}
    row.problems = [*row.problems, Problem(refusal.code, row.table, row.line, "", data).as_json()]
    if row.state == RowState.NEW:
        run.new -= 1
    else:
        run.changed -= 1
    row.state = RowState.WRONG
    row.save(update_fields=["problems", "state"])
    run.wrong += 1


@transaction.atomic
def _stop(run_id: UUID | str, refused: RowRefusedError) -> None:
    """Open the import again after a refusal; what earlier batches wrote stays and is counted."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    _mark(run, ImportRow.objects.get(pk=refused.row.pk), refused.refusal)
    run.status = ImportStatus.READY
    run.moved_at = timezone.now()
    run.save()
