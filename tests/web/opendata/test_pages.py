"""Pages of data exchange: upload, preview by row and column, decision; who may; how often they ask."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from core.audit.models import AuditEvent
from core.basket.models import ServiceCard
from core.opendata.enums import ImportStatus
from core.opendata.models import ImportRun
from core.opendata.operations.reading import read_import
from core.opendata.operations.uploading import start_import
from core.opendata.operations.writing import write_import
from core.opendata.rules import sheet
from core.partnership.operations import name_person
from core.shared import clock
from core.shared.enums import Role
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.core.opendata import stories
from tests.support import people
from tests.web.partnership.test_pages import text

if TYPE_CHECKING:
    from core.identity.models import User

Browse = Callable[..., Client]
TOWN = "g_2464011"
SLUG = "czestochowa"
OFFICER = Role.NETWORK_OFFICER
HEAD = "Organizacja;Nazwa usługi;Kategoria;Koszt\n"
BAD = f"{HEAD}OP;Dobra;Kultura;bezpłatnie\nNieznana;Druga;Kultura;\n".encode()
GOOD = f"{HEAD}OP;Dobra;Kultura;bezpłatnie\n".encode()


def delegate_of(partner: Any) -> User:
    user = people.account(Role.DELEGATE)
    name_person(actor=people.system(), partner=partner, name="Dorota", user=user, starts_on=clock.today())
    return user


def sent(client: Client, content: bytes, name: str = "usługi.csv", **more: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/koszyk/wymiana/import/", {"file": file, "key": str(uuid7()), **more})


def read(run: ImportRun | None = None) -> ImportRun:
    """The newest import, after its job."""
    with in_tenant(TOWN):
        found = run or ImportRun.objects.latest("created_at", "pk")
        read_import(run_id=found.pk)
        found.refresh_from_db()
    return found


def test_an_officer_brings_a_file_in_looks_and_decides(browse: Browse) -> None:
    with in_tenant(TOWN):
        stories.partner()
    officer = browse(SLUG, OFFICER)
    assert "Nie wczytano jeszcze żadnego pliku" in text(officer.get("/koszyk/wymiana/"))
    answer = sent(officer, BAD)
    assert answer.status_code == 302
    address = answer["Location"]
    run = read()
    page = text(officer.get(address))
    assert "Nic nie jest jeszcze zapisane" in page
    assert "wiersz 3 Organizacja Nie ma takiej organizacji w partnerstwie: „Nieznana”." in page
    refused = officer.post(f"{address}zapis/")
    assert "Plik zawiera błędy, więc nic nie zapisano." in text(refused)
    with in_tenant(TOWN):
        assert not ServiceCard.objects.exists()
    assert officer.post(f"{address}zapis/", {"only_correct": "on"}).status_code == 302
    with in_tenant(TOWN):
        write_import(run_id=run.pk)
        assert ServiceCard.objects.get().name == "Dobra"
    assert "Zapisane pozycje: 1." in text(officer.get(address))
    new = officer.get(f"{address}?stan=new")
    with in_tenant(TOWN):
        assert f"/koszyk/{ServiceCard.objects.get().pk}/" in new.content.decode()
    assert "zapisane: 1, błędy: 1" in text(officer.get("/koszyk/wymiana/"))


def test_the_same_file_again_offers_nothing_to_write(browse: Browse) -> None:
    with in_tenant(TOWN):
        stories.partner()
    officer = browse(SLUG, OFFICER)
    address = sent(officer, GOOD)["Location"]
    run = read()
    officer.post(f"{address}zapis/")
    with in_tenant(TOWN):
        write_import(run_id=run.pk)
    address = sent(officer, GOOD)["Location"]
    read()
    page = text(officer.get(address))
    assert "Wszystko z tego pliku jest już w koszyku." in page
    assert "Ten sam plik był już wczytany wcześniej." in page
    assert "Zapisz w koszyku" not in page


def test_changes_are_shown_field_by_field(browse: Browse) -> None:
    with in_tenant(TOWN):
        stories.card(stories.partner(), stories.PLAIN)
    officer = browse(SLUG, OFFICER)
    head = "Organizacja;Nazwa usługi;Koszt;Zdalnie;Jak skorzystać\n"
    row = "OP;Dyżur prawny;5 zł;tak;zgłoszenie telefoniczne\n"
    address = sent(officer, f"{head}{row}".encode())["Location"]
    read()
    page = text(officer.get(address))
    assert "Dyżur prawny usługa Koszt – 5 zł" in page
    assert "Zdalnie nie tak" in page
    assert "Jak skorzystać przez zespół zadaniowy zgłoszenie telefoniczne" in page


def test_while_a_job_works_the_page_says_so_and_asks_again(browse: Browse) -> None:
    officer = browse(SLUG, OFFICER)
    address = sent(officer, GOOD)["Location"]
    with in_tenant(TOWN):
        ImportRun.objects.update(status=ImportStatus.READING)
    page = officer.get(address).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "Praca trwa w tle" in page
    with in_tenant(TOWN):
        ImportRun.objects.update(moved_at=clock.now().replace(year=2020))
    assert "Wznów" in text(officer.get(address))
    assert officer.post(f"{address}wznowienie/").status_code == 302


def test_a_refused_file_is_told_and_given_up(browse: Browse) -> None:
    officer = browse(SLUG, OFFICER)
    address = sent(officer, b"PK\x03\x04 zepsute", "paczka.zip")["Location"]
    read()
    assert "Plik ZIP jest uszkodzony." in text(officer.get(address))
    assert officer.post(f"{address}porzucenie/").status_code == 302
    assert "porzucony" in text(officer.get("/koszyk/wymiana/"))


def test_an_upload_without_a_file_or_with_an_empty_one_stays_on_the_form(browse: Browse) -> None:
    officer = browse(SLUG, OFFICER)
    answer = officer.post("/koszyk/wymiana/import/", {"key": str(uuid7())})
    assert "Dołącz plik w polu „Plik”." in text(answer)
    assert "Plik jest pusty." in text(sent(officer, b""))


def test_a_delegate_exchanges_the_own_organisation_only(browse: Browse) -> None:
    with in_tenant(TOWN):
        stories.whole_basket()
        own = stories.partner("Inna", nip="", short_name="IN")
        stories.card(own, {**stories.PLAIN, "name": "Własna"})
        user = delegate_of(own)
        foreign = start_import(actor=people.actor(OFFICER), filename="x.csv", content=GOOD)
    delegate = browse(SLUG, user=user)
    assert delegate.get("/koszyk/wymiana/").status_code == 200
    assert delegate.get(f"/koszyk/wymiana/import/{foreign.pk}/").status_code == 404
    table = delegate.post("/koszyk/wymiana/eksport/csv/").content.decode("utf-8-sig")
    assert [row.split(";")[2] for row in table.splitlines()[1:]] == ["Własna"]
    assert "zatwierdzi pracownik ds. sieci" in text(delegate.get("/koszyk/wymiana/import/"))


def test_a_delegate_without_an_organisation_exchanges_nothing(browse: Browse) -> None:
    assert browse(SLUG, Role.DELEGATE).get("/koszyk/wymiana/").status_code == 404


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.FAMILY_MEMBER])
def test_others_see_none_of_it(browse: Browse, role: Role) -> None:
    reader = browse(SLUG, role)
    for path in ("", "import/", "szablon/csv/"):
        assert reader.get(f"/koszyk/wymiana/{path}").status_code == 404
    assert reader.post("/koszyk/wymiana/eksport/json/").status_code == 404


@pytest.mark.parametrize("form", ["package", "json", "csv", "xlsx"])
def test_taking_the_basket_out_is_logged(browse: Browse, form: str) -> None:
    with in_tenant(TOWN):
        stories.whole_basket()
    officer = browse(SLUG, OFFICER)
    answer = officer.post(f"/koszyk/wymiana/eksport/{form}/")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    with in_tenant(TOWN):
        assert AuditEvent.objects.filter(action="opendata.basket_exported").get().data["number"] == 6


def test_the_template_opens_and_explains_itself(browse: Browse) -> None:
    officer = browse(SLUG, OFFICER)
    line = officer.get("/koszyk/wymiana/szablon/csv/").content.decode("utf-8-sig").strip()
    assert line.split(";") == sheet.header()
    book = officer.get("/koszyk/wymiana/szablon/xlsx/").content
    with CalamineWorkbook.from_filelike(io.BytesIO(book)) as opened:
        assert opened.sheet_names == ["Karty", "Objaśnienia"]
        explained = [row[0] for row in opened.get_sheet_by_index(1).to_python()]
    assert explained == sheet.header()


def test_more_rows_and_imports_ask_no_more_often(browse: Browse) -> None:
    with in_tenant(TOWN):
        stories.partner()
    officer = browse(SLUG, OFFICER)
    few, many = (
        sent(officer, (HEAD + "".join(f"X;U{row};Kultura;\n" for row in range(number))).encode())["Location"]
        for number in (1, 20)
    )
    with in_tenant(TOWN):
        for run in ImportRun.objects.all():
            read_import(run_id=run.pk)

    def statements(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(path).status_code == 200
        return len(asked)

    assert statements(few) == statements(many)
    before = statements("/koszyk/wymiana/")
    for number in range(3):
        sent(officer, GOOD + str(number).encode())
    assert statements("/koszyk/wymiana/") == before
