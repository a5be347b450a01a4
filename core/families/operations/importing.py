"""A spreadsheet of families: handed in, shown, decided, written in the background, forgotten.

Nobody but the worker who handed it in sees it. The same file again changes nothing: households are found
by their number in the centre's system, persons by PESEL, else by name and day of birth.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.audit.operations import record
from core.families.enums import SheetFormat
from core.families.models import Case, FamilyImport, FamilyImportFile, FamilyImportRow, Person
from core.families.operations.grounds import record_grounds
from core.families.operations.households import add_person, correct_household
from core.families.operations.persons import PersonData, correct_person
from core.families.operations.planning import CHUNK, Plan, PlannedHousehold
from core.families.operations.registering import register_household
from core.families.permissions import require_registrar
from core.families.rules import sheet
from core.identity.models import User
from core.identity.queries import actor_for
from core.reference.grounds import HouseholdRole
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from core.shared.imports import runs, sheets
from core.shared.imports.enums import ImportStatus, RowState
from core.shared.imports.problems import Problem
from core.shared.imports.reading import read_run
from core.shared.imports.writing import Writer
from core.shared.jobs import Job, enqueue
from tenants.context import current_schema

BATCH: Final = 25
_MOST_PROBLEMS: Final = 50


@transaction.atomic
def start_family_import(
    *, actor: Actor, filename: str, content: bytes, key: UUID | None = None
) -> FamilyImport:
    """Take a spreadsheet in; a job reads it, nothing of it is written yet.

    The same `key` again gives the import of the first time. Raises `FileEmptyError`, `FileTooLargeError`.
    """
    require_registrar(actor)
    if key and (known := FamilyImport.objects.filter(pk=key, started_by_id=actor.user_id).first()):
        return known
    runs.check_content(content)
    run = FamilyImport.objects.create(
        pk=key or uuid7(),
        started_by_id=actor.user_id,
        started_by_name=actor.name,
        format=SheetFormat.XLSX if content.startswith(b"PK") else SheetFormat.CSV,
        **runs.facts_of(filename, content),
    )
    FamilyImportFile.objects.create(run=run, content=base64.b64encode(content).decode())
    record(actor, "families.import_started", run, format=run.format, size=run.size)
    enqueue(Job.READ_FAMILIES, run_id=str(run.pk))
    return run


@transaction.atomic
def decide_family_import(*, actor: Actor, run: FamilyImport, only_correct: bool = False) -> FamilyImport:
    """Write what the preview showed, by a job; a file with errors only when the user says so.

    Raises `WrongImportStepError`, `ImportHasErrorsError`, `NothingToImportError`.
    """
    locked = _own(actor, run)
    if runs.decide(locked, only_correct=only_correct):
        record(actor, "families.import_decided", locked, new=locked.new, changed=locked.changed)
        enqueue(Job.WRITE_FAMILIES, run_id=str(locked.pk))
    return locked


@transaction.atomic
def cancel_family_import(*, actor: Actor, run: FamilyImport) -> FamilyImport:
    """Give an import up; what was not written is forgotten with its file."""
    locked = _own(actor, run)
    if locked.status != ImportStatus.CANCELLED:
        runs.require(locked, *runs.OPEN)
        runs.end(locked, ImportStatus.CANCELLED)
        record(actor, "families.import_cancelled", locked)
    return locked


@transaction.atomic
def resume_family_import(*, actor: Actor, run: FamilyImport) -> FamilyImport:
    """Start the job of an import again that was lost with its worker; it goes on where it stood."""
    locked = _own(actor, run)
    if runs.is_lost(locked):
        locked.moved_at = timezone.now()
        locked.save(update_fields=["moved_at"])
        job = Job.WRITE_FAMILIES if locked.status == ImportStatus.WRITING else Job.READ_FAMILIES
        enqueue(job, run_id=str(locked.pk))
        record(actor, "families.import_resumed", locked)
    return locked


def _own(actor: Actor, run: FamilyImport) -> FamilyImport:
    """The import, locked, for whoever handed it in; to others it does not exist."""
    require_registrar(actor)
    locked = FamilyImport.objects.select_for_update().get(pk=run.pk)
    if not actor.is_system and locked.started_by_id != actor.user_id:
        raise NotVisibleError
    return locked


def read_families(*, run_id: UUID | str) -> None:
    """Make the preview of an import; run again it makes the same one anew."""
    read_run(FamilyImport, run_id, _lay_out)


def _lay_out(run: FamilyImport) -> None:
    content = base64.b64decode(run.file.content)
    if run.format == SheetFormat.XLSX:
        opened = sheets.opened_xlsx(content, sheet.SHEET, sheet.MOST_PERSONS)
    else:
        opened = sheets.opened_csv(content, run.filename)
    households = sheet.read(opened, run.filename, clock.today())
    actor = _actor_of(run)
    plan = Plan(actor)
    run.rows.all().delete()
    numbers = dict.fromkeys(RowState.values, 0)
    for rows in _chunks(run, plan.rows(households), len(households)):
        for row in rows:
            numbers[row.state] += 1
        FamilyImportRow.objects.bulk_create(rows)
    run.new, run.changed = numbers[RowState.NEW], numbers[RowState.CHANGED]
    run.unchanged, run.wrong = numbers[RowState.UNCHANGED], numbers[RowState.WRONG]
    # That somebody is known to another worker was told: the reading itself is noted.
    record(actor, "families.import_read", run, known_elsewhere=plan.known_elsewhere)


def _chunks(run: FamilyImport, planned: Iterator[PlannedHousehold], whole: int) -> Iterator[list[Any]]:
    rows: list[FamilyImportRow] = []
    for position, each in enumerate(planned, start=1):
        rows.append(_row(run, position, each))
        if len(rows) == CHUNK:
            runs.tell_progress(run, position, whole)
            yield rows
            rows = []
    yield rows


def _row(run: FamilyImport, position: int, planned: PlannedHousehold) -> FamilyImportRow:
    kept = {"values": planned.values, "changes": planned.changes}
    return FamilyImportRow(
        run=run,
        position=position,
        line=planned.line,
        title=planned.title,
        state=planned.state,
        household=planned.household,
        key=uuid7(),
        values=json.dumps(kept, ensure_ascii=False),
        problems=[problem.as_json() for problem in planned.problems[:_MOST_PROBLEMS]],
    )


def write_families(*, run_id: UUID | str) -> None:
    """Write the rows of a decided import, batch by batch, and close it."""
    Writer(FamilyImport, _actor_of, _write, _told, _problem, BATCH).run(run_id)


def _actor_of(run: FamilyImport) -> Actor:
    """Whoever handed the file in, with the rights of today: the job may not do more than its person."""
    if run.started_by_id is None:
        return Actor.system(run.started_by_name, current_schema())
    user = User.objects.filter(pk=run.started_by_id, is_active=True).first()
    return actor_for(user) if user else Actor(None, run.started_by_name, tenant=current_schema())


def _told(actor: Actor, run: FamilyImport) -> None:
    record(actor, "families.import_written", run, written=run.written, wrong=run.wrong)


def _problem(row: FamilyImportRow, code: str, data: dict[str, Any]) -> Problem:
    return Problem(code, sheet.SHEET, row.line, "", data)


def _write(actor: Actor, row: FamilyImportRow) -> None:
    """One household, by the operations that people use; who may do what is decided there."""
    values = json.loads(row.values)["values"]
    if row.state == RowState.NEW:
        _register(actor, row.key, values)
    else:
        _add_to(actor, row.household, values)


def _register(actor: Actor, key: UUID, values: dict[str, Any]) -> None:
    opened_on = _day(values["opened_on"])
    case = register_household(
        actor=actor,
        household_type=values["household_type"],
        source_number=values["source_number"],
        persons=[_person(given) for given in values["add"]],
        opened_on=opened_on,
        key=key,
    )
    if values["grounds"]:
        record_grounds(actor=actor, case=case, codes=values["grounds"], starts_on=opened_on)


def _add_to(actor: Actor, household_id: UUID | None, values: dict[str, Any]) -> None:
    case = Case.objects.open().filter(household=household_id).select_related("household").first()
    if case is None:
        raise NotVisibleError
    if case.household.version != values["version"]:
        raise ConflictError
    if "household_type" in values:
        correct_household(
            actor=actor,
            case=case,
            household_type=values["household_type"],
            source_number=case.household.source_number,
        )
    for given in values["correct"]:
        correct_person(
            actor=actor,
            case=case,
            person=Person.objects.get(pk=given["person"]),
            first_name=given["first_name"],
            last_name=given["last_name"],
            born_on=_day(given["born_on"]),
            sex=given["sex"],
            pesel=given["pesel"],
            version=given["version"],
        )
    for given in values["add"]:
        add_person(actor=actor, case=case, person=_person(given))
    if values["grounds"]:
        record_grounds(actor=actor, case=case, codes=values["grounds"])


def _person(given: dict[str, str]) -> PersonData:
    return PersonData(
        first_name=given["first_name"],
        last_name=given["last_name"],
        role=given.get("role") or HouseholdRole.OTHER_MEMBER.value,
        born_on=_day(given.get("born_on", "")),
        sex=given.get("sex", ""),
        pesel=given.get("pesel", ""),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def forget_family_imports(*, actor: Actor) -> int:
    """Give up what nobody decided for a month, and forget the rows of what ended three months ago."""
    now = timezone.now()
    stale = FamilyImport.objects.select_for_update().filter(
        status__in=runs.OPEN, moved_at__lt=now - runs.OPEN_FOR
    )
    number = 0
    for run in stale:
        runs.end(run, ImportStatus.CANCELLED)
        record(actor, "families.import_forgotten", run)
        number += 1
    FamilyImportRow.objects.filter(run__ended_at__lt=now - runs.ROWS_FOR).delete()
    return number
