"""Pages of the catalogue, of entered numbers, of support of the staff, and of participants of ESF+."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.families import queries as families
from core.families.models import Person
from core.indicators.enums import Vulnerability
from core.indicators.models import ContextFigure, EsfParticipation, StaffSupport
from core.indicators.reports import COLUMNS
from core.privacy.models import Disclosure
from core.shared import clock
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical
from tests.support.figures import TODAY

if TYPE_CHECKING:
    from django.test import Client

    from tests.support.vertical import AgreedFamily

    Browse = Callable[..., Client]


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    with clock.standing_at(TODAY):
        yield


@pytest.fixture
def made(today: None) -> AgreedFamily:
    with in_tenant(CZESTOCHOWA):
        family = vertical.agreed_family()
        Person.objects.update(sex="F")
        return family


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    body: str = answer.content.decode()
    assert "!!undefined" not in body
    return body


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def days(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


@pytest.mark.parametrize("role", ["director", "network_officer", "social_worker"])
def test_the_catalogue_is_read_by_everybody_on_the_staff(browse: Browse, role: str) -> None:
    client = browse("czestochowa", role)
    assert text(client.get("/wskazniki/katalog/")).count("/wskazniki/katalog/") >= 40
    for number in range(1, 41):
        page = text(client.get(f"/wskazniki/katalog/{number}/"))
        assert "Wersje definicji" in page
    assert "÷" in text(client.get("/wskazniki/katalog/24/"))
    assert client.get("/wskazniki/katalog/41/").status_code == 404


@pytest.mark.parametrize("role", ["delegate", "family_member"])
def test_partners_and_families_read_none_of_it(browse: Browse, role: str) -> None:
    client = browse("czestochowa", role)
    for address in ("katalog/", "sprawozdania/", "wsparcie-kadry/", "efs/"):
        assert client.get(f"/wskazniki/{address}").status_code == 404


def test_numbers_are_typed_in(browse: Browse) -> None:
    client = browse("czestochowa", "network_officer")
    assert "2026-h1" in text(client.get("/wskazniki/sprawozdania/"))
    text(client.get("/wskazniki/sprawozdania/2026-h1/"))
    wrong = client.post("/wskazniki/sprawozdania/2026-h1/", {"population": "dużo"})
    assert "nie jest liczbą całkowitą" in text(wrong)
    client.post("/wskazniki/sprawozdania/2026-h1/", {"population": "21 000", "persons": ".", "ground-1": "3"})
    with in_tenant(CZESTOCHOWA):
        assert sorted(ContextFigure.objects.values_list("kind", "value", "status")) == [
            ("ground", 3, ""),
            ("persons", None, "."),
            ("population", 21000, ""),
        ]
    assert client.get("/wskazniki/sprawozdania/2026-h2/").status_code == 404
    assert browse("czestochowa", "social_worker").get("/wskazniki/sprawozdania/2026-h1/").status_code == 404


def test_a_spreadsheet_is_looked_at_before_it_is_written(browse: Browse) -> None:
    client = browse("czestochowa", "director")
    for kind in ("csv", "xlsx"):
        assert client.get(f"/wskazniki/sprawozdania/szablon/2026-h1.{kind}").status_code == 200
    text(client.get("/wskazniki/sprawozdania/import/"))
    lines = ";".join(column.header for column in COLUMNS) + "\n2026-h1;liczba mieszkańców;;20000\n"
    file = SimpleUploadedFile("liczby.csv", lines.encode())
    answer = client.post("/wskazniki/sprawozdania/import/", {"file": file})
    page = text(client.get(answer["Location"]))
    assert "Zapisz liczby: 1" in page
    with in_tenant(CZESTOCHOWA):
        assert not ContextFigure.objects.exists()
    # Left and come back to, by who may write it; nobody else is led there, and a forgotten one nowhere.
    assert answer["Location"] in text(client.get("/wskazniki/sprawozdania/"))
    assert "liczby.csv" not in text(browse("czestochowa", "social_worker").get("/wskazniki/sprawozdania/"))
    assert "liczby.csv" not in text(browse("sosnowiec", "director").get("/wskazniki/sprawozdania/"))
    with clock.standing_at(TODAY + timedelta(days=15)):
        assert "liczby.csv" not in text(client.get("/wskazniki/sprawozdania/"))
    client.post(answer["Location"])
    assert "liczby.csv" not in text(client.get("/wskazniki/sprawozdania/"))
    with in_tenant(CZESTOCHOWA):
        assert ContextFigure.objects.get().value == 20000
    empty = client.post("/wskazniki/sprawozdania/import/", {"file": SimpleUploadedFile("a.csv", b"")})
    assert "Plik jest pusty" in text(empty)


def test_support_of_the_staff(browse: Browse) -> None:
    client = browse("czestochowa", "network_officer")
    given = {
        "key": "0190aaaa-0000-7000-8000-000000000001",
        "version": "0",
        "kind": "workshop",
        "subject": "Rozmowa motywująca",
        "hours": "2,5",
        "persons": "12",
        **days("held_on", date(2026, 9, 9)),
    }
    text(client.get("/wskazniki/wsparcie-kadry/nowe/"))
    for _twice in range(2):
        assert client.post("/wskazniki/wsparcie-kadry/nowe/", given).status_code == 302
    with in_tenant(CZESTOCHOWA):
        entry = StaffSupport.objects.get()
    assert entry.minutes == 150
    assert "Rozmowa motywująca" in text(client.get("/wskazniki/wsparcie-kadry/"))
    address = f"/wskazniki/wsparcie-kadry/{entry.pk}/"
    text(client.get(address))
    client.post(address, {**given, "version": "1", "persons": "13"})
    assert "w międzyczasie" in text(client.post(address, {**given, "version": "1"}))
    one = asked(client, "/wskazniki/wsparcie-kadry/")
    for number in range(2):
        client.post(
            "/wskazniki/wsparcie-kadry/nowe/",
            {**given, "key": f"0190aaaa-0000-7000-8000-00000000001{number}"},
        )
    assert asked(client, "/wskazniki/wsparcie-kadry/") == one
    client.post(f"{address}usun/")
    with in_tenant(CZESTOCHOWA):
        assert StaffSupport.objects.count() == 2


def test_a_person_from_entry_to_the_report(made: AgreedFamily, browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        case, person = made.case, families.persons_of(made.case)[0]
        case.refresh_from_db()
        name = person.full_name
    client = browse("czestochowa", user=_user(made))
    base = f"/rodziny/{case.pk}/efs/"
    assert "Udział w EFS+" in text(client.get(f"/rodziny/{case.pk}/"))
    assert "nie bierze udziału" in text(client.get(base))
    text(client.get(f"{base}{person.pk}/"))
    entry = {
        "labour": "long_term",
        "isced": "0-2",
        **dict.fromkeys(Vulnerability.values, "refused"),
        **days("entered_on", case.agreed_on or TODAY),
    }
    assert "Wybierz odpowiedź" in text(client.post(f"{base}{person.pk}/", {**entry, "homeless": ""}))
    answer = client.post(f"{base}{person.pk}/", {**entry, "key": "0190aaaa-0000-7000-8000-000000000009"})
    assert answer.status_code == 302
    text(client.get(base))
    leaving = {
        "version": "1",
        "as_planned": "1",
        "results": ["working"],
        **days("ended_on", TODAY),
        **days("exit_on", TODAY),
    }
    text(client.get(f"{base}{person.pk}/koniec/"))
    assert client.post(f"{base}{person.pk}/koniec/", leaving).status_code == 302
    text(client.get(f"{base}{person.pk}/potem/"))
    too_soon = client.post(f"{base}{person.pk}/potem/", {"version": "2", **days("later_on", TODAY)})
    assert "sześć miesięcy po zakończeniu" in text(too_soon)
    director = browse("czestochowa", "director")
    page = text(director.get("/wskazniki/efs/"))
    # Every common indicator by its name, with the code that the funding system knows.
    for title, code in (("Uczestnicy EFS+", "EECO01"), ("Bierni zawodowo", "EECO04"), ("Pracują", "EECR04")):
        assert title in page
        assert code in page
    assert "sumy się zgadzają" in page
    assert name not in page
    refused = director.post("/wskazniki/efs/uczestnicy.xlsx", {"od": "2026-01-01", "do": "2026-10-99"})
    assert refused.status_code == 302
    with in_tenant(CZESTOCHOWA):
        assert EsfParticipation.objects.get().told_on is None
    answer = director.post("/wskazniki/efs/uczestnicy.xlsx", {"od": "2026-01-01", "do": "2026-10-05"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    with in_tenant(CZESTOCHOWA):
        assert EsfParticipation.objects.get().told_on == TODAY
    assert "Dane przekazano instytucji finansującej" in text(client.get(base))
    told = text(client.get(f"/rodziny/{case.pk}/ujawnienia/"))
    assert "instytucja finansująca z EFS+" in told
    assert "sprawozdanie z projektu EFS+" in told
    with in_tenant(CZESTOCHOWA):
        number = Disclosure.objects.get().number
    receipt = text(client.get(f"/rejestr/{number}/"))
    assert "art. 6 ust. 1 lit. c RODO" in receipt
    assert client.get(f"/rejestr/{number}/pokwitowanie.pdf").content.startswith(b"%PDF")
    assert director.get(base).status_code == 404
    assert browse("czestochowa", "social_worker").get(base).status_code == 404


def _user(made: AgreedFamily) -> Any:
    from core.identity.models import User  # noqa: PLC0415

    with in_tenant(CZESTOCHOWA):
        return User.objects.get(pk=str(made.worker.user_id))


def test_the_region_reads_versions_too(browse: Browse) -> None:
    page = text(browse("rops-katowice", "regional_coordinator").get("/wskazniki/19/"))
    assert "Wersje definicji" in page
    assert "Pierwsza wersja" in page
