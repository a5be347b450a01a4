"""Pages of requests, copies, corrections, holds and the end of data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.documents.models import ReceivedFile
from core.documents.operations.received import receive
from core.families.models import Case, Person
from core.families.operations import close_case, end_membership
from core.rights.models import DataSubjectRequest, Disposal, PersonExport
from core.rights.operations import receive_request
from core.rights.operations.exports import make_export
from core.shared import clock
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import people, pictures, vertical

if TYPE_CHECKING:
    from tests.support.vertical import Family

Browse = Callable[..., Client]


@pytest.fixture(autouse=True)
def _lists(settings: Any, tmp_path: Path) -> None:
    settings.DESTROYED_KEYS = tmp_path


@pytest.fixture
def home(db: None) -> Family:
    with in_tenant(CZESTOCHOWA):
        return vertical.family()


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_a_copy_from_the_case_to_the_file(browse: Browse, home: Family) -> None:
    worker = browse("czestochowa", user=home.worker_user)
    assert f"/rodziny/{home.case.pk}/dane/" in text(worker.get(f"/rodziny/{home.case.pk}/"))
    page = text(worker.get(f"/rodziny/{home.case.pk}/dane/"))
    assert "Nikt jeszcze nie prosił o kopię." in page
    answer = worker.post(f"/rodziny/{home.case.pk}/osoby/{home.mother.pk}/kopia/")
    with in_tenant(CZESTOCHOWA):
        export = PersonExport.objects.get()
        assert answer.headers["Location"] == f"/kopie-danych/{export.pk}/"
        if export.status == "waiting":
            waiting = worker.get(f"/kopie-danych/{export.pk}/")
            assert waiting.headers["Refresh"]
            with in_tenant(CZESTOCHOWA):
                make_export(actor=people.system(), export_id=str(export.pk))
    assert "Pobierz teraz" in text(worker.get(f"/kopie-danych/{export.pk}/"))
    assert f"/kopie-danych/{export.pk}/" in text(worker.get(f"/rodziny/{home.case.pk}/dane/"))
    file = worker.post(f"/kopie-danych/{export.pk}/pobierz/")
    assert f"/kopie-danych/{export.pk}/" not in text(worker.get(f"/rodziny/{home.case.pk}/dane/"))
    assert "no-store" in file.headers["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert sorted(archive.namelist()) == ["dane.json", "dane.pdf"]
    assert worker.post(f"/kopie-danych/{export.pk}/pobierz/").status_code == 409
    assert browse("czestochowa", "social_worker").get(f"/kopie-danych/{export.pk}/").status_code == 404


def test_the_person_takes_everything_along(browse: Browse, home: Family) -> None:
    with in_tenant(CZESTOCHOWA):
        account = vertical.member_account(home, home.mother)
    mother = browse("czestochowa", user=account)
    assert "Przygotuj kopię" in text(mother.get("/moje-dane/kopia/"))
    page = mother.post("/moje-dane/kopia/", follow=True)
    assert "Kopia" in text(page)
    assert "Wszystko" not in page.content.decode()
    asked = mother.post("/moje-dane/zadanie/", {"kind": "objection", "content": "Nie chcę"}, follow=True)
    assert "sprzeciw" in text(asked)
    with in_tenant(CZESTOCHOWA):
        assert DataSubjectRequest.objects.get().way == "own_page"


def test_the_director_sees_when_and_of_which_case_never_whose_or_what(browse: Browse, home: Family) -> None:
    worker = browse("czestochowa", user=home.worker_user)
    data = {
        "person": str(home.mother.pk),
        "kind": "access",
        "way": "letter",
        "content": "Tajna treść",
        "received_on_day": "1",
        "received_on_month": "10",
        "received_on_year": "2026",
        "received_on_0": "1",
        "received_on_1": "10",
        "received_on_2": "2026",
        "received_on": "2026-10-01",
    }
    worker.post(f"/rodziny/{home.case.pk}/dane/zadanie/", data, follow=True)
    with in_tenant(CZESTOCHOWA):
        request = DataSubjectRequest.objects.get()
    director = browse("czestochowa", "director")
    listed = text(director.get("/zadania-danych/"))
    opened = text(director.get(f"/zadania-danych/{request.pk}/"))
    assert home.case.number in listed
    assert "01.11.2026" in opened
    for page in (listed, opened):
        assert "Tajna treść" not in page
        assert "Przykład" not in page
    assert "Tajna treść" in text(worker.get(f"/zadania-danych/{request.pk}/"))
    extended = worker.post(f"/zadania-danych/{request.pk}/przedluzenie/", {"reason": "dużo akt"}, follow=True)
    assert "01.01.2027" in text(extended)
    answer = {"outcome": "fulfilled", "answer": "wydano", "version": "2"}
    assert "załatwione" in text(director.post(f"/zadania-danych/{request.pk}/", answer, follow=True))


def test_a_correction_with_history_and_a_visible_conflict(browse: Browse, home: Family) -> None:
    worker = browse("czestochowa", user=home.worker_user)
    address = f"/rodziny/{home.case.pk}/osoby/{home.mother.pk}/sprostowanie/last_name/"
    old = "Przykładowa"
    assert old in text(worker.get(address))
    data = {"value": "Nowakowska", "reason": "dowód", "seen": old}
    page = text(worker.post(address, data, follow=True))
    assert "Nowakowska" in page
    assert "Sprostowania" in page
    again = text(worker.post(address, {**data, "value": "Inna"}))
    assert "Ktoś zmienił te dane" in again
    assert worker.get(address.replace("last_name", "user")).status_code == 404


def test_erasure_by_two_people(browse: Browse, home: Family) -> None:
    with in_tenant(CZESTOCHOWA):
        case = Case.objects.get(pk=home.case.pk)
        close_case(actor=home.worker, case=case, outcome="achieved", closed_on=date(2026, 10, 5))
    worker = browse("czestochowa", user=home.worker_user)
    address = f"/rodziny/{home.case.pk}/dane/usuniecie/"
    assert "01.01.2037" in text(worker.get(address))
    worker.post(address, {"reason": "wniosek"}, follow=True)
    with in_tenant(CZESTOCHOWA):
        disposal = Disposal.objects.get()
    assert worker.post(f"/usuniecia/{disposal.pk}/").status_code == 404
    director = browse("czestochowa", "director")
    page = text(director.get(f"/usuniecia/{disposal.pk}/"))
    assert "Zatwierdź" in page
    assert "Przykład" not in page
    assert "Protokół" in text(director.post(f"/usuniecia/{disposal.pk}/", follow=True))
    assert director.get(f"/usuniecia/{disposal.pk}/protokol/").content.startswith(b"%PDF")
    with in_tenant(CZESTOCHOWA):
        assert Person.objects.get(pk=home.mother.pk).full_name == "dane usunięte"
    for one in ("", "dane/"):
        shown = text(worker.get(f"/rodziny/{home.case.pk}/{one}"))
        assert "Przykładowa" not in shown
    case_page = text(worker.get(f"/rodziny/{home.case.pk}/"))
    assert "Dane tej rodziny usunięto" in case_page
    assert "Wycofaj zgodę" not in case_page
    assert f"/usuniecia/{disposal.pk}/" in text(worker.get(f"/rodziny/{home.case.pk}/dane/"))
    assert "Przykładowa" not in text(worker.get("/rodziny/"))


def test_a_hold_and_the_periods(browse: Browse, home: Family) -> None:
    director = browse("czestochowa", "director")
    page = text(director.post(f"/rodziny/{home.case.pk}/dane/wstrzymanie/", {"reason": "sąd"}, follow=True))
    assert "obowiązuje" in page
    changed = {"amount": "5", "symbol": "8123", "version": "0"}
    assert "B5" in text(director.post("/przechowywanie/okres/case/", changed, follow=True))
    assert "Ktoś zmienił" in text(director.post("/przechowywanie/okres/case/", changed))
    assert director.get("/przechowywanie/okres/nic/").status_code == 404
    assert browse("czestochowa", "network_officer").get("/przechowywanie/").status_code == 404


def test_the_register_takes_as_many_queries_for_one_as_for_three(browse: Browse, home: Family) -> None:
    director = browse("czestochowa", "director")

    def asked() -> int:
        director.get("/zadania-danych/")
        with CaptureQueriesContext(connection) as seen:
            director.get("/zadania-danych/")
        return len(seen)

    def more(kinds: list[str]) -> None:
        with in_tenant(CZESTOCHOWA):
            for kind in kinds:
                receive_request(actor=home.worker, case=home.case, person=home.mother, kind=kind)

    more(["access"])
    one = asked()
    more(["correction", "objection"])
    assert asked() == one


def test_one_person_alone_goes_on_the_word_of_the_officer(browse: Browse, home: Family) -> None:
    worker, officer = browse("czestochowa", user=home.worker_user), browse("czestochowa", "data_protection")
    page = f"/rodziny/{home.case.pk}/osoby/{home.father.pk}/usuniecie/"
    assert page in text(worker.get(f"/rodziny/{home.case.pk}/dane/"))
    assert "z otwartą sprawą" in text(worker.get(page))
    with in_tenant(CZESTOCHOWA):
        end_membership(actor=home.worker, case=home.case, person=home.father)
    assert page in text(worker.get(f"/rodziny/{home.case.pk}/dane/"))
    assert "Wniosek zapisany" in text(worker.post(page, {"reason": "wniosek"}, follow=True))
    with in_tenant(CZESTOCHOWA):
        disposal = Disposal.objects.get()
    assert "dane jednej osoby" in text(officer.get(f"/usuniecia/{disposal.pk}/"))
    assert "Protokół" in text(officer.post(f"/usuniecia/{disposal.pk}/", follow=True))
    with in_tenant(CZESTOCHOWA):
        assert Person.objects.get(pk=home.father.pk).full_name == "dane usunięte"
        assert Person.objects.get(pk=home.mother.pk).full_name == "Anna Przykładowa"
    assert worker.get(f"/rodziny/{home.case.pk}/").status_code == 200
    assert browse("czestochowa", "social_worker").get(page).status_code == 404


def test_a_director_alone_is_told_whom_to_ask_and_scans_are_counted(browse: Browse, home: Family) -> None:
    director = browse("czestochowa", "director")
    assert "nie ma drugiej takiej osoby" in text(director.get("/przechowywanie/"))
    browse("czestochowa", "data_protection")
    assert "nie ma drugiej takiej osoby" not in text(director.get("/przechowywanie/"))
    with in_tenant(CZESTOCHOWA):
        receive(actor=home.worker, subject=home.case, name="skan.pdf", content=pictures.pdf())
        close_case(actor=home.worker, case=home.case, outcome="achieved")
    with clock.standing_at(date(2028, 1, 1)):
        page = text(director.get("/przechowywanie/"))
        assert "skany i załączniki" in page
        director.post("/przechowywanie/usuniecie/", {"reason": "okres minął"})
        with in_tenant(CZESTOCHOWA):
            disposal = Disposal.objects.get()
        browse("czestochowa", "data_protection").post(f"/usuniecia/{disposal.pk}/")
    with in_tenant(CZESTOCHOWA):
        assert ReceivedFile.objects.get().content is None
