"""Answering a request from a message: link, pin, answer; and nobody else's eyes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from core.notifications.models import Message
from core.privacy.models import Disclosure
from core.referrals.models import Referral
from core.referrals.operations.pins import choose_pin, give_pin
from core.shared import clock
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA, SOSNOWIEC
from tests.support import people, vertical
from tests.web.partner.test_requests import asked

PIN = "483920"
Browse = Callable[..., Client]


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.standing_at(vertical.TODAY):
        yield


class Stage:
    """A partner whose person has a message with a link, and perhaps a pin."""

    def __init__(self, *, allowed: bool = True, pin: str = PIN) -> None:
        with in_tenant(CZESTOCHOWA):
            self.town = vertical.town()
            self.town.partner.people.update(email="dorota@poradnia.example")
            if pin:
                choose_pin(actor=self.town.delegate, pin=pin)
            self.referral = asked(self.town, allowed=allowed)
            found = re.search(r"(/odpowiedz/\S+/)", Message.objects.get(kind="request_sent").body)
        assert found is not None
        self.link = found[1]

    def now(self) -> Referral:
        """The request as it stands."""
        with in_tenant(CZESTOCHOWA):
            return Referral.objects.get(pk=self.referral.pk)


@pytest.fixture
def stage(db: None) -> Stage:
    return Stage()


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_link_pin_answer_and_the_ledger_knows(stage: Stage, browse: Browse) -> None:
    client = browse("czestochowa")
    door = client.get(stage.link)
    assert stage.town.card.name in text(door)
    for secret in ("Dwie rozmowy", stage.referral.case.number, "Przykładow"):
        assert secret not in text(door)
    assert client.post(stage.link, {"pin": PIN}).status_code == 302
    page = client.get(stage.link)
    assert "Dwie rozmowy" in text(page)
    assert page["Cache-Control"].startswith("max-age=0")
    with in_tenant(CZESTOCHOWA):
        entry = Disclosure.objects.latest("number")
        assert (entry.partner_id, "odnośnik" in entry.actor_name) == (stage.town.partner.pk, True)
    assert client.post(f"{stage.link}przyjmij/").status_code == 302
    assert stage.now().status == "accepted"
    assert client.post(f"{stage.link}pierwszy-kontakt/", {"on_0": "1"}).status_code == 200
    assert client.post(f"{stage.link}wynik/", {"outcome": "cannot_say"}).status_code == 302
    assert stage.now().status == "cannot_say"


def test_a_refusal_needs_its_reason(stage: Stage, browse: Browse) -> None:
    client = browse("czestochowa")
    client.post(stage.link, {"pin": PIN})
    assert (
        "To pole" in text(client.post(f"{stage.link}odmow/", {"reason": ""})) or stage.now().status == "sent"
    )
    assert stage.now().status == "sent"
    assert client.post(f"{stage.link}odmow/", {"reason": "Brak miejsc do lutego."}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        found = Referral.objects.get(pk=stage.referral.pk)
        assert (found.status, found.decline_reason) == ("declined", "Brak miejsc do lutego.")


def test_nothing_opens_without_the_pin(stage: Stage, browse: Browse) -> None:
    client = browse("czestochowa")
    assert "To nie ten PIN" in text(client.post(stage.link, {"pin": "000001"}))
    for path in ("przyjmij/", "odmow/", "wynik/", "pierwszy-kontakt/"):
        answer = client.post(stage.link + path, {"reason": "x", "outcome": "delivered"})
        assert (answer.status_code, answer["Location"]) == (302, stage.link)
    assert stage.now().status == "sent"
    for _ in range(4):
        client.post(stage.link, {"pin": "000001"})
    assert "Za dużo prób" in text(client.post(stage.link, {"pin": PIN}))
    assert "Dwie rozmowy" not in text(client.get(stage.link))


def test_what_a_pin_opened_shuts_after_a_quarter_of_an_hour(stage: Stage, browse: Browse) -> None:
    client = browse("czestochowa")
    client.post(stage.link, {"pin": PIN})
    assert "Dwie rozmowy" in text(client.get(stage.link))
    with clock.standing_at(vertical.TODAY + timedelta(days=1)):
        assert "Dwie rozmowy" not in text(client.get(stage.link))


def test_without_a_pin_the_page_says_how_to_get_one(db: None, browse: Browse) -> None:
    stage = Stage(pin="")
    page = text(browse("czestochowa").get(stage.link))
    assert "Nie masz jeszcze PIN-u" in page
    assert 'name="pin"' not in page


def test_a_link_is_worth_nothing_elsewhere_or_later(stage: Stage, browse: Browse) -> None:
    assert browse("sosnowiec").get(stage.link).status_code == 410
    assert browse("czestochowa").get(f"/odpowiedz/x{stage.link[11:]}").status_code == 410
    with clock.standing_at(vertical.TODAY + timedelta(days=31)):
        assert browse("czestochowa").get(stage.link).status_code == 410
    with in_tenant(SOSNOWIEC):
        assert not Referral.objects.exists()


def test_the_familys_word_decides_here_too(db: None, browse: Browse) -> None:
    stage = Stage(allowed=False)
    client = browse("czestochowa")
    client.post(stage.link, {"pin": PIN})
    page = text(client.get(stage.link))
    assert "Dwie rozmowy" not in page
    assert "rodzina nie pozwoliła" in page
    assert client.post(f"{stage.link}przyjmij/").status_code == 302
    assert stage.now().status == "accepted"


def test_a_delegate_chooses_a_pin_and_an_officer_gives_one(stage: Stage, browse: Browse) -> None:
    delegate = browse("czestochowa", user=stage.town.delegate_user)
    assert "sześć cyfr" in text(delegate.post("/prosby/pin/", {"pin": "111111"})).lower()
    assert delegate.post("/prosby/pin/", {"pin": "902 714"}).status_code == 302
    officer = browse("czestochowa", Role.NETWORK_OFFICER)
    with in_tenant(CZESTOCHOWA):
        person = stage.town.partner.people.get()
    assert "Nadać nowy PIN" in text(officer.get(f"/prosby/pin/{person.pk}/"))
    given = re.search(r"<code[^>]*>(\d{6})</code>", text(officer.post(f"/prosby/pin/{person.pk}/")))
    assert given is not None
    client = browse("czestochowa")
    assert client.post(stage.link, {"pin": given[1]}).status_code == 302
    assert browse("czestochowa", Role.SOCIAL_WORKER).get(f"/prosby/pin/{person.pk}/").status_code == 404
    with in_tenant(CZESTOCHOWA):
        give_pin(actor=people.system(), person=person)
