"""Numbers of public reports: typed in, or read from a spreadsheet, looked at and then written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction

from core.audit.operations import record
from core.identity.models import User
from core.indicators import reports
from core.indicators.errors.context import ContextImportDoneError, ContextImportWrongError
from core.indicators.models import ContextFigure, ContextImport
from core.indicators.permissions import require_counter
from core.indicators.queries.context import given_in
from core.indicators.reports import Given, What
from core.indicators.rules import Period
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.shared.imports.enums import RowState


@transaction.atomic
def enter(
    *, actor: Actor, period: Period, values: Mapping[What, str], source: str = "", seen: str | None = None
) -> int:
    """Write down the numbers of one period; an empty one is taken away. How many changed.

    With `seen` (`reports.seen` of what the form showed) nobody overwrites what came meanwhile. Raises
    `ConflictError`, `WrongContextPeriodError`, `WrongContextValueError` and what `reports.check` does.
    """
    require_counter(actor)
    reports.check_period(period, clock.today())
    wanted = {what: reports.read_value(text) for what, text in values.items()}
    _alone()
    held = given_in([period])[period]
    if seen is not None and seen != reports.seen(held):
        raise ConflictError
    together = {**held, **wanted}  # a number that is taken away contradicts nothing any more
    reports.check({what: given for what, given in together.items() if given is not None})
    changed = _write(actor, period, wanted, source)
    if changed:
        record(actor, "indicators.context_entered", None, period=period.code, changed=changed)
    return changed


@transaction.atomic
def lay_out_import(*, actor: Actor, filename: str, content: bytes) -> ContextImport:
    """Read a spreadsheet and keep what it would change, to be looked at; nothing is written yet.

    Raises `FileRefusedError` where it cannot be read at all.
    """
    require_counter(actor)
    rows = list(reports.read_sheet(filename, content, clock.today()))
    periods = {row.period for row in rows if row.period is not None}
    held = given_in(periods)
    after: dict[Period, dict[What, Given]] = {period: dict(held[period]) for period in periods}
    laid = [_state_of(row, held, after) for row in rows]
    for period, together in after.items():
        problem = reports.fault(together)
        if problem:
            laid = [_spoiled(row, problem) if row["period"] == period.code else row for row in laid]
    run = ContextImport.objects.create(
        filename=filename[:200],
        rows=laid,
        started_by=User.objects.filter(pk=actor.user_id).first() if actor.user_id else None,
        started_at=clock.now(),
    )
    record(actor, "indicators.context_laid_out", run, rows=len(laid))
    return run


@transaction.atomic
def write_import(*, actor: Actor, run: ContextImport) -> int:
    """Write what was looked at: each number goes from what the preview showed to what it promised.

    Raises `ContextImportDoneError`, `ContextImportWrongError`, `ConflictError` when somebody else wrote one
    of the numbers meanwhile, and what `reports.check` does.
    """
    require_counter(actor)
    _alone()
    held = ContextImport.objects.select_for_update().get(pk=run.pk)
    if held.written_at is not None:
        raise ContextImportDoneError
    if any(row["state"] == RowState.WRONG for row in held.rows):
        raise ContextImportWrongError
    changed = 0
    for period, values in _by_period(held.rows).items():
        _check_still(period, values, held.rows)
        changed += _write(actor, period, values, held.filename[:120])
    held.written_at = clock.now()
    held.save(update_fields=["written_at"])
    record(actor, "indicators.context_imported", held, changed=changed)
    return changed


def _alone() -> None:
    """One writer of these numbers a town at a time: the first one of a period has no row to lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.context'))")


def _check_still(period: Period, values: Mapping[What, Given | None], rows: Iterable[dict[str, Any]]) -> None:
    """The numbers of a period are those that the preview was made from, and go together with the new ones."""
    now = given_in([period])[period]
    shown = {(row["kind"], row["ground"]): row["before"] for row in rows if row["period"] == period.code}
    for what in values:
        if (now[what].shown if what in now else "") != shown[what]:
            raise ConflictError
    reports.check({**now, **{what: given for what, given in values.items() if given is not None}})


def _write(actor: Actor, period: Period, wanted: Mapping[What, Given | None], source: str) -> int:
    rows = ContextFigure.objects.select_for_update().filter(
        period_kind=period.kind, period_start=period.start
    )
    held = {(row.kind, row.ground): row for row in rows}
    changed = 0
    for what, given in wanted.items():
        row = held.get(what)
        if given is None:
            changed += row is not None
            if row is not None:
                row.delete()
            continue
        if row is not None and (row.value, row.status) == (given.value, given.status):
            continue
        if row is None:
            row = ContextFigure(
                kind=what[0], ground=what[1], period_kind=period.kind, period_start=period.start, version=0
            )
        row.value, row.status = given.value, given.status
        row.source, row.entered_by, row.entered_at = source, actor.name, clock.now()
        row.version += 1
        row.save()
        changed += 1
    return changed


def _state_of(
    row: reports.Line,
    held: Mapping[Period, Mapping[What, Given]],
    after: Mapping[Period, dict[What, Given]],
) -> dict[str, Any]:
    state, before = RowState.WRONG, None
    if row.period is not None and row.what is not None and row.given is not None and not row.problem:
        before = held[row.period].get(row.what)
        state = RowState.NEW if before is None else RowState.CHANGED
        if before == row.given:
            state = RowState.UNCHANGED
        after[row.period][row.what] = row.given
    return {
        "line": row.number,
        "period": row.period.code if row.period else row.period_text,
        "kind": row.what[0] if row.what else row.kind_text,
        "ground": row.what[1] if row.what else "",
        "value": row.given.value if row.given else None,
        "status": row.given.status if row.given else "",
        "before": before.shown if before else "",
        "state": state.value,
        "problem": row.problem,
    }


def _spoiled(row: dict[str, Any], problem: str) -> dict[str, Any]:
    return {**row, "state": RowState.WRONG.value, "problem": row["problem"] or problem}


def _by_period(rows: Iterable[dict[str, Any]]) -> dict[Period, dict[What, Given | None]]:
    found: dict[Period, dict[What, Given | None]] = {}
    for row in rows:
        period = reports.period_of_code(row["period"])
        if period is not None and row["state"] in {RowState.NEW, RowState.CHANGED}:
            what = (row["kind"], row["ground"])
            found.setdefault(period, {})[what] = Given(row["value"], row["status"])
    return found
