"""The rows of a decided import, written by the operations of their areas (see `core.shared.imports`)."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from core.audit.operations import record
from core.basket.models import ServiceCard
from core.basket.operations.cards import draft_card
from core.basket.operations.proposals import change_card
from core.opendata.enums import RowKind, RowState
from core.opendata.errors import PartnerNotWrittenError
from core.opendata.models import ImportRow, ImportRun
from core.opendata.operations.reading import actor_of
from core.partnership.models import PartnerOrganisation
from core.partnership.operations.organisations import invite_partner, update_partner
from core.shared.actor import Actor
from core.shared.imports.problems import Problem
from core.shared.imports.writing import Writer

BATCH: Final = 100


def write_import(*, run_id: UUID | str) -> None:
    """Write the rows of a decided import, batch by batch, and close it."""
    Writer(ImportRun, actor_of, _write, _told, _problem, BATCH).run(run_id)


def _told(actor: Actor, run: ImportRun) -> None:
    record(actor, "opendata.import_written", run, written=run.written, wrong=run.wrong)


def _problem(row: ImportRow, code: str, data: dict[str, Any]) -> Problem:
    return Problem(code, row.table, row.line, "", data)


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
