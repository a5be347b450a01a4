"""Pages of keeping cards: wishes and decisions, history, scores, confirmations by a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.basket import operations
from core.basket.models import CardProposal, ConfirmationRequest, ServiceCard
from core.basket.operations import confirmations, proposals
from core.notifications.models import Message
from core.partnership.operations import update_partner
from core.shared import clock
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.support import people
from tests.web.basket.test_pages import DRAFT, OFFICER, TOWN, a_card, delegate_of
from tests.web.partnership.test_pages import text

if TYPE_CHECKING:
    from core.identity.models import User

Browse = Callable[..., Client]


def changed_form(card: ServiceCard, **changes: Any) -> dict[str, Any]:
    """The form of a card as somebody sends it back."""
    return {**DRAFT, "name": card.name, "version": str(card.version), **changes}


def asked(card: ServiceCard, days: int = 400) -> str:
    """A partner asked about its card; the path of the link."""
    with in_tenant(TOWN):
        update_partner(actor=people.system(), partner=card.partner, email="partner@town.example")
        ServiceCard.objects.filter(pk=card.pk).update(reviewed_on=clock.today() - timedelta(days))
        confirmations.ask_partner(actor=people.system(), partner=card.partner)
        found = re.search(r"(/koszyk/potwierdzenie/[^/]+/)", Message.objects.get().body)
    assert found is not None
    return found[1]


def proposed(card: ServiceCard, user: User, **changes: Any) -> CardProposal:
    """A change that waits."""
    with in_tenant(TOWN):
        change = proposals.change_card(actor=people.actor_of(user), card=card, **changes)
    assert change.proposal is not None
    return change.proposal


def test_a_card_leads_to_its_places_and_a_worker_to_no_page_that_is_not_theirs(browse: Browse) -> None:
    card = a_card(capacity=4)
    wish = proposed(card, delegate_of(card.partner), cost="5 zł")
    page = browse("czestochowa", Role.SOCIAL_WORKER).get(f"/koszyk/{card.pk}/")
    assert "Czeka na decyzję" in text(page)
    assert f"/koszyk/zatwierdzanie/{wish.pk}/" not in page.content.decode()
    assert "Wolne miejsca 4 z 4" in text(page)
    assert f"/koszyk/{card.pk}/miejsca/" in page.content.decode()
    officer = browse("czestochowa", Role.NETWORK_OFFICER).get(f"/koszyk/{card.pk}/").content.decode()
    assert f"/koszyk/zatwierdzanie/{wish.pk}/" in officer


@pytest.mark.parametrize("role", [*Role.values])
def test_each_page_opens_for_its_roles_and_does_not_exist_for_others(browse: Browse, role: str) -> None:
    card = a_card()
    proposal = proposed(card, delegate_of(card.partner), cost="5 zł")
    asked(card)
    with in_tenant(TOWN):
        request = ConfirmationRequest.objects.get()
    staff = {Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR}
    managers = {Role.NETWORK_OFFICER, Role.DIRECTOR}
    pages = {
        "/koszyk/zatwierdzanie/": managers,
        f"/koszyk/zatwierdzanie/{proposal.pk}/": managers,
        f"/koszyk/{card.pk}/historia/": staff,
        "/koszyk/jakosc/": staff,
        "/koszyk/potwierdzenia/": managers,
        f"/koszyk/potwierdzenia/{request.pk}/": managers,
        f"/koszyk/potwierdzenia/partner/{card.partner_id}/": managers,
        f"/koszyk/{card.pk}/prosba/suspension/": set(),
    }
    client = browse("czestochowa", role)
    seen = {address: client.get(address).status_code for address in pages}
    assert seen == {address: 200 if role in roles else 404 for address, roles in pages.items()}


def test_a_delegate_asks_and_the_officer_agrees(browse: Browse) -> None:
    card = a_card(cost="10 zł")
    delegate = browse("czestochowa", user=delegate_of(card.partner))
    page = text(delegate.get(f"/koszyk/{card.pk}/edycja/"))
    assert "zmianę zatwierdza pracownik ds. sieci" in page
    sent = delegate.post(f"/koszyk/{card.pk}/edycja/", changed_form(card, cost="bezpłatnie", phone="34 000"))
    assert sent.status_code == 302
    assert "Czeka na decyzję" in text(delegate.get(f"/koszyk/{card.pk}/"))
    assert 'value="bezpłatnie"' in delegate.get(f"/koszyk/{card.pk}/edycja/").content.decode()
    with in_tenant(TOWN):
        card.refresh_from_db()
        assert (card.cost, card.phone) == ("10 zł", "34 000")
        proposal = CardProposal.objects.get()
    officer = browse("czestochowa", OFFICER)
    assert "Do zatwierdzenia 1" in text(officer.get("/koszyk/"))
    assert "Koszt" in text(officer.get("/koszyk/zatwierdzanie/"))
    page = text(officer.get(f"/koszyk/zatwierdzanie/{proposal.pk}/"))
    assert "Koszt jest: 10 zł będzie: bezpłatnie" in page
    address = f"/koszyk/zatwierdzanie/{proposal.pk}/zgoda/"
    for _ in range(2):
        assert officer.post(address, {"version": str(card.version)}).status_code == 302
    with in_tenant(TOWN):
        card.refresh_from_db()
        assert card.cost == "bezpłatnie"
        assert Message.objects.filter(kind="card_proposal_decided").count() == 1
    assert "Nic nie czeka na decyzję" in text(officer.get("/koszyk/zatwierdzanie/"))
    assert "zatwierdzona" in text(delegate.get("/koszyk/zatwierdzanie/"))


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(browse: Browse) -> None:
    card = a_card()
    proposal = proposed(card, delegate_of(card.partner), cost="100 zł")
    officer = browse("czestochowa", OFFICER)
    address = f"/koszyk/zatwierdzanie/{proposal.pk}/odmowa/"
    empty = officer.post(address, {"reason": " "})
    assert "Wypełnij pole „Dlaczego nie i co poprawić”." in text(empty)
    assert officer.post(address, {"reason": "Uchwała mówi: bezpłatnie."}).status_code == 302
    with in_tenant(TOWN):
        proposal.refresh_from_db()
        assert proposal.status == "declined"


def test_the_officer_agrees_to_what_the_page_showed(browse: Browse) -> None:
    card = a_card()
    proposal = proposed(card, delegate_of(card.partner), cost="5 zł")
    with in_tenant(TOWN):
        operations.edit_card(actor=people.system(), card=card, cost="7 zł")
    officer = browse("czestochowa", OFFICER)
    late = officer.post(f"/koszyk/zatwierdzanie/{proposal.pk}/zgoda/", {"version": str(card.version)})
    assert late.status_code == 200
    assert "Ktoś zmienił te dane w międzyczasie." in text(late)
    assert "Od zgłoszenia ktoś zmienił na karcie: Koszt." in text(late)
    with in_tenant(TOWN):
        card.refresh_from_db()
        assert card.cost == "7 zł"


def test_a_delegate_asks_for_publication_and_takes_it_back(browse: Browse) -> None:
    card = a_card(published=False)
    foreign = a_card("Cudza")
    delegate = browse("czestochowa", user=delegate_of(card.partner))
    assert "Zgłoś do publikacji" in text(delegate.get(f"/koszyk/{card.pk}/"))
    assert "Poproś o wstrzymanie" not in text(delegate.get(f"/koszyk/{foreign.pk}/"))
    for _ in range(2):
        delegate.post(f"/koszyk/{card.pk}/prosba/publication/", {"comment": "Gotowe."})
    with in_tenant(TOWN):
        proposal = CardProposal.objects.get()
    assert delegate.get(f"/koszyk/{card.pk}/prosba/zmiana/").status_code == 404
    refused = delegate.post(f"/koszyk/{card.pk}/prosba/suspension/", {})
    assert "ma stan „szkic”" in text(refused)
    assert delegate.post(f"/koszyk/zatwierdzanie/{proposal.pk}/cofniecie/").status_code == 302
    assert "cofnięta przez partnera" in text(delegate.get("/koszyk/zatwierdzanie/"))


def test_nothing_is_lost_when_somebody_was_faster(browse: Browse) -> None:
    card = a_card(cost="1 zł")
    client = browse("czestochowa", OFFICER)
    form = changed_form(card, hours="8-16", languages=["pl", "uk"])
    with in_tenant(TOWN):
        operations.edit_card(actor=people.system(), card=card, cost="2 zł")
    late = client.post(f"/koszyk/{card.pk}/edycja/", form)
    assert "Koszt było: 1 zł jest: 2 zł" in text(late)
    assert 'value="8-16"' in late.content.decode()
    version = re.search(r'name="version" value="(\d+)"', late.content.decode())
    assert version is not None
    assert client.post(f"/koszyk/{card.pk}/edycja/", {**form, "version": version[1]}).status_code == 302
    with in_tenant(TOWN):
        card.refresh_from_db()
        assert (card.hours, card.languages) == ("8-16", ["pl", "uk"])


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("max_age", "200", "Podaj wiek w latach, od 0 do 130."),
        ("postcode", "42200X", "kod pocztowy w postaci 42-200"),
        ("teryt", "999", "kod TERYT"),
        ("email", "nie-adres", "nazwa@domena.pl"),
        ("website", "javascript:alert(1)", "https://"),
        ("languages", "klingon", "klingon"),
        ("documents_needed", "\n".join(str(number) for number in range(21)), "najwyżej 20"),
    ],
)
def test_bad_input_is_explained_and_kept(browse: Browse, field: str, typed: str, sentence: str) -> None:
    card = a_card()
    client = browse("czestochowa", OFFICER)
    response = client.post(
        f"/koszyk/{card.pk}/edycja/", changed_form(card, **{field: typed, "hours": "8-16"})
    )
    assert response.status_code == 200
    assert sentence in text(response)
    assert 'value="8-16"' in response.content.decode()


def test_the_history_shows_what_changed_and_any_day(browse: Browse) -> None:
    card = a_card(cost="10 zł")
    with in_tenant(TOWN):
        operations.edit_card(actor=people.system(), card=card, cost="bezpłatnie", reason="Dotacja.")
    client = browse("czestochowa", Role.SOCIAL_WORKER)
    page = text(client.get(f"/koszyk/{card.pk}/historia/"))
    assert "Koszt było: 10 zł jest: bezpłatnie" in page
    assert "Dotacja." in page
    today = clock.today()
    shown = text(client.get(f"/koszyk/{card.pk}/historia/?dzien={today}"))
    assert f"Karta na koniec dnia {today:%d.%m.%Y}" in shown
    before = text(client.get(f"/koszyk/{card.pk}/historia/?dzien=2019-01-01"))
    assert "Tego dnia karty jeszcze nie było." in before
    assert "Podaj datę, która istnieje" in text(client.get(f"/koszyk/{card.pk}/historia/?dzien=jutro"))


def test_the_card_says_what_it_lacks(browse: Browse) -> None:
    card = a_card()
    page = text(browse("czestochowa", OFFICER).get(f"/koszyk/{card.pk}/"))
    assert "na 100 punktów" in page
    assert "Podaj godziny." in page
    assert "na 100 punktów" not in text(browse("czestochowa", Role.FAMILY_MEMBER).get(f"/koszyk/{card.pk}/"))


def test_lists_are_narrowed_by_freshness_and_ordered_by_score(browse: Browse) -> None:
    poor, good = a_card("Biedna"), a_card("Bogata", cost="bezpłatnie", hours="8-16")
    with in_tenant(TOWN):
        ServiceCard.objects.filter(pk=poor.pk).update(reviewed_on=clock.today() - timedelta(400))
    client = browse("czestochowa", OFFICER)
    stale = text(client.get("/koszyk/karty/?aktualnosc=stale"))
    assert "Biedna" in stale
    assert "Bogata" not in stale
    ordered = text(client.get("/koszyk/karty/?kolejnosc=ocena"))
    assert ordered.index("Biedna") < ordered.index(good.name)
    assert client.get("/koszyk/karty/?kolejnosc=przeglad&q=biedna&stan=zly").status_code == 200


def test_a_partner_answers_by_the_link_without_an_account(browse: Browse) -> None:
    card = a_card()
    path = asked(card)
    visitor = browse("czestochowa")
    page = text(visitor.get(path))
    assert "Konto ani hasło nie są potrzebne." in page
    with in_tenant(TOWN):
        card.refresh_from_db()
        assert card.reviewed_on != clock.today()
    assert visitor.post(path, {"card": str(card.pk)}).status_code == 302
    assert "To wszystko. Dziękujemy!" in text(visitor.get(path))
    with in_tenant(TOWN):
        card.refresh_from_db()
        assert card.reviewed_on == clock.today()
    officer = browse("czestochowa", OFFICER)
    assert "Nikt nie zalega z odpowiedzią" in text(officer.get("/koszyk/potwierdzenia/"))
    assert "1 z 1" in text(officer.get("/koszyk/potwierdzenia/?odpowiedzi=wszystkie"))


def test_a_change_by_the_link_waits_for_the_officer(browse: Browse) -> None:
    card = a_card()
    path = asked(card)
    visitor = browse("czestochowa")
    form = {**DRAFT, "name": card.name, "cost": "bezpłatnie", "comment": "Nowa dotacja."}
    wrong = visitor.post(f"{path}{card.pk}/", {**form, "postcode": "xyz"})
    assert "kod pocztowy" in text(wrong)
    assert "Nowa dotacja." in wrong.content.decode()
    assert visitor.post(f"{path}{card.pk}/", form).status_code == 302
    with in_tenant(TOWN):
        proposal = CardProposal.objects.get()
        assert (proposal.changes, proposal.answer_to) == ({"cost": "bezpłatnie"}, "partner@town.example")
    assert visitor.post(f"{path}{card.pk}/brak/", {"kind": "withdrawal"}).status_code == 302
    assert "no-store" in visitor.get(path)["Cache-Control"]
    foreign = a_card("Cudza")
    assert visitor.get(f"{path}{foreign.pk}/").status_code == 404
    assert "odnośnik" in text(visitor.get("/koszyk/potwierdzenie/zly-odnosnik/"))


def test_the_officer_sends_again_and_asks_at_once(browse: Browse) -> None:
    card = a_card()
    officer = browse("czestochowa", OFFICER)
    refused = officer.post(f"/koszyk/potwierdzenia/partner/{card.partner_id}/")
    assert "nie ma adresu e-mail" in text(refused)
    asked(card)
    with in_tenant(TOWN):
        ConfirmationRequest.objects.update(sent_on=clock.today() - timedelta(20))
        request = ConfirmationRequest.objects.get()
    assert "czeka na odpowiedź" in text(officer.get("/koszyk/potwierdzenia/"))
    for _ in range(2):
        assert officer.post(f"/koszyk/potwierdzenia/{request.pk}/ponownie/").status_code == 302
    with in_tenant(TOWN):
        assert Message.objects.count() == 2


@pytest.mark.parametrize(
    "address",
    ["/koszyk/zatwierdzanie/", "/koszyk/potwierdzenia/", "/koszyk/jakosc/", "/koszyk/karty/?kolejnosc=ocena"],
)
def test_lists_ask_as_many_questions_for_three_rows_as_for_one(browse: Browse, address: str) -> None:
    client = browse("czestochowa", OFFICER)
    counts = []
    for names in (["Poradnia"], ["Świetlica", "Klub"]):
        for name in names:
            card = a_card(name)
            proposed(card, delegate_of(card.partner), cost="5 zł")
            with in_tenant(TOWN):
                update_partner(actor=people.system(), partner=card.partner, email="a@town.example")
                ServiceCard.objects.filter(pk=card.pk).update(reviewed_on="2024-01-01")
                confirmations.ask_partner(actor=people.system(), partner=card.partner)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]
