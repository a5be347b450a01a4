"""A town's own figures and its hand-over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.exchange.queries import submissions as steps
from core.families.models import Case
from core.indicators.definitions import figures
from core.indicators.models import ComputedPeriod
from core.indicators.operations import compute
from core.indicators.rules import months_between
from core.regional import operations
from core.regional.models import Submission
from core.shared import clock
from tenants.context import in_tenant
from tests.support import people
from tests.support.figures import TODAY, deal_families

if TYPE_CHECKING:
    from django.test import Client

    Browse = Callable[..., Client]

TOWN = "g_2464011"


@pytest.fixture
def counted(db: None) -> Iterator[None]:
    """Families in Częstochowa, counted from June to September."""
    with clock.standing_at(TODAY):
        with in_tenant(TOWN):
            deal_families(40, seed=9)
            compute(
                actor=people.system(),
                months=list(months_between(date(2026, 6, 1), date(2026, 9, 1))),
            )
        yield


@pytest.mark.parametrize("role", ["director", "network_officer", "social_worker"])
def test_staff_sees_exact_figures(counted: None, browse: Browse, role: str) -> None:
    client = browse("czestochowa", role)
    for address in ("/wskazniki/", "/wskazniki/?rodzaj=quarter", "/wskazniki/?rodzaj=year"):
        page = client.get(address)
        assert page.status_code == 200
        assert "!!undefined" not in page.content.decode()
    for key in figures():
        page = client.get(f"/wskazniki/{key}/?rodzaj=quarter")
        assert page.status_code == 200, key
        assert "!!undefined" not in page.content.decode(), key
    assert client.get("/wskazniki/99/").status_code == 404


@pytest.mark.parametrize("role", ["delegate", "family_member"])
@pytest.mark.parametrize("address", ["/wskazniki/", "/wskazniki/12/", "/wskazniki/region/"])
def test_partners_and_families_do_not(counted: None, browse: Browse, role: str, address: str) -> None:
    assert browse("czestochowa", role).get(address).status_code == 404


def test_another_town_sees_its_own(counted: None, browse: Browse) -> None:
    page = browse("sosnowiec", "director").get("/wskazniki/").content.decode()
    assert "Nie ma jeszcze policzonych okresów" in page


HIDDEN = re.compile(r'name="skrot" value="([0-9a-f]{64})"')


def seen(client: Client, month: str = "2026-09") -> dict[str, str]:
    """What the button of the page sends."""
    page = client.get(f"/wskazniki/region/?miesiac={month}").content.decode()
    found = HIDDEN.search(page)
    assert found is not None, page
    return {"miesiac": month, "skrot": found[1]}


def test_a_month_that_is_not_over_is_told_and_the_newest_shown(counted: None, browse: Browse) -> None:
    page = browse("czestochowa", "director").get("/wskazniki/region/?miesiac=2026-11").content.decode()
    assert "Miesiąc 11.2026 jeszcze trwa. Poczekaj, aż się skończy." in page
    assert "wrzesień 2026" in page


def test_look_then_hand_over_then_correct(counted: None, browse: Browse) -> None:
    client = browse("czestochowa", "director")
    page = client.get("/wskazniki/region/?miesiac=2026-09").content.decode()
    assert "Potwierdź i przekaż regionowi" in page
    assert "Liczby, które region zobaczy osobno dla nas" in page
    sent = seen(client)
    done = client.post("/wskazniki/region/przekaz/", sent, follow=True)
    assert "Przekazano regionowi: wrzesień 2026." in done.content.decode()
    with in_tenant(TOWN):
        assert Submission.objects.get().actor_name == client.user.name  # type: ignore[attr-defined]
    again = client.post("/wskazniki/region/przekaz/", sent, follow=True)
    assert "Miesiąc 09.2026 został już przekazany regionowi." in again.content.decode()
    _close_one()
    client.post("/wskazniki/region/policz/", {"miesiac": "2026-09"})
    page = client.get("/wskazniki/region/?miesiac=2026-09").content.decode()
    assert "Co zmieniło się w naszych zapisach od przekazania" in page
    mended = client.post("/wskazniki/region/przekaz/", {**seen(client), "ponownie": "1"}, follow=True)
    assert "Przekazano regionowi" in mended.content.decode()
    operations.run_month(actor=people.system(), month=date(2026, 9, 1))
    page = client.get("/wskazniki/region/?miesiac=2026-09").content.decode()
    assert "Poprawki wejdą do następnego okresu" in page
    assert "Sprawdź, co poprawiono od wydania" in page
    assert "przekaz/" not in page
    history = client.get("/wskazniki/region/historia/").content.decode()
    assert "poprawione i przekazane ponownie" in history
    assert "potwierdzone i przekazane" in history


def _close_one() -> None:
    with in_tenant(TOWN):
        case = Case.objects.filter(agreed_on__lt=date(2026, 9, 1), closed_on__isnull=True)[0]
        closed = {"stage": "closed", "closed_on": date(2026, 9, 20), "outcome": "achieved"}
        Case.objects.filter(pk=case.pk).update(**closed)


def test_numbers_that_changed_meanwhile_are_shown_before_they_leave(counted: None, browse: Browse) -> None:
    client = browse("czestochowa", "director")
    sent = seen(client)
    _close_one()
    page = client.post("/wskazniki/region/przekaz/", sent, follow=True).content.decode()
    assert "Liczby za miesiąc 09.2026 zmieniły się od chwili, gdy je pokazaliśmy." in page
    with in_tenant(TOWN):
        assert not Submission.objects.exists()
    assert seen(client) != sent
    client.post("/wskazniki/region/przekaz/", seen(client))
    with in_tenant(TOWN):
        assert Submission.objects.exists()


def test_keep_back_with_a_reason_and_let_go(counted: None, browse: Browse) -> None:
    client = browse("czestochowa", "network_officer")
    hold = "/wskazniki/region/2026-09/wstrzymaj/"
    for sent, sentence in (
        ({}, "Wybierz odpowiedź w polu „Powód”."),
        ({"reason": "other"}, "Napisz krótko, dlaczego wstrzymujesz ten miesiąc."),
        ({"reason": "staff", "note": "PESEL 44051401359"}, "Usuń z powodu dane osobowe."),
    ):
        assert sentence in client.post(hold, sent).content.decode()
    with in_tenant(TOWN):
        assert steps.state_of(date(2026, 9, 1)) is None
    kept = client.post(hold, {"reason": "restored", "note": "Do piątku."}, follow=True).content.decode()
    assert "Powód: odtwarzamy dane po awarii. Do piątku." in kept
    assert "jest już wstrzymany" in client.post(hold, {"reason": "staff"}).content.decode()
    freed = client.post("/wskazniki/region/wznow/", {"miesiac": "2026-09"}, follow=True).content.decode()
    assert "Zdjęto wstrzymanie: wrzesień 2026." in freed
    twice = client.post("/wskazniki/region/wznow/", {"miesiac": "2026-09"}, follow=True).content.decode()
    assert "Miesiąc 09.2026 nie jest wstrzymany." in twice
    client.post(hold, {"reason": "staff"})
    operations.run_month(actor=people.system(), month=date(2026, 9, 1))
    late = client.post(hold, {"reason": "staff"}).content.decode()
    assert "został już wydany i nie zmieni się" in late
    assert "wydany bez nas" in client.get("/wskazniki/region/?miesiac=2026-09").content.decode()
    assert (
        "jeszcze trwa"
        in client.post("/wskazniki/region/2026-10/wstrzymaj/", {"reason": "staff"}).content.decode()
    )
    assert client.get("/wskazniki/region/wczoraj/wstrzymaj/").status_code == 404


def test_bad_months_are_sentences(counted: None, browse: Browse) -> None:
    client = browse("czestochowa", "network_officer")
    for month, sentence in (
        ("2026-10", "Miesiąc 10.2026 jeszcze trwa."),
        ("wrzesień", "Wybierz miesiąc."),
        ("", "Wybierz miesiąc."),
    ):
        sent = {"miesiac": month, "skrot": "0" * 64}
        page = client.post("/wskazniki/region/przekaz/", sent, follow=True)
        assert sentence in page.content.decode()
    page = client.post("/wskazniki/region/przekaz/", {"miesiac": "2026-09"}, follow=True)
    assert "Najpierw policz miesiąc i obejrzyj liczby." in page.content.decode()
    page = client.post("/wskazniki/region/policz/", {"miesiac": "2026-10"}, follow=True)
    assert "Okres 2026-10 jeszcze trwa." in page.content.decode()
    with in_tenant(TOWN):
        assert not Submission.objects.exists()


def test_counting_by_hand(db: None, browse: Browse) -> None:
    with clock.standing_at(TODAY):
        client = browse("sosnowiec", "network_officer")
        before = client.get("/wskazniki/region/").content.decode()
        assert "jeszcze nie policzony" in before
        client.post("/wskazniki/region/policz/", {"miesiac": "2026-09"})
        assert "czeka na sprawdzenie" in client.get("/wskazniki/region/").content.decode()
    with in_tenant("g_2475011"):
        assert ComputedPeriod.objects.count() == 2


def test_a_social_worker_looks_but_does_not_hand_over(counted: None, browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    page = client.get("/wskazniki/region/").content.decode()
    assert "przekaz/" not in page
    assert "wstrzymaj/" not in page
    sent = {"miesiac": "2026-09", "skrot": "0" * 64}
    assert client.post("/wskazniki/region/przekaz/", sent).status_code == 404
    assert client.post("/wskazniki/region/2026-09/wstrzymaj/", {"reason": "staff"}).status_code == 404
    with in_tenant(TOWN):
        assert not Submission.objects.exists()


def test_only_own_families_stand_behind_a_number(counted: None, browse: Browse) -> None:
    worker, director = browse("czestochowa", "social_worker"), browse("czestochowa", "director")
    with in_tenant(TOWN):
        taken = Case.objects.filter(agreed_on__lt=date(2026, 9, 1), closed_on__isnull=True)[:2]
        numbers = [case.number for case in taken]
        Case.objects.filter(number__in=numbers).update(social_worker=worker.user)  # type: ignore[attr-defined]
    page = worker.get("/wskazniki/12/?rodzaj=quarter").content.decode()
    assert "Zobacz swoje rodziny w tej liczbie: 2" in page
    address = "/wskazniki/12/rodziny/?okres=2026-q3"
    behind = worker.get(address).content.decode()
    assert all(number in behind for number in numbers)
    assert behind.count("/rodziny/0") == 2
    assert "rodziny/?okres" not in director.get("/wskazniki/12/?rodzaj=quarter").content.decode()
    assert director.get(address).status_code == 404
    for wrong in (
        "?okres=x",
        "?okres=2026-q3&podzial=ground&wartosc=99",
        "?okres=2026-q3&podzial=x&wartosc=1",
    ):
        assert worker.get(f"/wskazniki/12/rodziny/{wrong}").status_code == 404
    assert worker.get("/wskazniki/99/rodziny/?okres=2026-q3").status_code == 404


@pytest.mark.parametrize("page", ["zapowiedzi", "wsparcie", "uruchomienie", "region/historia"])
def test_what_else_a_town_reads(counted: None, browse: Browse, page: str) -> None:
    assert browse("czestochowa", "director").get(f"/wskazniki/{page}/").status_code == 200
    assert browse("czestochowa", "delegate").get(f"/wskazniki/{page}/").status_code == 404
