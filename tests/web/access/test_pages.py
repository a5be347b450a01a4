"""From the slip to the own page and out again, in the browser's place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from core.access import operations as access
from core.access.models import AccessSlip, OwnAccess
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

pytestmark = pytest.mark.django_db
PIN = "204518"
CHOSEN = {"pin": PIN, "again": PIN, "email": ""}


@pytest.fixture
def family() -> vertical.Family:
    with in_tenant(CZESTOCHOWA):
        return vertical.family()


def _worker(family: vertical.Family, browse: Callable[..., Client]) -> Client:
    from core.identity.models import User  # noqa: PLC0415

    with in_tenant(CZESTOCHOWA):
        user = User.objects.get(pk=str(family.worker.user_id))
    return browse("czestochowa", user=user)


def _code(family: vertical.Family, person: Any = None) -> str:
    with in_tenant(CZESTOCHOWA):
        _slip, code = access.issue_slip(actor=family.worker, case=family.case, person=person or family.mother)
    return code


def _entered(family: vertical.Family, browse: Callable[..., Client]) -> tuple[Client, str]:
    client = browse("czestochowa")
    client.post("/wejscie/kartka/", {"code": _code(family), **CHOSEN})
    with in_tenant(CZESTOCHOWA):
        number = OwnAccess.objects.get(person=family.mother).number
    return client, number


def test_the_worker_makes_a_slip_and_prints_it(
    family: vertical.Family, browse: Callable[..., Client]
) -> None:
    client = _worker(family, browse)
    base = f"/rodziny/{family.case.pk}"
    page = client.get(f"{base}/dostep/").content.decode()
    assert "Daj kartkę" in page
    address = f"{base}/osoby/{family.mother.pk}/kartka/"
    assert "14 dni" in client.get(address).content.decode()
    with in_tenant(CZESTOCHOWA):
        assert not AccessSlip.objects.exists(), "reading makes no slip"
    given = client.post(address)
    assert "no-store" in given["Cache-Control"]
    (code,) = re.findall(r'name="code" value="(\w{12})"', given.content.decode())
    paper = client.post(f"{base}/osoby/{family.mother.pk}/kartka.pdf", {"code": code, "language": "uk"})
    assert paper.content.startswith(b"%PDF")
    assert client.post(f"{base}/osoby/{family.mother.pk}/kartka.pdf", {"code": "x"}).status_code == 404
    assert "kartka czeka do" in client.get(f"{base}/dostep/").content.decode()


def test_a_slip_leads_to_the_own_page(family: vertical.Family, browse: Callable[..., Client]) -> None:
    client, code = browse("czestochowa"), _code(family)
    wrong = client.post("/wejscie/kartka/", {"code": "abcdefgh2345", **CHOSEN}).content.decode()
    assert "Ten kod nie działa" in wrong
    assert PIN not in wrong
    twice = client.post("/wejscie/kartka/", {"code": code, **CHOSEN, "again": "918273"}).content.decode()
    assert "dwa razy te same cyfry" in twice
    answer: Any = client.post("/wejscie/kartka/", {"code": code, **CHOSEN}, follow=True)
    page = answer.content.decode()
    assert "To jest Twój numer" in page
    assert "<title>Moja strona</title>" in page
    assert client.get("/moje/").status_code == 200
    again = browse("czestochowa").post("/wejscie/kartka/", {"code": code, **CHOSEN})
    assert "Ten kod nie działa" in again.content.decode()


def test_number_and_pin_open_the_page_and_return_to_where_one_was(
    family: vertical.Family, browse: Callable[..., Client]
) -> None:
    _client, number = _entered(family, browse)
    client: Any = browse("czestochowa")
    wrong = client.post("/wejscie/", {"number": number, "pin": "000001"}).content.decode()
    unknown = client.post("/wejscie/", {"number": "99999999", "pin": PIN}).content.decode()
    said = "Numer albo PIN się nie zgadza."
    assert said in wrong
    assert said in unknown
    answer = client.post("/wejscie/", {"number": number, "pin": PIN, "next": "/moje/wiadomosci/"})
    assert answer["Location"] == "/moje/wiadomosci/"
    for elsewhere in ("https://zly.example/", "//zly.example"):
        other = browse("czestochowa").post("/wejscie/", {"number": number, "pin": PIN, "next": elsewhere})
        assert other["Location"] == "/moje/"


def test_a_visit_ends_after_ten_quiet_minutes(family: vertical.Family, browse: Callable[..., Client]) -> None:
    client, _number = _entered(family, browse)
    client.get("/moje/")
    assert client.cookies["sesja"]["max-age"] == 600
    page = client.get("/moje/").content.decode()
    assert "data-idle" in page
    assert client.post("/moje/zostaje/").status_code == 204


def test_leaving_at_once_leaves_nothing(family: vertical.Family, browse: Callable[..., Client]) -> None:
    client, _number = _entered(family, browse)
    page = client.get("/moje/")
    assert "no-store" in page["Cache-Control"]
    assert 'action="/wyjscie/"' in page.content.decode()
    left = client.post("/wyjscie/")
    assert left["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "no-store" in left["Cache-Control"]
    assert "Kooperacje" not in left.content.decode()
    assert client.get("/moje/").status_code == 302


def test_every_tab_is_neutral(family: vertical.Family, browse: Callable[..., Client]) -> None:
    client, _number = _entered(family, browse)
    for path in (
        "/moje/", "/moje/wiadomosci/", "/moje/zgody/", "/moje/wazne/", "/moje/wejscie/", "/moje-dane/",
        "/moje-dane/kopia/", "/moje-dane/zadanie/", "/moje-spotkania/", "/uslugi/",
    ):  # fmt: skip
        answer = client.get(path)
        if answer.status_code == 200:
            assert "<title>Moja strona</title>" in answer.content.decode(), path
            assert "no-store" in answer["Cache-Control"], path


def test_access_taken_away_ends_the_visit(family: vertical.Family, browse: Callable[..., Client]) -> None:
    client, number = _entered(family, browse)
    worker = _worker(family, browse)
    address = f"/rodziny/{family.case.pk}/osoby/{family.mother.pk}/zamkniecie-dostepu/"
    assert worker.get(address).status_code == 200
    assert worker.post(address).status_code == 302
    assert client.get("/moje/").status_code == 302
    again = browse("czestochowa").post("/wejscie/", {"number": number, "pin": PIN})
    assert "się nie zgadza" in again.content.decode()


def test_another_worker_and_another_town_find_nothing(
    family: vertical.Family, browse: Callable[..., Client]
) -> None:
    _client, number = _entered(family, browse)
    stranger = browse("czestochowa", "social_worker")
    for name in ("dostep/", f"osoby/{family.mother.pk}/kartka/", f"wiadomosci/{family.mother.pk}/"):
        assert stranger.get(f"/rodziny/{family.case.pk}/{name}").status_code == 404
        assert stranger.post(f"/rodziny/{family.case.pk}/{name}").status_code in {404, 405}
    elsewhere = browse("sosnowiec").post("/wejscie/", {"number": number, "pin": PIN})
    assert "się nie zgadza" in elsewhere.content.decode()


def test_the_talk_of_worker_and_person(family: vertical.Family, browse: Callable[..., Client]) -> None:
    client, _number = _entered(family, browse)
    assert client.post("/moje/wiadomosci/", {"text": "Nie mogę w środę"}).status_code == 302
    worker = _worker(family, browse)
    today = worker.get("/rodziny/").content.decode()
    assert "Wiadomości od rodzin" in today
    assert "Nie mogę w środę" not in today
    assert "1 nowa wiadomość" in worker.get(f"/rodziny/{family.case.pk}/").content.decode()
    address = f"/rodziny/{family.case.pk}/wiadomosci/{family.mother.pk}/"
    assert "Nie mogę w środę" in worker.get(address).content.decode()
    assert "Wiadomości od rodzin" not in worker.get("/rodziny/").content.decode()
    assert worker.post(address, {"text": "Piątek?"}).status_code == 302
    assert "Masz 1 nową wiadomość" in client.get("/moje/").content.decode()
    assert "Piątek?" in client.get("/moje/wiadomosci/").content.decode()
    assert "nową wiadomość" not in client.get("/moje/").content.decode()
