"""A town's own figures and its hand-over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

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


def test_look_then_hand_over_then_correct(counted: None, browse: Browse) -> None:
    client = browse("czestochowa", "director")
    page = client.get("/wskazniki/region/?miesiac=2026-09").content.decode()
    assert "Przekaż regionowi" in page
    assert "Liczby, które region zobaczy osobno dla nas" in page
    done = client.post("/wskazniki/region/przekaz/", {"miesiac": "2026-09"}, follow=True)
    assert "Przekazano regionowi: wrzesień 2026." in done.content.decode()
    with in_tenant(TOWN):
        assert Submission.objects.get().actor_name == client.user.name  # type: ignore[attr-defined]
    again = client.post("/wskazniki/region/przekaz/", {"miesiac": "2026-09"}, follow=True)
    assert "Miesiąc 09.2026 został już przekazany regionowi." in again.content.decode()
    mended = client.post("/wskazniki/region/przekaz/", {"miesiac": "2026-09", "ponownie": "1"}, follow=True)
    assert "Przekazano regionowi" in mended.content.decode()
    operations.run_month(actor=people.system(), month=date(2026, 9, 1))
    page = client.get("/wskazniki/region/?miesiac=2026-09").content.decode()
    assert "Poprawki wejdą do następnego okresu" in page
    assert "Przekaż" not in page.split("<main")[1].split("kp-tabs__list")[-1].split("</nav>")[-1]


def test_bad_months_are_sentences(counted: None, browse: Browse) -> None:
    client = browse("czestochowa", "network_officer")
    for month, sentence in (
        ("2026-10", "Miesiąc 10.2026 jeszcze trwa."),
        ("wrzesień", "Wybierz miesiąc."),
        ("", "Wybierz miesiąc."),
    ):
        page = client.post("/wskazniki/region/przekaz/", {"miesiac": month}, follow=True)
        assert sentence in page.content.decode()
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
        assert "policzony, jeszcze nie przekazany" in client.get("/wskazniki/region/").content.decode()
    with in_tenant("g_2475011"):
        assert ComputedPeriod.objects.count() == 2


def test_a_social_worker_looks_but_does_not_hand_over(counted: None, browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    assert "Przekaż regionowi" not in client.get("/wskazniki/region/").content.decode()
    assert client.post("/wskazniki/region/przekaz/", {"miesiac": "2026-09"}).status_code == 404
    with in_tenant(TOWN):
        assert not Submission.objects.exists()
