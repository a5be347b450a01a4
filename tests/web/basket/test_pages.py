"""Pages of the basket: who sees which cards, steps with one effect, sentences for bad input."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEvent
from core.basket import operations
from core.basket.models import ServiceCard
from core.partnership.operations import name_person
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.core.partnership.stories import declared, invited
from tests.support import people
from tests.web.partnership.test_pages import text

if TYPE_CHECKING:
    from core.identity.models import User
    from core.partnership.models import PartnerOrganisation

Browse = Callable[..., Client]
TOWN = "g_2464011"
OFFICER = Role.NETWORK_OFFICER
DRAFT = {
    "name": "Poradnia rodzinna",
    "description": "Rozmowa z psychologiem.",
    "category": "family_support",
    "referral_mode": "team",
    "capacity_unit": "person",
    "is_public": "on",
}


def a_card(name: str = "Poradnia", *, published: bool = True, **details: Any) -> ServiceCard:
    """A card of a partner of its own in Częstochowa."""
    with in_tenant(TOWN):
        partner, _ = declared(f"Partner: {name}")
        card = operations.draft_card(
            actor=people.system(),
            partner=partner,
            name=name,
            description="Rozmowa z psychologiem.",
            category="family_support",
            **details,
        )
        if published:
            card = operations.publish_card(actor=people.system(), card=card)
    return card


def delegate_of(partner: PartnerOrganisation) -> User:
    """An account that speaks for a partner."""
    with in_tenant(TOWN):
        user = people.account(Role.DELEGATE)
        name_person(actor=people.system(), partner=partner, name="Ewa Umowna", user=user)
    return user


@pytest.mark.parametrize("role", [*Role.values])
def test_each_page_opens_for_its_roles_and_does_not_exist_for_others(browse: Browse, role: str) -> None:
    published = a_card()
    draft = a_card("Szkic", published=False)
    staff = {Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR}
    managers = {Role.NETWORK_OFFICER, Role.DIRECTOR}
    readers = {*staff, Role.DELEGATE, Role.FAMILY_MEMBER}
    pages = {
        "/koszyk/": readers,
        f"/koszyk/{published.pk}/": readers,
        f"/koszyk/{draft.pk}/": staff,
        "/koszyk/karty/": staff,
        "/koszyk/moje/": {Role.DELEGATE},
        # A delegate of nobody has no organisation to write for.
        "/koszyk/nowa/": managers,
        f"/koszyk/{published.pk}/edycja/": managers,
        f"/koszyk/{draft.pk}/publikacja/": managers,
        f"/koszyk/{published.pk}/wstrzymanie/": managers,
        f"/koszyk/{published.pk}/wycofanie/": managers,
    }
    client = browse("czestochowa", role)
    seen = {address: client.get(address).status_code for address in pages}
    assert seen == {address: 200 if role in roles else 404 for address, roles in pages.items()}


def test_a_family_sees_no_card_that_is_not_for_it(browse: Browse) -> None:
    a_card("Poradnia")
    hidden = a_card("Interwencja", is_public=False)
    client = browse("czestochowa", Role.FAMILY_MEMBER)
    page = text(client.get("/koszyk/"))
    assert "Poradnia" in page
    assert "Interwencja" not in page
    assert client.get(f"/koszyk/{hidden.pk}/").status_code == 404
    assert "Interwencja" in text(browse("czestochowa", Role.SOCIAL_WORKER).get("/koszyk/"))


def test_the_basket_is_searched_and_narrowed(browse: Browse) -> None:
    card = a_card("Świetlica środowiskowa", place="ul. Zmyślona 1")
    a_card("Poradnia")
    client = browse("czestochowa", Role.SOCIAL_WORKER)
    for query in ("q=swietlica", f"partner={card.partner_id}"):
        page = text(client.get(f"/koszyk/?{query}"))
        assert "Świetlica środowiskowa" in page
        assert "Poradnia" not in page.replace("Partner: Poradnia", "")
    assert "Nie ma takiej usługi w koszyku" in text(client.get("/koszyk/?q=kopalnia"))
    assert client.get("/koszyk/?partner=nie-ma&kategoria=magia&strona=x").status_code == 200


@pytest.mark.parametrize("address", ["/koszyk/", "/koszyk/karty/"])
def test_lists_ask_as_many_questions_for_three_rows_as_for_one(browse: Browse, address: str) -> None:
    client = browse("czestochowa", OFFICER)
    counts = []
    for names in (["Poradnia"], ["Świetlica", "Klub"]):
        for name in names:
            a_card(name)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_draft_sent_twice_is_one_card(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner, _ = declared("Policja")
    client = browse("czestochowa", OFFICER)
    form = {**DRAFT, "partner": str(partner.pk), "key": str(uuid4())}
    first, second = (client.post("/koszyk/nowa/", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    with in_tenant(TOWN):
        assert ServiceCard.objects.count() == 1


def test_a_card_of_a_partner_without_a_declaration_is_not_published(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner = invited("Szpital", sector="health")
        fields: dict[str, Any] = {key: DRAFT[key] for key in ("name", "description", "category")}
        card = operations.draft_card(actor=people.system(), partner=partner, **fields)
    client = browse("czestochowa", OFFICER)
    response = client.post(f"/koszyk/{card.pk}/publikacja/")
    assert response.status_code == 200
    assert "Nie można opublikować usługi: Szpital nie ma obowiązującej deklaracji przystąpienia." in text(
        response
    )
    assert "nie ma dziś obowiązującej deklaracji" in text(client.get(f"/koszyk/{card.pk}/"))
    with in_tenant(TOWN):
        card.refresh_from_db()
        assert card.status == "draft"


def test_steps_have_one_effect_however_often_the_button_is_pressed(browse: Browse) -> None:
    card = a_card(published=False)
    client = browse("czestochowa", OFFICER)
    with in_tenant(TOWN):
        before = AuditEvent.objects.count()
    day = {"withdrawn_on_day": "1", "withdrawn_on_month": "1", "withdrawn_on_year": "2999"}
    for step in ("publikacja", "wstrzymanie", "publikacja", "wycofanie"):
        form = {} if step != "wycofanie" else {**day, "withdrawn_on_year": _this_year()}
        for _ in range(2):
            client.post(f"/koszyk/{card.pk}/{step}/", form)
    with in_tenant(TOWN):
        card.refresh_from_db()
        assert AuditEvent.objects.count() == before + 3
    # The withdrawal on 1 January precedes the publication: refused in words, both times.
    assert card.status == "published"
    early = client.post(f"/koszyk/{card.pk}/wycofanie/", {**day, "withdrawn_on_year": _this_year()})
    assert "Wycofanie nie może być wcześniejsze niż publikacja usługi." in text(early)
    late = client.post(f"/koszyk/{card.pk}/wycofanie/", day)
    assert "Data wycofania nie może być późniejsza niż dziś." in text(late)


def _this_year() -> str:
    from core.shared.clock import today  # noqa: PLC0415  the clock of the settings

    return str(today().year)


def test_a_delegate_writes_for_the_own_organisation_only(browse: Browse) -> None:
    foreign = a_card("Cudza usługa")
    with in_tenant(TOWN):
        own, _ = declared("Policja")
    client = browse("czestochowa", user=delegate_of(own))
    forged = client.post("/koszyk/nowa/", {**DRAFT, "partner": str(foreign.partner_id), "key": str(uuid4())})
    assert forged.status_code == 200
    made = client.post("/koszyk/nowa/", {**DRAFT, "partner": str(own.pk), "key": str(uuid4())})
    with in_tenant(TOWN):
        card = ServiceCard.objects.exclude(pk=foreign.pk).get()
    assert made["Location"] == f"/koszyk/{card.pk}/"
    listed = text(client.get("/koszyk/moje/"))
    assert "Poradnia rodzinna" in listed
    assert "Cudza usługa" not in listed
    assert client.get(f"/koszyk/{card.pk}/edycja/").status_code == 200
    assert client.get(f"/koszyk/{foreign.pk}/edycja/").status_code == 404
    assert client.post(f"/koszyk/{card.pk}/publikacja/").status_code == 404
    assert "karta jest aktualna" not in client.get(f"/koszyk/{foreign.pk}/").content.decode()


def test_the_slower_writer_is_told(browse: Browse) -> None:
    card = a_card()
    client = browse("czestochowa", OFFICER)
    form = {**DRAFT, "version": str(card.version)}
    assert client.post(f"/koszyk/{card.pk}/edycja/", form).status_code == 302
    late = client.post(f"/koszyk/{card.pk}/edycja/", {**form, "name": "Inna nazwa"})
    assert "Ktoś zmienił te dane w międzyczasie." in text(late)
    with in_tenant(TOWN):
        card.refresh_from_db()
        assert card.name == "Poradnia rodzinna"


def test_a_review_is_sent_and_not_followed(browse: Browse) -> None:
    card = a_card()
    with in_tenant(TOWN):
        ServiceCard.objects.update(reviewed_on="2020-01-01")
    client = browse("czestochowa", OFFICER)
    assert client.get(f"/koszyk/{card.pk}/przeglad/").status_code == 405
    assert "opublikowana po terminie przeglądu" in text(client.get("/koszyk/karty/"))
    assert client.post(f"/koszyk/{card.pk}/przeglad/").status_code == 302
    assert "opublikowana po terminie przeglądu" not in text(client.get("/koszyk/karty/"))


def test_an_empty_basket_says_what_will_come(browse: Browse) -> None:
    page = text(browse("sosnowiec", Role.FAMILY_MEMBER).get("/koszyk/"))
    assert "Usługi pojawią się tu, gdy partnerzy je opublikują." in page
