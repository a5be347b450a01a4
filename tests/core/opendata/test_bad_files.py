"""Broken packages, wrong cells, bombs: each told in a sentence with its place, nothing written."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
import xlsxwriter
from django.utils import timezone

from core.basket.models import ServiceCard
from core.basket.operations import edit_card
from core.opendata import errors
from core.opendata.enums import ImportStatus, RowState
from core.opendata.models import ImportRow, ImportRun
from core.opendata.operations.forgetting import forget_imports
from core.opendata.operations.reading import read_import
from core.opendata.operations.uploading import (
    cancel_import,
    decide_import,
    resume_import,
    start_import,
)
from core.opendata.operations.writing import write_import
from core.opendata.queries import exports
from core.opendata.queries.runs import imports
from core.opendata.rules.incoming import MOST_CARDS
from core.partnership.models import PartnerOrganisation
from core.partnership.operations import name_person
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.imports import archive, cells
from core.shared.imports import errors as shared
from core.shared.imports.runs import MOST_BYTES
from tests.core.opendata import stories
from tests.core.opendata.test_round_trip import everything, handed_in, written
from tests.support import people

pytestmark = pytest.mark.usefixtures("in_town")
HEAD = "Organizacja;Nazwa usługi;Kategoria;Wiek od;Wiek do;TERYT;E-mail;Zdalnie\n"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return buffer.getvalue()


def sentences(run: ImportRun) -> list[tuple[str, int, str, str]]:
    """Table, line, column and sentence of each error."""
    return [
        (found["table"], found["line"], found["column"], errors.sentence(found["code"], found["data"]))
        for row in run.rows.all()
        for found in row.problems
        if not found["note"]
    ]


def refused(content: bytes) -> str:
    """The sentence with which a whole file was refused."""
    run = handed_in(content)
    assert run.status == ImportStatus.REFUSED
    assert not ImportRow.objects.exists()
    return shared.refusal_sentence(run.refusal["code"], run.refusal["data"])


def delegate_of(partner: PartnerOrganisation) -> Any:
    user = people.account(Role.DELEGATE)
    name_person(
        actor=people.system(),
        partner=partner,
        name="Dorota Delegowana",
        user=user,
        starts_on=clock.today(),
    )
    return people.actor_of(user)


def test_errors_are_told_by_line_and_column_and_nothing_is_written() -> None:
    stories.partner()
    rows = [
        "OP;Dobra usługa;Kultura;;;;;tak",
        "Nieznana;Usługa;Kultura;;;;;",
        "OP;;Kultura;;;;;",
        "OP;Zła;Gotowanie;x;;99;to nie adres;może",
        "OP;Odwrotna;Kultura;20;10;;;",
        "OP;Dobra usługa;Kultura;;;;;",
        ";Bez organizacji;Kultura;;;;;",
    ]
    run = handed_in((HEAD + "\n".join(rows)).encode())
    assert (run.new, run.wrong) == (1, 6)
    assert {(line, column) for _, line, column, _ in sentences(run)} == {
        (3, "Organizacja"),
        (4, "Nazwa usługi"),
        (5, "Kategoria"),
        (5, "Wiek od"),
        (5, "TERYT"),
        (5, "E-mail"),
        (5, "Zdalnie"),
        (6, "Wiek do"),
        (7, "Nazwa usługi"),
        (8, "Organizacja"),
    }
    with pytest.raises(shared.ImportHasErrorsError) as refusal:
        decide_import(actor=people.system(), run=run)
    assert "nic nie zapisano" in refusal.value.message
    assert not ServiceCard.objects.exists()
    run = written(run, only_correct=True)
    assert (run.status, run.written) == (ImportStatus.DONE, 1)
    assert ServiceCard.objects.get().name == "Dobra usługa"


def test_a_broken_package_is_reported_and_not_crashed_on() -> None:
    """Links that lead nowhere, wrong types, ids twice, a wrong NIP: as packages in circulation have."""
    stories.whole_basket()
    good = everything()
    with zipfile.ZipFile(io.BytesIO(good)) as opened:
        files = {name: opened.read(name).decode() for name in opened.namelist()}
    lines = files["services.csv"].splitlines()
    files["services.csv"] = "\n".join(
        [lines[0], *[line.replace(",active,", ",otwarta,") for line in lines[1:]]]
    )
    files["addresses.csv"] += (
        "nie-uuid,11111111-1111-4111-8111-111111111111,,ul. Zła,,Miasto,,,,PL,physical\n"
    )
    files["organization_identifiers.csv"] = files["organization_identifiers.csv"].replace(
        "5260250274", "5260250275"
    )
    files["phones.csv"] += files["phones.csv"].splitlines()[1] + "\n"
    run = handed_in(zipped(files))
    assert run.status == ImportStatus.READY
    told = sentences(run)
    nip = [
        text
        for table, _, column, text in told
        if (table, column) == ("organization_identifiers", "identifier")
    ]
    assert nip == ["Wpisz poprawny NIP – 10 cyfr."]
    assert any(table == "services" and column == "status" for table, _, column, _ in told)
    assert any(table == "addresses" and "nie jest identyfikatorem UUID" in text for table, _, _, text in told)
    assert any(table == "addresses" and "nie ma wpisu" in text for table, _, _, text in told)
    assert any(table == "phones" and "powtarza się" in text for table, _, _, text in told)


def test_a_bomb_is_refused_by_what_it_says_and_by_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    huge = zipped({"services.csv": b"0" * (archive.MOST_UNPACKED + 1)})
    assert len(huge) < MOST_BYTES
    assert "po rozpakowaniu jest za duży" in refused(huge)
    monkeypatch.setattr(archive, "MOST_UNPACKED", 10_000)
    lying = bytearray(zipped({"services.csv": b"0" * 1_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", lying, lying.find(mark) + offset, 100)
    assert "nieprawdziwe rozmiary" in refused(bytes(lying))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"services.csv": "id\n", "wiecej.zip": zipped({"a": "b"})}, "kolejne archiwum"),
        ({"services.csv": zipped({"a": "b"})}, "kolejne archiwum"),
        ({"../services.csv": "id\n"}, "niedozwolona nazwa"),
        ({"/services.csv": "id\n"}, "niedozwolona nazwa"),
        ({f"{number}.csv": "id\n" for number in range(201)}, "plików, a może być najwyżej 200"),
        ({"czytaj.txt": "nic"}, "nie ma usług ani organizacji"),
        ({"services.csv": b"\xff\xfe\x00"}, "kodowaniu UTF-8"),
        ({"services.csv": ""}, "wiersza nagłówka"),
    ],
)
def test_archives_that_are_refused_whole(files: dict[str, str | bytes], said: str) -> None:
    assert said in refused(zipped(files))


def test_files_that_are_no_files() -> None:
    assert "uszkodzony" in refused(b"PK\x03\x04 i nic wiecej")
    assert "JSON" in refused(b"{nie")
    assert "JSON" in refused(b"[" * 100_000)
    assert "Nazwa usługi" in refused(b"a;b;c\n1;2;3\n")
    with pytest.raises(shared.FileEmptyError):
        start_import(actor=people.system(), filename="x", content=b" \n")
    with pytest.raises(shared.FileTooLargeError):
        start_import(actor=people.system(), filename="x", content=b"x" * (MOST_BYTES + 1))


def test_json_of_any_shape_ends_in_a_preview_or_a_sentence() -> None:
    for text in ('{"services": [1, null, {"phones": 7}]}', '[{"id": 5, "status": []}]', '{"contents": [{}]}'):
        run = handed_in(text.encode())
        assert run.status in (ImportStatus.READY, ImportStatus.REFUSED)
        assert run.new == 0


def test_a_hundred_thousand_rows_are_refused_in_a_sentence() -> None:
    stories.partner()
    rows = "".join(f"OP;Usługa {number};Kultura;;;;;\n" for number in range(100_000))
    said = refused((HEAD + rows).encode())
    assert f"najwyżej {MOST_CARDS // 1000} 000" in said


def test_a_cell_at_the_end_of_the_sheet_takes_no_memory() -> None:
    for place, said in ((("XFD2"), "za dużo kolumn"), ("A1048576", "za dużo wierszy")):
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            page = book.add_worksheet("Karty")
            page.write_string("A1", "Nazwa usługi")
            page.write_string(place, "x")
        assert said in refused(buffer.getvalue())


@pytest.mark.parametrize("hidden", ["attribute", "sign", "folder"])
def test_cells_that_hide_how_far_they_stand_end_with_their_reader(
    hidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def far(cell: str) -> bytes:
        return f'<row r="2"><c {cell}><v>1</v></c></row></sheetData>'.encode()

    place = 'r="BBB60000"'
    cell = {"attribute": f'x:r="A2" {place}', "sign": f's="1>" {place}', "folder": place}[hidden]
    buffer, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Karty").write_string("A1", "Nazwa usługi")
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                spread = content.replace(b"</sheetData>", far(cell))
                if hidden == "folder":
                    target.writestr("xl/other/sheet1.xml", spread)
                else:
                    content = spread
            if name.endswith("workbook.xml.rels") and hidden == "folder":
                content = content.replace(b"worksheets/sheet1.xml", b"other/sheet1.xml")
            target.writestr(name, content)
    monkeypatch.setattr("core.shared.imports.workbook.SECONDS", 20)
    assert "arkusz" in refused(out.getvalue()).casefold()


def test_formulas_are_text_when_they_come_in_and_harmless_when_they_go_out() -> None:
    stories.partner()
    sheet = 'Organizacja;Nazwa usługi;Kategoria;Telefon\nOP;"=1+1";Kultura;+48 34 000 00 00\n'
    run = handed_in(sheet.encode())
    assert [problem["code"] for problem in run.rows.get().problems] == ["formula"]
    written(run)
    card = ServiceCard.objects.get()
    assert (card.name, card.phone) == ("=1+1", "+48 34 000 00 00")
    out = exports.sheet_csv(exports.exportable(people.system())).decode("utf-8-sig")
    assert ";'=1+1;" in out
    assert ";+48 34 000 00 00;" in out
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("Karty")
        page.write_row(0, 0, ["Organizacja", "Nazwa usługi", "Kategoria"])
        page.write_row(1, 0, ["OP", "", "Kultura"])
        page.write_formula(1, 1, '="Nazwa "&"złożona"', None, "Nazwa złożona")
    run = handed_in(buffer.getvalue())
    row = run.rows.get()
    assert (row.state, row.values["name"]) == (RowState.NEW, "Nazwa złożona")
    assert [problem["code"] for problem in row.problems] == ["formula"]


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "-x", "+48 1", "'", "'a", "@x", "\t1", "−1", "", "-5"])
def test_neutral_cells_come_back(text: str) -> None:
    safe = cells.neutral(text)
    assert cells.as_written(safe) == text
    assert not cells.is_formula(safe)


def test_a_delegate_imports_the_own_organisation_only_and_changes_wait_for_the_officer() -> None:
    own = stories.partner()
    other = stories.partner("Inna organizacja", nip="", short_name="IO")
    card = stories.card(own, stories.PLAIN)
    delegate = delegate_of(own)
    head = "Organizacja;Nazwa usługi;Kategoria;Koszt;Godziny\n"
    mine = f"{head};Dyżur prawny;Pobudzanie aktywności obywatelskiej;50 zł;pt. 9–11\n;Nowa;Kultura;;\n"
    run = handed_in(f"{mine}IO;Cudza;Kultura;;\n".encode(), actor=delegate)
    assert (run.new, run.changed, run.wrong) == (1, 1, 1)
    assert "To nie jest Twoja organizacja" in sentences(run)[0][3]
    run = written(run, delegate, only_correct=True)
    assert (run.status, run.written) == (ImportStatus.DONE, 2)
    card.refresh_from_db()
    assert (card.hours, card.cost) == ("pt. 9–11", "")
    assert card.proposals.get().changes == {"cost": "50 zł"}
    assert not ServiceCard.objects.filter(partner=other).exists()
    again = handed_in(mine.encode(), actor=delegate)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert not imports(delegate_of(other)).exists()


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.FAMILY_MEMBER])
def test_others_import_nothing(role: Role) -> None:
    with pytest.raises((errors.ImportNotAllowedError, NotVisibleError)):
        start_import(actor=people.actor(role), filename="x.csv", content=b"x")


def test_a_card_changed_after_the_preview_is_not_overwritten() -> None:
    own = stories.partner()
    card = stories.card(own, stories.PLAIN)
    officer = people.actor(Role.NETWORK_OFFICER)
    sheet = (
        "Organizacja;Nazwa usługi;Kategoria;Koszt\nOP;Dyżur prawny;Pobudzanie aktywności obywatelskiej;9 zł\n"
    )
    run = handed_in(f"{sheet}OP;Nowa;Kultura;\n".encode(), actor=officer)
    edit_card(actor=officer, card=card, cost="7 zł")
    run = written(run, officer)
    assert (run.status, run.written, run.wrong) == (ImportStatus.READY, 0, 1)
    assert "Ktoś zmienił te dane" in sentences(run)[0][3]
    card.refresh_from_db()
    assert card.cost == "7 zł"
    assert written(run, officer, only_correct=True).written == 1


def test_jobs_that_come_twice_or_late_do_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.opendata.operations.writing.BATCH", 2)
    stories.partner()
    rows = "".join(f"OP;Usługa {number};Kultura;;;;;\n" for number in range(5))
    run = handed_in((HEAD + rows).encode())
    read_import(run_id=run.pk)
    assert ImportRow.objects.count() == 5
    run = written(run)
    assert (run.status, run.written) == (ImportStatus.DONE, 5)
    write_import(run_id=run.pk)
    read_import(run_id=run.pk)
    decide_import(actor=people.system(), run=run)
    assert ServiceCard.objects.count() == 5


def test_an_import_given_up_or_left_lying_is_forgotten() -> None:
    stories.partner()
    first = handed_in((HEAD + "OP;Usługa;Kultura;;;;;\n").encode())
    cancel_import(actor=people.system(), run=first)
    with pytest.raises(shared.WrongImportStepError):
        decide_import(actor=people.system(), run=first)
    second = handed_in((HEAD + "OP;Usługa;Kultura;;;;;\n").encode())
    ImportRun.objects.filter(pk=second.pk).update(moved_at=timezone.now() - timedelta(days=31))
    assert forget_imports(actor=people.system()) == 1
    assert forget_imports(actor=people.system()) == 0
    assert not ImportRow.objects.exists()
    assert not ServiceCard.objects.exists()


def test_a_lost_job_is_started_again() -> None:
    run = start_import(actor=people.system(), filename="x.csv", content=HEAD.encode())
    resume_import(actor=people.system(), run=run)
    ImportRun.objects.filter(pk=run.pk).update(moved_at=timezone.now() - timedelta(hours=1))
    resume_import(actor=people.system(), run=run)
    run.refresh_from_db()
    assert timezone.now() - run.moved_at < timedelta(minutes=1)


def test_services_without_a_category_take_the_one_that_was_chosen() -> None:
    stories.partner()
    sheet = b"Organizacja;Nazwa us\xc5\x82ugi\nOP;Warsztaty\n"
    assert "nie ma kategorii" in sentences(handed_in(sheet))[0][3]
    run = written(handed_in(sheet, default_category="culture"))
    card = ServiceCard.objects.get()
    assert (run.written, card.category) == (1, "culture")
