"""A file read by a job: parsed, compared with the town, laid out as a preview. Nothing is written yet."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from core.basket.permissions import may_publish
from core.identity.models import User
from core.identity.queries import actor_for
from core.opendata.enums import ImportFormat, RowState
from core.opendata.models import ImportRow, ImportRun
from core.opendata.operations.planning import Plan, Planned
from core.opendata.rules import package, reading, sheet
from core.opendata.rules.incoming import Parsed
from core.partnership.queries import partner_of
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.imports.reading import read_run
from core.shared.imports.runs import tell_progress
from tenants.context import current_schema

BATCH: Final = 500
_MOST_PROBLEMS: Final = 50


def read_import(*, run_id: UUID | str) -> None:
    """Make the preview of an import; run again it makes the same one anew."""
    read_run(ImportRun, run_id, _lay_out)


def _lay_out(run: ImportRun) -> None:
    parsed = parse(run.format, base64.b64decode(run.file.content), run.filename)
    plan = Plan(actor_of(run), run)
    run.rows.all().delete()
    whole = len(parsed.organisations) + len(parsed.cards)
    numbers = dict.fromkeys(RowState.values, 0)
    for rows in _batches(plan.rows(parsed), whole, run):
        for row in rows:
            numbers[row.state] += 1
        ImportRow.objects.bulk_create(rows)
    run.new, run.changed = numbers[RowState.NEW], numbers[RowState.CHANGED]
    run.unchanged, run.wrong = numbers[RowState.UNCHANGED], numbers[RowState.WRONG]


def parse(format_: str, content: bytes, name: str) -> Parsed:
    """A file's organisations and services; raises a `FileRefusedError`."""
    if format_ == ImportFormat.CSV:
        return sheet.read_csv(content, name)
    if format_ == ImportFormat.XLSX:
        return sheet.read_xlsx(content, name)
    raw = package.read_json(content) if format_ == ImportFormat.JSON else package.read_zip(content)
    return reading.read(raw)


def actor_of(run: ImportRun) -> Actor:
    """Whoever handed the file in, with the rights of today: the job may not do more than its person."""
    if run.started_by_id is None:
        return Actor.system(run.started_by_name, current_schema())
    user = User.objects.filter(pk=run.started_by_id, is_active=True).first()
    if user is None:
        return Actor(None, run.started_by_name, tenant=current_schema())
    actor = actor_for(user)
    if not may_publish(actor) and actor.has(Role.DELEGATE):
        actor = actor.standing_for(partner_id=partner_of(user.pk))
    return actor


def _batches(planned: Iterable[Planned], whole: int, run: ImportRun) -> Iterator[list[ImportRow]]:
    rows: list[ImportRow] = []
    for position, each in enumerate(planned, start=1):
        rows.append(_row(run, position, each))
        if len(rows) == BATCH:
            tell_progress(run, position, max(whole, position))
            yield rows
            rows = []
    yield rows


def _row(run: ImportRun, position: int, planned: Planned) -> ImportRow:
    incoming = planned.incoming
    return ImportRow(
        run=run,
        position=position,
        kind=planned.kind,
        table=incoming.table[:80],
        line=incoming.line,
        name=incoming.name[:200],
        state=planned.state,
        target=planned.target,
        partner_key=planned.partner_key,
        version=planned.version,
        values=planned.values,
        before=planned.before,
        problems=[problem.as_json() for problem in incoming.problems[:_MOST_PROBLEMS]],
    )
