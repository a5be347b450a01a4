"""Pages that make an account: who sees them, what they write, how the first password is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from core.audit.models import AuditEvent
from core.families.models import Case, Person
from core.families.queries import persons_of
from core.identity.models import User
from core.partnership.models import PartnerPerson
from tenants.context import in_tenant
from tests.support import families as build
from tests.support import people

Browse = Callable[..., Client]
TOWN = "g_2464011"
NEW = "/konto/osoby/nowa/"
NOBODY = "nowa@nowe.example"


def text(response: Any) -> str:
    """Words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def password_on(response: Any) -> str:
    """The first password, which stands on the page exactly once."""
    (found,) = re.findall(r"<code[^>]*>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>", response.content.decode())
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return str(found)


def signs_in(browse: Browse, slug: str, email: str, password: str) -> Client:
    """A browser that came in through the sign-in page."""
    client = browse(slug)
    answer = client.post("/logowanie/", {"username": email, "password": password})
    assert answer.status_code == 302, text(answer)
    return client


def partner_here() -> Any:
    with in_tenant(TOWN):
        return build.partner()


def family_of(client: Client) -> tuple[Case, Person, str]:
    """A family of the client's account whose leading person agreed, and the address of their access."""
    with in_tenant(TOWN):
        worker = people.actor_of(client.user)  # type: ignore[attr-defined]
        case = build.agreed(worker, build.family(worker))
        person = persons_of(case)[0]
    return case, person, f"/rodziny/{case.pk}/osoby/{person.pk}/dostep/"


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
def test_who_sees_the_page_of_a_new_account(browse: Browse, slug: str, role: str, status: int) -> None:
    client = browse(slug, role)
    assert client.get(NEW).status_code == status
    if status == 404:
        assert client.post(NEW, {"name": "X", "email": NOBODY, "role": "director"}).status_code == 404
    else:
        assert NEW in client.get("/konto/osoby/").content.decode()
    assert browse(slug).get(NEW).status_code == 302


@pytest.mark.parametrize(
    ("slug", "giver", "role"),
    [
        ("czestochowa", "director", "social_worker"),
        ("czestochowa", "director", "director"),
        ("rops-katowice", "regional_coordinator", "regional_coordinator"),
        ("operator", "operator", "operator"),
    ],
)
def test_a_colleague_signs_in_with_the_password_of_the_page(
    browse: Browse, slug: str, giver: str, role: str
) -> None:
    form = {"name": "Nowa Osoba", "email": NOBODY, "role": role}
    password = password_on(browse(slug, giver).post(NEW, form))
    assert "Nowa Osoba" in text(signs_in(browse, slug, NOBODY, password).get("/konto/"))


def test_an_officer_opens_a_delegates_account_from_the_partners_page(browse: Browse) -> None:
    partner = partner_here()
    client = browse("czestochowa", "network_officer")
    link = f"{NEW}?partner={partner.pk}"
    assert link in client.get(f"/partnerzy/{partner.pk}/").content.decode()
    assert f'value="{partner.pk}" selected' in client.get(link).content.decode()
    form = {
        "name": "Dana Delegowana", "email": NOBODY, "role": "delegate",
        "partner": str(partner.pk), "job_title": "radca",
    }  # fmt: skip
    password = password_on(client.post(NEW, form))
    again = client.post(NEW, form)
    assert "Konto z tym adresem e-mail już istnieje" in text(again)
    assert 'href="#id_email"' in again.content.decode()
    assert "Dana Delegowana" in text(client.get(f"/partnerzy/{partner.pk}/"))
    with in_tenant(TOWN):
        assert PartnerPerson.objects.get(partner=partner).user == User.objects.get(email=NOBODY)
    assert signs_in(browse, "czestochowa", NOBODY, password).get("/", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "bez-malpy"}, "Wpisz pełny adres e-mail, ze znakiem @"),
        ({"email": ""}, "Wypełnij pole „Adres e-mail”"),
        ({"name": ""}, "Wypełnij pole „Imię i nazwisko”"),
        ({"partner": ""}, "Wybierz partnera, którego ta osoba reprezentuje"),
        ({"partner": str(uuid4())}, "partner"),
        ({"role": "director"}, "role"),
        ({"role": "family_member"}, "role"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    browse: Browse, change: dict[str, str], sentence: str
) -> None:
    partner = partner_here()
    form = {"name": "Dana", "email": NOBODY, "role": "delegate", "partner": str(partner.pk), **change}
    answer = browse("czestochowa", "network_officer").post(NEW, form)
    assert answer.status_code == 200
    assert sentence in text(answer) or f'href="#id_{sentence}' in answer.content.decode()
    with in_tenant(TOWN):
        assert not User.objects.filter(name="Dana").exists()
        assert not PartnerPerson.objects.filter(partner=partner).exists()


def test_a_person_who_agreed_gets_access_to_the_own_page(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    case, _person, address = family_of(client)
    page = client.get(f"/rodziny/{case.pk}/").content.decode()
    assert page.count("Załóż dostęp") == 1
    assert address in page
    assert "Odmowa nie wpływa na żadne świadczenie" in text(client.get(address))
    password = password_on(client.post(address, {"email": NOBODY}))
    assert "Ta osoba ma już dostęp" in text(client.post(address, {"email": "inna@nowe.example"}))
    assert "Załóż dostęp" not in text(client.get(f"/rodziny/{case.pk}/"))
    own = signs_in(browse, "czestochowa", NOBODY, password).get("/", follow=True)
    assert "Moja strona" in text(own)


def test_a_bad_or_taken_address_is_said_at_the_field(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    _case, person, address = family_of(client)
    with in_tenant(TOWN):
        people.account("director", email="zajety@testy.example")
    for typed, sentence in (
        ("", "Wypełnij pole"),
        ("bez-malpy", "Wpisz pełny adres e-mail, ze znakiem @"),
        ("Zajety@testy.example", "Konto z tym adresem e-mail już istnieje"),
    ):
        answer = client.post(address, {"email": typed})
        assert sentence in text(answer)
        assert 'href="#id_email"' in answer.content.decode()
    with in_tenant(TOWN):
        assert Person.objects.get(pk=person.pk).user is None


def test_a_familys_access_is_nobodys_elses_business(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    case, _person, address = family_of(client)
    strangers = [
        browse("czestochowa", role)
        for role in ("social_worker", "director", "network_officer", "delegate", "family_member")
    ]
    for stranger in (*strangers, browse("sosnowiec", "social_worker")):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"email": NOBODY}).status_code == 404
    assert client.get(f"/rodziny/{case.pk}/osoby/{uuid4()}/dostep/").status_code == 404
    with in_tenant(TOWN):
        assert not User.objects.filter(email=NOBODY).exists()


def test_the_password_is_kept_nowhere(browse: Browse, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    client = browse("czestochowa", "social_worker")
    case, _person, address = family_of(client)
    password = password_on(client.post(address, {"email": NOBODY}))
    director = browse("czestochowa", "director")
    staff = {"name": "Nowa", "email": "kolega@nowe.example", "role": "social_worker"}
    passwords = (password, password_on(director.post(NEW, staff)))
    with in_tenant(TOWN):
        kept = str(list(AuditEvent.objects.values()))
        kept += str([row.get_decoded() for row in Session.objects.all()])
        kept += str(list(User.objects.values()))
    for action in ("identity.user_created", "families.account_linked", "privacy.own_page_opened"):
        assert action in kept
    kept += caplog.text + client.get(f"/rodziny/{case.pk}/").content.decode()
    kept += director.get("/konto/osoby/").content.decode()
    assert [word for word in passwords if word in kept] == []
