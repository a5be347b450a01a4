"""Signing in and out; a session of one town is worth nothing in another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from core.audit.models import AuditEvent
from core.audit.queries import first_altered_entry
from core.identity.models import User
from tenants.context import in_tenant
from tests.support import people

Browse = Callable[..., Client]
TOWN, OTHER = "g_2464011", "g_2475011"


def text(response: Any) -> str:
    """Words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def ewa(db: None) -> User:
    """A social worker of Częstochowa."""
    with in_tenant(TOWN):
        return people.account("social_worker", name="Ewa Testowa", email="Ewa@testy.example")


def sign_in(client: Client, password: str = people.PASSWORD, **more: str) -> Any:
    return client.post("/logowanie/", {"username": "ewa@TESTY.example", "password": password, **more})


def test_the_right_password_opens_the_first_page_of_ones_work(browse: Browse, ewa: User) -> None:
    client = browse("czestochowa")
    assert sign_in(client)["Location"] == "/"
    assert client.get("/")["Location"] == "/rodziny/"
    assert client.get("/rodziny/").status_code == 200
    assert client.get("/logowanie/").status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(browse: Browse, ewa: User) -> None:
    client = browse("czestochowa")
    wrong = sign_in(client, "nie-to-haslo")
    unknown = client.post("/logowanie/", {"username": "kto@testy.example", "password": "nie-to"})
    for page in (wrong, unknown):
        assert page.status_code == 200
        assert "Adres e-mail albo hasło jest niepoprawne" in text(page)
    assert client.get("/konto/").status_code == 302


def test_an_account_that_was_switched_off_gets_no_other_sentence(browse: Browse, ewa: User) -> None:
    with in_tenant(TOWN):
        User.objects.filter(pk=ewa.pk).update(is_active=False)
    assert "Adres e-mail albo hasło jest niepoprawne" in text(sign_in(browse("czestochowa")))


