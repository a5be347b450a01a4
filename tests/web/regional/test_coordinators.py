"""A coordinator's other work: months and reminders, support of staff, notices, towns old and new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.exchange import errors
from core.exchange.models import DefinitionReceipt, SubmissionReminder, SupportSession, TownRequest
from core.exchange.operations import announcements, support, towns
from core.exchange.queries import support as supporting
from core.exchange.queries import towns as asked_for
from core.notifications.models import Message
from core.regional import setup, submissions
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.support import people

if TYPE_CHECKING:
    from django.test import Client

    Browse = Callable[..., Client]

TOWN, OTHER, POWIAT, REGION, NEIGHBOUR = "g_2464011", "g_2475011", "p_2401", "r_24", "r_10"
MONTH, TODAY = date(2026, 9, 1), date(2026, 10, 2)


@pytest.fixture(autouse=True)
def _today(db: None) -> Iterator[None]:
    with clock.standing_at(TODAY):
        yield


def coordinator() -> Any:
    return people.actor(Role.REGIONAL_COORDINATOR, name="Teresa Regionalna")


def client_of(browse: Browse, slug: str = "rops-katowice") -> Client:
    return browse(slug, "regional_coordinator")


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_month_town_by_town_and_one_click_that_floods_nobody(browse: Browse) -> None:
    with in_tenant(TOWN):
        submissions.hold_back(
            actor=people.actor(Role.DIRECTOR), month=MONTH, reason="restored", note="Do piątku."
        )
    client = client_of(browse)
    assert "/miesiace/2026-09/" in client.get("/miesiace/").content.decode()
    page = text(client.get("/miesiace/2026-09/"))
    assert "Powód: odtwarzamy dane po awarii. Do piątku." in page
    assert "Przypomnij wszystkim, którzy nie odpowiedzieli (2)" in page
    address = "/miesiace/2026-09/przypomnij/"
    assert "Przypomnienie wysłane do urzędów: 2." in text(client.post(address, {}, follow=True))
    assert "Nie ma komu przypominać" in text(client.post(address, {}, follow=True))
    assert "Nie ma komu przypominać" in text(client.post(address, {"gmina": TOWN}, follow=True))
    with in_tenant(REGION):
        assert SubmissionReminder.objects.count() == 2
    early = client.get("/miesiace/2026-10/", follow=True)
    assert early.redirect_chain == [("/miesiace/", 302)]
    assert "Miesiąc 10.2026 jeszcze trwa. Poczekaj, aż się skończy." in text(early)
    assert "10.2026 jeszcze trwa" in text(client.post("/miesiace/2026-10/przypomnij/", {}, follow=True))
    with in_tenant(REGION):
        assert SubmissionReminder.objects.count() == 2
    for wrong in ("2026-q3", "2026-13", "wczoraj"):
        assert client.get(f"/miesiace/{wrong}/").status_code == 404
        assert client.post(f"/miesiace/{wrong}/przypomnij/").status_code == 404
    # The neighbour has no towns, so nothing of these is seen there.
    assert "Częstochowa" not in text(client_of(browse, "rcps-lodz").get("/miesiace/2026-09/"))


def test_hours_are_written_mended_and_taken_out(browse: Browse) -> None:
    client = client_of(browse)
    sent = {
        "kind": "supervision",
        "held_on_day": "1",
        "held_on_month": "10",
        "held_on_year": "2026",
        "minutes": "1,5",
        "topic": "Granice w pracy z rodziną",
        f"osoby_{TOWN}": "4",
        f"osoby_{POWIAT}": "3",
        "klucz": str(uuid7()),
    }
    for change, sentence in (
        ({"minutes": "dwie"}, "Wpisz czas w godzinach, co kwadrans"),
        ({"minutes": "1,3"}, "Wpisz czas w godzinach, co kwadrans"),
        ({"minutes": "17"}, "Wpisz czas w godzinach, co kwadrans"),
        ({"held_on_day": "5"}, "Wpisz dzień, który już minął albo jest dzisiaj."),
        ({f"osoby_{TOWN}": "", f"osoby_{POWIAT}": "0"}, "Wskaż co najmniej jedną gminę"),
        ({f"osoby_{TOWN}": "-1"}, "Wpisz liczbę osób od 0 do 999."),
        ({"kind": ""}, "Wybierz odpowiedź w polu „Rodzaj”."),
    ):
        assert sentence in text(client.post("/wsparcie/nowe/", {**sent, **change})), change
    with in_tenant(REGION):
        assert not SupportSession.objects.exists()
    for _twice in range(2):
        assert "Zapisano. Godziny wejdą do wskaźnika 7." in text(
            client.post("/wsparcie/nowe/", sent, follow=True)
        )
    with in_tenant(REGION):
        session = SupportSession.objects.get()
    page = text(client.get("/wsparcie/"))
    assert "1,5 godz." in page
    assert "1 spotkanie, osób: 7" in page
    assert "01.10.2026" not in text(client.get("/wsparcie/?rok=2025"))
    one_town = text(client.get(f"/wsparcie/?gmina={TOWN}"))
    assert "Granice w pracy" in one_town
    assert "Granice w pracy" not in text(client.get(f"/wsparcie/?gmina={OTHER}"))
    address = f"/wsparcie/{session.pk}/"
    assert 'value="1,5"' in client.get(address).content.decode()
    mended = {**sent, "minutes": "2", "wersja": "1"}
    assert "Zapisano poprawkę." in text(client.post(address, mended, follow=True))
    assert "Ktoś zmienił te dane" in text(client.post(address, mended))
    with in_tenant(TOWN):
        (hours,) = [
            item
            for item in supporting.received_totals(people.actor(Role.DIRECTOR), MONTH, TODAY)
            if item.minutes
        ]
        assert (hours.kind, hours.minutes, hours.persons) == ("supervision", 120, 4)
    assert "2 godz." in text(browse("czestochowa", "director").get("/wskazniki/wsparcie/"))
    assert "Granice" not in text(browse("sosnowiec", "director").get("/wskazniki/wsparcie/"))
    assert client_of(browse, "rcps-lodz").get(address).status_code == 404
    assert "Ktoś zmienił te dane" in text(client.post(f"{address}usuniecie/", {"wersja": "1"}))
    client.post(f"{address}usuniecie/", {"wersja": "2"})
    with in_tenant(REGION):
        assert not SupportSession.objects.exists()


def test_a_region_supports_its_own_towns() -> None:
    values: dict[str, Any] = {"kind": "coaching", "held_on": TODAY, "minutes": 60}
    with in_tenant(NEIGHBOUR), pytest.raises(errors.SupportTownError):
        support.record_support(actor=coordinator(), towns={TOWN: 2}, **values)
    with in_tenant(REGION):
        session = support.record_support(actor=coordinator(), towns={TOWN: 2, OTHER: 3}, **values)
        assert [item.persons for item in supporting.totals(coordinator(), TODAY, TODAY) if item.minutes] == [
            5
        ]
        with pytest.raises(ConflictError):
            support.drop_support(actor=coordinator(), session=session, version=7)
        with pytest.raises(errors.SupportPersonsError):
            support.record_support(actor=coordinator(), towns={TOWN: 1000}, **values)
        with pytest.raises(errors.PersonalDataError):
            support.record_support(
                actor=coordinator(), towns={TOWN: 1}, topic="Rozmowa z jan@dom.example", **values
            )
    with in_tenant(TOWN), pytest.raises(NotVisibleError):
        support.record_support(actor=people.actor(Role.DIRECTOR), towns={TOWN: 2}, **values)


def test_the_list_of_support_asks_as_many_questions_for_three_as_for_one(browse: Browse) -> None:
    client = client_of(browse)
    counts = []
    for number in (1, 2):
        with in_tenant(REGION):
            for _each in range(number):
                support.record_support(
                    actor=coordinator(), kind="training", held_on=TODAY, minutes=60, towns={TOWN: 2, OTHER: 1}
                )
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/wsparcie/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_new_definition_is_announced_read_and_ticked_off(browse: Browse) -> None:
    client = client_of(browse)
    page = client.get("/zapowiedzi/nowa/").content.decode()
    code = re.search(r'<option value="(\d+/\d+)"', page)
    assert code is not None
    assert "Wypełnij pole" in text(client.post("/zapowiedzi/nowa/", {"wersja": code[1], "note": ""}))
    sent = {"wersja": code[1], "note": "Liczymy też spotkania zdalne."}
    assert "Zapowiedziano." in text(client.post("/zapowiedzi/nowa/", sent, follow=True))
    assert client.post("/zapowiedzi/nowa/", sent).status_code == 200
    with in_tenant(TOWN):
        people.account(Role.NETWORK_OFFICER, email="ewa@testy.example")
        for _twice in range(2):
            announcements.pass_on_notices(actor=people.system())
        (message,) = Message.objects.filter(kind="definition_announced", recipient="ewa@testy.example")
        assert "Liczymy też spotkania zdalne." in message.body
    town = browse("czestochowa", "director")
    listed = town.get("/wskazniki/zapowiedzi/").content.decode()
    address = re.search(r"/wskazniki/zapowiedzi/[0-9a-f-]{36}/", listed)
    assert address is not None
    for _twice in range(2):
        assert "urząd wie o zmianie" in text(town.post(address[0], follow=True))
    with in_tenant(TOWN):
        assert DefinitionReceipt.objects.count() == 1
        assert announcements.pass_on_notices(actor=people.system()) == 0
    assert browse("czestochowa", "social_worker").post(address[0]).status_code == 404
    notice = re.search(r"/zapowiedzi/[0-9a-f-]{36}/", client.get("/zapowiedzi/").content.decode())
    assert notice is not None
    assert "1 z 3" in text(client.get(notice[0]))
    assert client_of(browse, "rcps-lodz").get(notice[0]).status_code == 404


def test_one_version_is_announced_once() -> None:
    values: dict[str, Any] = {"number": 12, "version": 2, "valid_from": TODAY, "note": "Zmiana."}
    with in_tenant(REGION):
        key = uuid7()
        first = announcements.announce(actor=coordinator(), key=key, **values)
        assert announcements.announce(actor=coordinator(), key=key, **values) == first
        with pytest.raises(errors.AlreadyAnnouncedError):
            announcements.announce(actor=coordinator(), **values)
    with in_tenant(NEIGHBOUR):
        with pytest.raises(errors.LeaderOnlyError):
            announcements.announce(actor=coordinator(), for_all=True, **values)
        with pytest.raises(errors.NoticeMissingError):
            announcements.announce(actor=coordinator(), **values | {"note": " "})


def test_what_a_town_has_set_up_is_seen_without_its_families(browse: Browse) -> None:
    with in_tenant(TOWN):
        people.account(Role.DIRECTOR, email="jan@testy.example")
        told = setup.tell_region(actor=people.system())
        assert "director" in told.done
        assert "basket" not in told.done
        assert setup.tell_region(actor=people.system()).pk == told.pk
        with pytest.raises(NotVisibleError):
            setup.tell_region(actor=people.actor(Role.SOCIAL_WORKER))
    client = client_of(browse)
    listed = text(client.get("/gminy/"))
    assert "Częstochowa" in listed
    page = text(client.get("/gminy/2464011/"))
    assert "Konto dyrektora jest" in page
    assert "wie tylko urząd" in page
    assert "Urząd nie podał jeszcze swojego stanu." in text(client.get("/gminy/2475011/"))
    assert client.get("/gminy/9999999/").status_code == 404
    own = text(browse("czestochowa", "director").get("/wskazniki/uruchomienie/"))
    assert "Pierwsza rodzina, która zgodziła się na udział" in own


def test_a_new_town_is_asked_for_and_answered(browse: Browse) -> None:
    client, operator = client_of(browse), browse("operator", "operator")
    good = {
        "code": "2479011",
        "name": "Żory",
        "organisation": "MOPS w Żorach",
        "contact": "mops@zory.example",
    }
    for change, sentence in (
        ({"code": "24"}, "Wpisz kod TERYT: 7 cyfr dla gminy"),
        ({"code": "1061011"}, "Ten kod leży w innym województwie."),
        ({"code": "2464011"}, "o tym kodzie już tu działa"),
        ({"contact": "nie"}, "poprawny"),
    ):
        assert sentence in text(client.post("/gminy/prosby/nowa/", {**good, **change})), change
    assert "Prośba wysłana." in text(client.post("/gminy/prosby/nowa/", good, follow=True))
    assert "O tę gminę już poprosiliście." in text(client.post("/gminy/prosby/nowa/", good))
    page = operator.get("/prosby/").content.decode()
    assert "./kooperacje provision 2479011 --name" in page
    assert "--slug zory" in page
    with in_tenant("operator"):
        request = TownRequest.objects.get()
    settle = f"/prosby/{request.pk}/zalozona/"
    assert "Tej gminy jeszcze nie ma." in text(operator.post(settle, follow=True))
    refused = operator.post(f"/prosby/{request.pk}/odmowa/", {"note": "Brak umowy."}, follow=True)
    assert "Odmowa zapisana." in text(refused)
    assert "Na tę prośbę jest już odpowiedź." in text(
        operator.post(f"/prosby/{request.pk}/odmowa/", {"note": "x"})
    )
    assert "Brak umowy." in text(client.get("/gminy/prosby/"))
    client.post("/gminy/prosby/nowa/", good)
    with in_tenant("operator"):
        second = TownRequest.objects.get(answer="")
    with in_tenant("operator"):
        listed = asked_for.requests_to_answer(people.actor(Role.OPERATOR))
        assert [item.answer for item in listed] == ["", "declined"]
    assert client_of(browse, "rcps-lodz").get(f"/gminy/prosby/{second.pk}/wycofanie/").status_code == 404
    assert "Wycofano prośbę." in text(client.post(f"/gminy/prosby/{second.pk}/wycofanie/", follow=True))
    with in_tenant("operator"), pytest.raises(errors.RequestAnsweredError):
        towns.decline_request(actor=people.actor(Role.OPERATOR), request_id=second.pk, note="x")


@pytest.mark.parametrize(
    "address", ["/wsparcie/", "/zapowiedzi/", "/gminy/", "/gminy/prosby/", "/miesiace/2026-09/"]
)
def test_nobody_of_a_town_sees_a_coordinators_pages(browse: Browse, address: str) -> None:
    assert browse("czestochowa", "director").get(address).status_code == 404
