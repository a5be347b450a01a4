"""Families from a spreadsheet: shown first, written once, the same file twice changes nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from django.db import connection

from core.audit.models import AuditEvent
from core.families import errors, operations, queries
from core.families.models import Case, FamilyImport, FamilyImportFile, FamilyImportRow, Person
from core.families.operations import PersonData
from core.families.operations.importing import read_families, write_families
from core.families.rules import sheet
from core.shared.actor import Actor
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.shared.imports.enums import ImportStatus
from core.shared.imports.errors import ImportHasErrorsError, NothingToImportError
from core.shared.imports.writing import Writer
from tests.support import families as build
from tests.support import people

TODAY = date(2026, 10, 5)
HEAD = (
    "Numer rodziny w systemie;Rodzaj gospodarstwa;Pierwsza rozmowa;Powody z art. 7;"
    "Imię;Nazwisko;Kim jest w rodzinie;Data urodzenia;Płeć;PESEL\n"
)
GOOD = (
    "POM-1;Rodzina z dziećmi;01.09.2026;1, 4;Anna;Plikowa;Osoba wiodąca;;;90041200060\n"
    "POM-1;;;;Zosia;Plikowa;Dziecko;2015-05-06;K;\n"
    "POM-2;;;;Jan;Samotny;;03.02.1960;M;\n"
)


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(TODAY):
        yield


def handed_in(actor: Actor, text: str | bytes, name: str = "rodziny.csv") -> FamilyImport:
    content = text if isinstance(text, bytes) else (HEAD + text).encode()
    run = operations.start_family_import(actor=actor, filename=name, content=content)
    read_families(run_id=run.pk)
    return queries.family_import_visible(actor, run.pk)


def written(actor: Actor, run: FamilyImport, *, only_correct: bool = False) -> FamilyImport:
    operations.decide_family_import(actor=actor, run=run, only_correct=only_correct)
    write_families(run_id=run.pk)
    return queries.family_import_visible(actor, run.pk)


def told(run: FamilyImport) -> set[tuple[int, str, str]]:
    """Line, column and code of each error."""
    rows = FamilyImportRow.objects.filter(run=run)
    return {(p["line"], p["column"], p["code"]) for row in rows for p in row.problems if not p["note"]}


def test_families_come_from_a_file_and_come_once() -> None:
    worker = people.actor("social_worker")
    run = handed_in(worker, GOOD)
    assert (run.status, run.new, run.wrong) == (ImportStatus.READY, 2, 0)
    assert not Case.objects.exists()
    run = written(worker, run)
    assert (run.status, run.written) == (ImportStatus.DONE, 2)
    first = Case.objects.get(household__source_number="POM-1")
    assert (first.opened_on, first.household.household_type) == (date(2026, 9, 1), "two_parents")
    assert [person.full_name for person in queries.persons_of(first)] == ["Anna Plikowa", "Zosia Plikowa"]
    assert [ground.code for ground in queries.grounds_of(first)] == ["1", "4"]
    second = Case.objects.get(household__source_number="POM-2")
    assert (second.household.household_type, second.opened_on) == ("single", TODAY)
    again = handed_in(worker, GOOD)
    assert (again.status, again.new, again.changed, again.unchanged) == (ImportStatus.DONE, 0, 0, 2)
    assert list(queries.same_family_files(worker, again)) == [run]
    assert Person.objects.count() == 3


def test_what_is_personal_in_an_import_is_sealed_and_forgotten() -> None:
    worker = people.actor("social_worker")
    run = handed_in(worker, GOOD)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT string_agg(r::text, '') FROM families_familyimportrow r)"
            " || (SELECT string_agg(f::text, '') FROM families_familyimportfile f)"
        )
        stored = cursor.fetchone()[0]
    assert "Plikowa" not in stored
    assert build.PESEL not in stored
    assert "Plikowa" not in "".join(str(event.content()) for event in AuditEvent.objects.all())
    written(worker, run)
    assert not FamilyImportFile.objects.exists()


def test_errors_are_told_by_line_and_column_and_nothing_is_written() -> None:
    worker, other = people.actor("social_worker"), people.actor("social_worker")
    build.family(worker, PersonData("Anna", "Moja", pesel=build.PESEL))
    build.family(other, PersonData("Adam", "Cudzy", pesel="88020300018"), source_number="POM-9")
    run = handed_in(
        worker,
        GOOD.replace("90041200060", "")
        + "POM-3;Zamek;01.01.2030;10;;Bez-Imienia;Król;31.31.2000;X;123\n"
        + "POM-4;;;;Anna;Moja;;;;90041200060\n"
        + "POM-5;;;;Adam;Cudzy;;;;88020300018\n"
        + ";;;;Nikt;Bez-Numeru;;;;\n"
        + "POM-6;;;;Jeden;Wiodący;Osoba wiodąca;;;\n"
        + "POM-6;Para bez dzieci;;;Drugi;Wiodący;Osoba wiodąca;;;\n"
        + "POM-6;Inne gospodarstwo;;;Trzeci;Wiodący;;;;\n"
        + "POM-9;;;;Ktoś;Obcy;;;;\n",
    )
    assert (run.new, run.wrong) == (2, 6)
    assert told(run) == {
        (5, "Rodzaj gospodarstwa", "not_a_choice"),
        (5, "Pierwsza rozmowa", "opened_in_future"),
        (5, "Powody z art. 7", "not_a_ground"),
        (5, "Imię", "required"),
        (5, "Kim jest w rodzinie", "not_a_choice"),
        (5, "Data urodzenia", "not_a_day"),
        (5, "Płeć", "not_a_choice"),
        (5, "PESEL", "bad_pesel"),
        (6, "PESEL", "pesel_in_own_case"),
        (7, "PESEL", "pesel_elsewhere"),
        (8, "Numer rodziny w systemie", "number_missing"),
        (10, "Kim jest w rodzinie", "two_leads"),
        (11, "Rodzaj gospodarstwa", "differs_in_household"),
        (12, "Numer rodziny w systemie", "household_elsewhere"),
    }
    [row] = [row for row in run.rows.all() if row.line == 7]
    [known] = [problem for problem in row.problems if not problem["note"]]
    assert other.name in errors.sentence(known["code"], known["data"])
    with pytest.raises(ImportHasErrorsError):
        operations.decide_family_import(actor=worker, run=run)
    assert Case.objects.count() == 2
    run = written(worker, run, only_correct=True)
    assert (run.written, Case.objects.count()) == (2, 4)


def test_a_later_file_adds_and_corrects_what_it_speaks_of() -> None:
    worker = people.actor("social_worker")
    written(worker, handed_in(worker, GOOD))
    later = (
        "POM-1;Rodzina wielodzietna;;13;Anna;Plikowa-Nowa;;;;90041200060\n"
        "POM-1;;;;Zosia;Plikowa;;2015-05-06;;\n"
        "POM-1;;;;Staś;Plikowy;Dziecko;2026-09-30;M;\n"
    )
    run = handed_in(worker, later)
    assert (run.changed, run.wrong, run.unchanged) == (1, 0, 0)
    assert written(worker, run).written == 1
    case = Case.objects.get(household__source_number="POM-1")
    assert case.household.household_type == "large"
    assert {ground.code for ground in queries.grounds_of(case)} == {"1", "4", "13"}
    names = {person.full_name for person in queries.persons_of(case)}
    assert names == {"Anna Plikowa-Nowa", "Zosia Plikowa", "Staś Plikowy"}
    assert handed_in(worker, later).unchanged == 1


def test_somebody_alike_is_suggested_among_own_families_only() -> None:
    worker, other = people.actor("social_worker"), people.actor("social_worker")
    mine = build.family(worker)
    build.family(other, PersonData("Obca", "Podobna", born_on=date(1980, 1, 1)))
    run = handed_in(
        worker,
        "POM-7;;;;Lucja;Wzorcowa;;12.04.1990;;\nPOM-8;;;;Obca;Podobna;;01.01.1980;;\n",
    )
    notes = [(p["line"], p["data"].get("case")) for row in run.rows.all() for p in row.problems]
    assert (2, mine.number) in notes
    assert not any(line == 3 and number for line, number in notes)
    found = queries.alike_visible(worker, [("Wzorcowa", "Łucja", date(1990, 4, 12))])
    assert [one.case for one in found] == [mine]
    assert queries.alike_visible(worker, [("Łucja", "Wzorcowa", date(1990, 4, 13))]) == []
    assert queries.alike_visible(people.actor("director"), [("Łucja", "Wzorcowa", None)]) == []


def test_a_workbook_is_read_with_its_dates_and_numbers() -> None:
    worker = people.actor("social_worker")
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet("Rodziny")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, heading in enumerate(sheet.HEADERS.values()):
            page.write_string(0, column, heading)
        page.write_string(1, 0, "POM-1")
        page.write_string(1, 4, "Anna")
        page.write_formula(1, 5, '="Plik"&"owa"', None, "Plikowa")
        page.write_datetime(1, 7, date(1902, 7, 4), day)
        page.write_number(1, 9, 2070400014)
    run = handed_in(worker, content.getvalue(), "rodziny.xlsx")
    [row] = run.rows.all()
    codes = {problem["code"] for problem in row.problems}
    assert "formula" in codes
    assert not codes & {"not_a_day", "required"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEAD.encode() + b"POM-1;;;;A;B;;;;\n" * 100_000, "too_many_rows"),
        (b"Imie;Nazwisko\nA;B\n", "missing_column"),
        (b"\x00\x81\x8d", "unreadable_text"),
        (b"PK\x03\x04broken", "archive_broken"),
    ],
)
def test_files_that_cannot_be_are_refused_whole(content: bytes, code: str) -> None:
    run = handed_in(people.actor("social_worker"), content)
    assert (run.status, run.refusal["code"]) == (ImportStatus.REFUSED, code)


def test_a_bomb_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/worksheets/sheet1.xml", b"0" * (101 * 1024 * 1024))
    run = handed_in(people.actor("social_worker"), bomb.getvalue(), "bomba.xlsx")
    assert (run.status, run.refusal["code"]) == (ImportStatus.REFUSED, "archive_bomb")


def test_an_import_is_its_workers_own_and_goes_on_after_a_break(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = people.actor("social_worker")
    lines = "".join(f"POM-{number};;;;Imię;Nazwisko{number};;;;\n" for number in range(5))
    run = handed_in(worker, lines)
    other = people.actor("social_worker")
    with pytest.raises(NotVisibleError):
        queries.family_import_visible(other, run.pk)
    with pytest.raises(NotVisibleError):
        operations.decide_family_import(actor=other, run=run)
    with pytest.raises(NotVisibleError):
        operations.start_family_import(actor=people.actor("director"), filename="x", content=b"x")
    operations.decide_family_import(actor=worker, run=run)
    monkeypatch.setattr("core.families.operations.importing.BATCH", 2)
    whole, batches = Writer._batch, iter(range(3))

    def killed(self: Writer, run_id: object) -> bool:
        if next(batches) == 2:
            raise RuntimeError
        return whole(self, run_id)  # type: ignore[arg-type]

    monkeypatch.setattr(Writer, "_batch", killed)
    with pytest.raises(RuntimeError):
        write_families(run_id=run.pk)
    assert Case.objects.count() == 4
    monkeypatch.undo()
    write_families(run_id=run.pk)
    assert (Case.objects.count(), queries.family_import_visible(worker, run.pk).written) == (5, 5)


def test_a_rule_that_refuses_meanwhile_opens_the_import_again() -> None:
    worker = people.actor("social_worker")
    run = handed_in(worker, GOOD)
    build.family(worker, PersonData("Ktoś", "Inny", pesel=build.PESEL))
    run = written(worker, run)
    assert (run.status, run.wrong, run.written) == (ImportStatus.READY, 1, 0)
    assert Case.objects.count() == 1


def test_handed_in_twice_with_one_key_and_with_nothing_new() -> None:
    worker, key = people.actor("social_worker"), uuid7()
    content = (HEAD + GOOD).encode()
    runs = {
        operations.start_family_import(actor=worker, filename="a.csv", content=content, key=key).pk
        for _again in range(2)
    }
    assert runs == {key}
    run = handed_in(worker, "PRZYKŁAD-1;;;;Anna;Przykładowa;;;;\n")
    assert (run.status, run.new) == (ImportStatus.DONE, 0)
    wrong = handed_in(worker, "POM-1;;;;;Nikt;;;;\n")
    with pytest.raises(ImportHasErrorsError):
        operations.decide_family_import(actor=worker, run=wrong)
    with pytest.raises(NothingToImportError):
        operations.decide_family_import(actor=worker, run=wrong, only_correct=True)
    operations.cancel_family_import(actor=worker, run=wrong)
    assert not FamilyImportRow.objects.filter(run=wrong).exists()