def test_five_wrong_passwords_lock_the_right_one_too_and_only_in_that_town(browse: Browse, ewa: User) -> None:
    with in_tenant(OTHER):
        people.account("social_worker", email="ewa@testy.example")
    client = browse("czestochowa")
    answers = [sign_in(client, "nie-to-haslo").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    for typed in ("ewa@testy.example", "EWA@testy.example"):
        form = {"username": typed, "password": people.PASSWORD}
        locked = client.post("/logowanie/", form)
        assert locked.status_code == 429
        assert "Logowanie zatrzymane na 15 minut" in text(locked)
    assert sign_in(browse("sosnowiec")).status_code == 302


def test_after_signing_in_nobody_is_sent_to_another_site(browse: Browse, ewa: User) -> None:
    assert sign_in(browse("czestochowa"), next="/konto/")["Location"] == "/konto/"
    away = sign_in(browse("czestochowa"), next="https://example.org/")
    assert away["Location"] == "/"


def test_a_session_of_one_town_is_refused_in_another(browse: Browse, ewa: User) -> None:
    client = browse("czestochowa")
    sign_in(client)
    key = client.cookies["sesja"].value
    thief = browse("sosnowiec")
    thief.cookies["sesja"] = key
    assert thief.get("/konto/").status_code == 302


def test_a_session_copied_with_its_account_is_refused_too(browse: Browse, ewa: User) -> None:
    """What a clone of a town, or a restore into the wrong schema, would leave behind."""
    client = browse("czestochowa")
    sign_in(client)
    key = client.cookies["sesja"].value
    with in_tenant(TOWN):
        session = Session.objects.get(pk=key)
        password = User.objects.get(pk=ewa.pk).password
    with in_tenant(OTHER):
        people.account("director", email="kopia@testy.example")
        User.objects.filter(email="kopia@testy.example").delete()
        User(pk=ewa.pk, email=ewa.email, name=ewa.name, password=password).save(force_insert=True)
        Session.objects.create(pk=key, session_data=session.session_data, expire_date=session.expire_date)
    thief = browse("sosnowiec")
    thief.cookies["sesja"] = key
    assert thief.get("/konto/").status_code == 302
    assert client.get("/konto/").status_code == 200


def test_signing_out_is_a_post_and_ends_the_session(browse: Browse, ewa: User) -> None:
    client = browse("czestochowa")
    sign_in(client)
    key = client.cookies["sesja"].value
    assert client.get("/wylogowanie/").status_code == 405
    answer = client.post("/wylogowanie/")
    assert answer["Location"] == "/logowanie/"
    assert "cache" in answer["Clear-Site-Data"]
    with in_tenant(TOWN):
        assert not Session.objects.filter(pk=key).exists()


def test_a_new_password_ends_the_other_sessions(browse: Browse, ewa: User) -> None:
    here, elsewhere = browse("czestochowa"), browse("czestochowa")
    sign_in(here)
    sign_in(elsewhere)
    short = {
        "old_password": people.PASSWORD, "new_password1": "krotkie", "new_password2": "krotkie",
    }  # fmt: skip
    assert here.post("/konto/haslo/", short).status_code == 200
    assert elsewhere.get("/konto/").status_code == 200
    new = "cztery zwykle slowa razem"
    form = {"old_password": people.PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post("/konto/haslo/", form)["Location"] == "/konto/"
    assert "Ewa Testowa" in text(here.get("/konto/"))
    assert elsewhere.get("/konto/").status_code == 302
    assert sign_in(browse("czestochowa"), new)["Location"] == "/"


@pytest.mark.parametrize(
    ("slug", "role", "status"),
    [
        ("czestochowa", "director", 200),
        ("czestochowa", "network_officer", 200),
        ("czestochowa", "social_worker", 404),
        ("czestochowa", "delegate", 404),
        ("czestochowa", "family_member", 404),
        ("rops-katowice", "regional_coordinator", 200),
        ("operator", "operator", 200),
    ],
)
def test_who_sees_the_list_of_accounts(browse: Browse, ewa: User, slug: str, role: str, status: int) -> None:
    page = browse(slug, role).get("/konto/osoby/")
    assert page.status_code == status
    assert ("Ewa Testowa" in text(page)) is (slug == "czestochowa" and status == 200)


def test_accounts_are_found_by_parts_of_name_and_address(browse: Browse, ewa: User) -> None:
    client = browse("czestochowa", "director")
    assert "Ewa Testowa" in text(client.get("/konto/osoby/", {"q": "ewa testy"}))
    assert "Ewa Testowa" not in text(client.get("/konto/osoby/", {"q": "jan"}))


@pytest.mark.parametrize(
    ("slug", "role"),
    [
        ("czestochowa", "social_worker"),
        ("czestochowa", "director"),
        ("czestochowa", "network_officer"),
        ("czestochowa", "delegate"),
        ("rops-katowice", "regional_coordinator"),
        ("operator", "operator"),
    ],
)
def test_everybody_lands_on_a_page_of_their_work(browse: Browse, slug: str, role: str) -> None:
    client = browse(slug, role)
    page = client.get("/", follow=True)
    assert page.status_code == 200
    assert "Logowanie" not in text(page)


@pytest.mark.parametrize("role", ["director", "network_officer"])
def test_the_list_of_accounts_names_nobody_of_a_family(browse: Browse, role: str) -> None:
    """Whose family is known here is no matter of rank; a colleague in need stays a colleague."""
    with in_tenant(TOWN):
        people.account("family_member", name="Rodzina Ukryta")
        people.account("social_worker", "family_member", name="Koleżanka Testowa")
    client = browse("czestochowa", role)
    for address in ("/konto/osoby/", "/konto/osoby/?q=Testowa", "/konto/osoby/?q=Ukryta"):
        page = text(client.get(address))
        assert "Rodzina Ukryta" not in page
        assert "członek rodziny" not in page
    assert "Koleżanka Testowa" in text(client.get("/konto/osoby/"))


def test_who_signed_in_and_out_stands_in_the_audit_log(browse: Browse, ewa: User) -> None:
    """Once each; neither a wrong password nor a visit of somebody signed in makes an entry."""
    client = browse("czestochowa")
    client.post("/wylogowanie/")
    sign_in(client, "nie-to-haslo")
    sign_in(client)
    client.get("/logowanie/")
    sign_in(client)
    client.post("/wylogowanie/")
    with in_tenant(TOWN):
        events = AuditEvent.objects.filter(action__startswith="identity.signed").order_by("number")
        assert [(event.action, event.actor_id) for event in events] == [
            ("identity.signed_in", ewa.pk),
            ("identity.signed_out", ewa.pk),
        ]
        assert first_altered_entry() is None
