"""Pages of places: counted by partners, kept by the leader of a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from core.places import operations
from core.places.models import CapacityPeriod, PlaceClaim
from core.places.rules import FreePlaces
from core.referrals.rules import WaitingTime
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.core.places.test_operations import a_case, service
from tests.support import people
from web.places.words import free_words, waiting_words

if TYPE_CHECKING:
    from core.basket.models import ServiceCard

Browse = Callable[..., Client]


@pytest.fixture
def card(db: None) -> ServiceCard:
    with in_tenant(CZESTOCHOWA):
        return service(2)


def test_the_leader_keeps_a_place_and_gives_it_back(browse: Browse, card: ServiceCard) -> None:
    client: Any = browse("czestochowa", "social_worker")
    with in_tenant(CZESTOCHOWA):
        case = a_case(people.actor_of(client.user))
    address = f"/rodziny/{case.pk}/miejsca/{card.pk}/"
    assert "2 z 2" in client.get(address).content.decode()
    day = {"starts_on": "2026-10-05"}
    answer = client.post(address, {**day, "meeting": ""}, follow=True)
    assert "72 godziny" in answer.content.decode()
    with in_tenant(CZESTOCHOWA):
        claim = PlaceClaim.objects.get()
    release = f"/rodziny/miejsca/{claim.pk}/zwolnienie/"
    assert release in answer.content.decode()
    stranger = browse("czestochowa", "social_worker")
    for one in (address, release, f"/rodziny/{case.pk}/miejsca/"):
        assert stranger.get(one).status_code == 404
        assert browse("sosnowiec", "social_worker").get(one).status_code == 404
    assert stranger.post(release).status_code == 404
    assert "wróciło do puli" in client.post(release, follow=True).content.decode()


def test_the_last_place_gone_is_said_on_the_form(browse: Browse, card: ServiceCard) -> None:
    client: Any = browse("czestochowa", "social_worker")
    with in_tenant(CZESTOCHOWA):
        worker = people.actor_of(client.user)
        for _ in range(2):
            operations.hold_place(actor=worker, case=a_case(worker), card=card)
        case = a_case(worker)
    day = {"starts_on": "2026-10-05"}
    page = client.post(f"/rodziny/{case.pk}/miejsca/{card.pk}/", {**day, "meeting": ""}).content.decode()
    assert "nie ma wolnego miejsca na dzień 05.10.2026" in page


def test_an_officer_counts_and_a_worker_only_reads(browse: Browse, card: ServiceCard) -> None:
    officer, worker = browse("czestochowa", "network_officer"), browse("czestochowa", "social_worker")
    address = f"/koszyk/{card.pk}/miejsca/nowy-okres/"
    key = "01990000-0000-7000-8000-000000000001"
    data = {
        "starts_on": "2026-11-01",
        "last_day": "2026-11-30",
        "key": key,
        "places": "8",
        "taken_elsewhere": "9",
    }
    assert "nie może być więcej niż wszystkich (8)" in officer.post(address, data).content.decode()
    data["taken_elsewhere"] = "3"
    for _ in range(2):
        page = officer.post(address, data, follow=True).content.decode()
        assert "5 z 8" in page
    assert worker.get(address).status_code == 404
    with in_tenant(CZESTOCHOWA):
        period = CapacityPeriod.objects.get()
    assert (period.starts_on, period.ends_on) == (date(2026, 11, 1), date(2026, 12, 1))
    assert worker.get(f"/koszyk/miejsca/okresy/{period.pk}/").status_code == 404
    assert worker.get(f"/koszyk/{card.pk}/miejsca/").status_code == 200
    assert browse("czestochowa", "family_member").get(f"/koszyk/{card.pk}/miejsca/").status_code == 404


def test_the_overview_warns_and_costs_the_same_however_long(
    browse: Browse, card: ServiceCard, django_assert_max_num_queries: Any
) -> None:
    client = browse("czestochowa", "network_officer")
    client.get("/koszyk/miejsca/")
    counts = []
    for number in range(2):
        with django_assert_max_num_queries(40) as seen:
            page = client.get("/koszyk/miejsca/").content.decode()
        counts.append(len(seen))
        with in_tenant(CZESTOCHOWA):
            service(3, f"Druga {number}")
            service(3, f"Trzecia {number}")
    assert counts[0] == counts[1]
    assert "Grupa wsparcia" in page
    with in_tenant(CZESTOCHOWA):
        worker = people.actor("social_worker")
        for _ in range(2):
            operations.hold_place(actor=worker, case=a_case(worker), card=card)
        period = CapacityPeriod.objects.get()
        operations.set_period(actor=people.system(), card=card, places=1, period=period)
    assert "obiecano o 1 za dużo" in client.get("/koszyk/miejsca/").content.decode()


def test_words_of_places_and_waiting() -> None:
    assert free_words(None) == ""
    assert free_words(FreePlaces(3, 1, 2)) == "brak wolnych miejsc"
    assert free_words(FreePlaces(12, 1, 2)) == "9 z 12"
    assert waiting_words(None).startswith("Za mało spraw")
    assert waiting_words(WaitingTime(18, 9, 31, 23, 0)) == (
        "Zwykle 18 dni, 8 na 10 rodzin: od 9 do 31 dni. Na podstawie 23 spraw z ostatniego roku."
    )
    assert "2 jeszcze czeka lub przerwało" in waiting_words(WaitingTime(18, 9, None, 5, 2))
    assert waiting_words(WaitingTime(None, 9, None, 5, 9)).startswith("Ponad połowa")
