"""Writing the territorial register from a TERC file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from django.db import transaction
from django.db.models import Max

from core.reference import terc
from core.reference.errors import TercOlderError
from core.reference.models import TerritorialUnit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import changed; a second import of the same file opens and closes nothing."""

    state_on: dt.date
    read: int
    opened: int
    closed: int
    unchanged: int


@dataclass(slots=True)
class _Changes:
    opened: list[TerritorialUnit]
    closed: list[TerritorialUnit]
    corrected: list[TerritorialUnit]
    unchanged: int = 0


@transaction.atomic
def import_terc(*, file: BinaryIO, progress: Callable[[int, int], None] | None = None) -> ImportResult:
    """Bring the register to the state of a TERC file: all of it or, when a row is wrong, nothing.

    A unit that changed or disappeared keeps its row, closed on the file's day. Voivodeships that
    the file does not mention stay untouched, so that an excerpt may be imported. ``progress`` is
    called with (done, all).
    """
    parsed = terc.read(file.read())
    current = {
        unit.code: unit
        for unit in TerritorialUnit.objects.select_for_update().current()
        if _concerns(unit, parsed)
    }
    known_to = max((unit.valid_from for unit in current.values()), default=parsed.state_on)
    closed_to = _last_closing(parsed.voivodeships) or parsed.state_on
    if max(known_to, closed_to) > parsed.state_on:
        raise TercOlderError(state=parsed.state_on, known=max(known_to, closed_to))
    changes = _compare(parsed, current, progress)
    _write(changes)
    return ImportResult(
        parsed.state_on,
        len(parsed.units),
        len(changes.opened),
        len(changes.closed),
        changes.unchanged,
    )


def _concerns(unit: TerritorialUnit, parsed: terc.TercFile) -> bool:
    return unit.code[:2] in parsed.voivodeships


def _last_closing(voivodeships: Iterable[str]) -> dt.date | None:
    closed = TerritorialUnit.objects.filter(valid_to__isnull=False)
    dates = (
        closed.filter(code__startswith=code).aggregate(latest=Max("valid_to"))["latest"]
        for code in voivodeships
    )
    return max((day for day in dates if day), default=None)


def _compare(
    parsed: terc.TercFile,
    current: dict[str, TerritorialUnit],
    progress: Callable[[int, int], None] | None,
) -> _Changes:
    changes = _Changes([], [], [])
    gone = dict(current)
    for done, unit in enumerate(parsed.units, start=1):
        known = gone.pop(unit.code, None)
        if known is None:
            changes.opened.append(_row(unit, parsed.state_on))
        elif (known.kind, known.name, known.parent_code) == (
            unit.kind,
            unit.name,
            unit.parent_code,
        ):
            changes.unchanged += 1
        elif known.valid_from == parsed.state_on:
            # The same day's file again with another spelling: a correction, not a change of the
            # world.
            known.kind, known.name, known.parent_code = unit.kind, unit.name, unit.parent_code
            changes.corrected.append(known)
        else:
            changes.closed.append(known)
            changes.opened.append(_row(unit, parsed.state_on))
        if progress:
            progress(done, len(parsed.units))
    changes.closed.extend(row for row in gone.values() if row.valid_from < parsed.state_on)
    for ended in changes.closed:
        ended.valid_to = parsed.state_on
    return changes


def _row(unit: terc.Unit, state_on: dt.date) -> TerritorialUnit:
    return TerritorialUnit(
        code=unit.code,
        kind=unit.kind,
        name=unit.name,
        parent_code=unit.parent_code,
        valid_from=state_on,
    )


def _write(changes: _Changes) -> None:
    """Close before opening: the database allows one current unit a code."""
    TerritorialUnit.objects.bulk_update(changes.closed, ["valid_to"], batch_size=500)
    TerritorialUnit.objects.bulk_update(changes.corrected, ["kind", "name", "parent_code"], batch_size=500)
    TerritorialUnit.objects.bulk_create(changes.opened, batch_size=500)
