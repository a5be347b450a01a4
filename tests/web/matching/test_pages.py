"""Pages of needs and matching: the way of a need, who sees nothing, questions answered on the spot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.basket.models import CardExclusion, CardProposal
from core.basket.operations import combining, draft_card
from core.families import operations as families
from core.matching.models import HouseholdFact, Need, UnmetNeed
from core.matching.operations import answers, needs
from core.paths import operations as paths
from core.shared.enums import Role
from core.teams.operations import form_team
from tenants.context import in_tenant
from tests.core.matching.stories import Home, home, need, service
from tests.support import people, vertical
from tests.web.partnership.test_pages import text

Browse = Callable[..., Client]
TOWN = "g_2464011"
JOBLESS = {"type": "labour", "values": ["registered"]}
PUPIL = {"type": "age", "min": 7, "max": 15}


@pytest.fixture
def at(db: None) -> Home:
    """A family with its social worker in Częstochowa."""
    with in_tenant(TOWN):
        return home()


def told(at: Home, **more: Any) -> Need:
    with in_tenant(TOWN):
        return need(at, **more)


def test_a_need_goes_from_the_form_to_a_service_that_meets_it(browse: Browse, at: Home) -> None:
    client = browse("czestochowa", user=at.user)
    with in_tenant(TOWN):
        card = service("Korepetycje", "education", PUPIL)
        service("Dla dorosłych", "education", {"type": "age", "min": 18})
    assert "Nie zapisano jeszcze żadnej potrzeby" in text(client.get(f"/rodziny/{at.case.pk}/potrzeby/"))
    form = {
        "key": str(uuid4()),
        "category": "education",
        "text": "Pomoc w matematyce",
        "person": str(at.daughter.pk),
        "urgency": "urgent",
    }
    first, again = (client.post(f"/rodziny/{at.case.pk}/potrzeby/nowa/", form) for _ in range(2))
    assert first["Location"] == again["Location"]
    page = text(client.get(first["Location"]))
    assert page.index("Korepetycje") < page.index("Dla dorosłych")
    assert "Wiek pasuje: usługa jest dla osób od 7 do 15 lat." in page
    assert "Wiek nie pasuje: usługa jest dla osób, które mają co najmniej 18 lat." in page
    assert "To podpowiedź, nie decyzja." in page
    with in_tenant(TOWN):
        wanted = Need.objects.get()
    overview = f"/rodziny/{at.case.pk}/potrzeby/"
    assert "pasuje: 1 · pasuje, jeżeli…: 0 · nie pasuje: 1" in text(client.get(overview))
    client.post(f"/rodziny/potrzeby/{wanted.pk}/uslugi/{card.pk}/zaspokaja/")
    listed = text(client.get(overview))
    assert "zaspokojona" in listed
    assert "Usługa: Korepetycje" in listed
    client.post(f"/rodziny/potrzeby/{wanted.pk}/ponownie/")
    assert "szukamy usługi" in text(client.get(overview))


def test_a_question_is_answered_on_the_spot_and_the_change_is_said(browse: Browse, at: Home) -> None:
    client = browse("czestochowa", user=at.user)
    with in_tenant(TOWN):
        service("Kurs zawodowy", "employment", JOBLESS)
    wanted = told(at, category="employment", text="Praca", person=at.father)
    page = text(client.get(f"/rodziny/potrzeby/{wanted.pk}/"))
    assert "Pasuje, jeżeli:" in page
    assert "Jaka jest sytuacja tej osoby na rynku pracy?" in page
    assert "Rozstrzyga: zaświadczenie z urzędu pracy albo od pracodawcy." in page
    address = f"/rodziny/potrzeby/{wanted.pk}/pytanie/?fakt=labour&osoba={at.father.pk}"
    assert address.replace("&", "&amp;") in client.get(f"/rodziny/potrzeby/{wanted.pk}/").content.decode()
    asked = text(client.get(address))
    assert "Dotyczy: Jan." in asked
    bad = client.post(address, {"value": "magia", "source": "said"})
    assert bad.status_code == 200
    form = {
        "value": "registered",
        "source": "document",
        "stated_on_day": "5",
        "stated_on_month": "10",
        "stated_on_year": "2026",
    }
    done = client.post(address, form, follow=True)
    said = text(done)
    assert "Było – pasuje: 0 · pasuje, jeżeli…: 1 · nie pasuje: 0." in said
    assert "Jest – pasuje: 1 · pasuje, jeżeli…: 0 · nie pasuje: 0." in said
    overview = text(client.get(f"/rodziny/{at.case.pk}/potrzeby/"))
    assert "osoba bezrobotna zarejestrowana w urzędzie pracy" in overview
    with in_tenant(TOWN):
        fact = HouseholdFact.objects.get()
    client.post(f"/rodziny/odpowiedzi/{fact.pk}/cofnij/")
    assert "Pasuje, jeżeli:" in text(client.get(f"/rodziny/potrzeby/{wanted.pk}/"))


@pytest.mark.parametrize(
    ("query", "value", "kept"),
    [
        ("fakt=income", "900,50", 90050),
        ("fakt=document&kod=medical", "yes", True),
        ("fakt=agrees&kod=group", "no", False),
        ("fakt=territory", "2475011", "2475011"),
        ("fakt=disability&osoba={mother}", "light", "light"),
        ("fakt=language&osoba={mother}", ["uk", "pl"], ["pl", "uk"]),
    ],
)
def test_every_kind_of_question_has_its_form(
    browse: Browse, at: Home, query: str, value: Any, kept: Any
) -> None:
    client = browse("czestochowa", user=at.user)
    wanted = told(at)
    address = f"/rodziny/potrzeby/{wanted.pk}/pytanie/?{query.format(mother=at.mother.pk)}"
    assert client.get(address).status_code == 200
    day = {"stated_on_day": "5", "stated_on_month": "10", "stated_on_year": "2026"}
    response = client.post(address, {"value": value, "source": "said", **day})
    assert response.status_code == 302, text(response)
    with in_tenant(TOWN):
        import json  # noqa: PLC0415

        assert json.loads(HouseholdFact.objects.get().body)["value"] == kept
    assert client.get(f"/rodziny/{at.case.pk}/potrzeby/").status_code == 200


@pytest.mark.parametrize(
    "query", ["", "fakt=magia", "fakt=ground&kod=7", "fakt=document&kod=nie-ma", "fakt=labour&osoba=x"]
)
def test_what_is_no_question_is_no_page(browse: Browse, at: Home, query: str) -> None:
    client = browse("czestochowa", user=at.user)
    assert client.get(f"/rodziny/potrzeby/{told(at).pk}/pytanie/?{query}").status_code == 404


def test_a_gap_is_proposed_confirmed_and_counted_without_the_family(browse: Browse, at: Home) -> None:
    client = browse("czestochowa", user=at.user)
    wanted = told(at, category="housing", text="Mieszkanie socjalne")
    assert "Żadna usługa nie jest w zasięgu: nie ma takiej usługi" in text(
        client.get(f"/rodziny/{at.case.pk}/potrzeby/")
    )
    form = client.get(f"/rodziny/potrzeby/{wanted.pk}/brak/")
    assert "Z koszyka wynika: nie ma takiej usługi." in text(form)
    client.post(f"/rodziny/potrzeby/{wanted.pk}/brak/", {"cause": "no_service"})
    assert "Powód: nie ma takiej usługi" in text(client.get(f"/rodziny/{at.case.pk}/potrzeby/"))
    officer = browse("czestochowa", Role.NETWORK_OFFICER)
    page = text(officer.get("/koszyk/braki/"))
    assert "Mieszkalnictwo" in page
    assert "Zaproś partnera, który poprowadzi taką usługę" in page
    assert "Mieszkanie socjalne" not in page
    assert "Wzorcow" not in page
    with in_tenant(TOWN):
        assert UnmetNeed.objects.get().cause == "no_service"


def test_the_bundle_says_why_each_service_is_there(browse: Browse, at: Home) -> None:
    client = browse("czestochowa", user=at.user)
    with in_tenant(TOWN):
        talks, shelter = service("Mediacje", "family_support"), service("Schronienie", "housing")
        combining.set_combination(actor=people.system(), card=talks, approach="joint_talks")
        combining.set_combination(actor=people.system(), card=shelter, approach="protection")
    assert "Nie ma otwartych potrzeb" in text(client.get(f"/rodziny/{at.case.pk}/zestaw/"))
    told(at, category="housing", text="Bezpieczne miejsce", urgency="urgent")
    told(at, category="family_support", text="Rozmowa z mężem")
    told(at, category="sport", text="Ruch")
    page = text(client.get(f"/rodziny/{at.case.pk}/zestaw/"))
    assert "jedyna usługa, która odpowiada na tę potrzebę" in page
    assert "ich sposoby pracy są sprzeczne" in page
    assert "wyklucza się z innymi usługami" in page
    assert "nie ma takiej usługi" in page
    assert "mniejszego zestawu nie ma" in page


def test_the_request_form_comes_filled_in(browse: Browse, at: Home) -> None:
    client = browse("czestochowa", user=at.user)
    wanted = told(at, text="Pomoc w matematyce")
    with in_tenant(TOWN):
        card = service("Korepetycje")
    address = f"/rodziny/potrzeby/{wanted.pk}/uslugi/{card.pk}/prosba/"
    assert "Rodzina nie ma jeszcze ścieżki" in text(client.get(address))
    with in_tenant(TOWN):
        form_team(actor=at.worker, case=at.case)
        plan = paths.start_plan(actor=at.worker, case=at.case)
    assert "nie ma otwartego celu" in text(client.get(address))
    with in_tenant(TOWN):
        goal = paths.set_goal(actor=at.worker, plan=plan, title="Szkoła z klasą", area="learning")
    assert "Szkoła z klasą" in text(client.get(address))
    form = client.get(f"/cele/{goal.pk}/nowe-zadanie/?usluga={card.pk}&potrzeba={wanted.pk}").content.decode()
    assert "Pomoc w matematyce" in form
    other = client.get(f"/cele/{goal.pk}/nowe-zadanie/?usluga={card.pk}&potrzeba={uuid4()}")
    assert "Pomoc w matematyce" not in other.content.decode()
    assert client.get(f"/cele/{goal.pk}/nowe-zadanie/?potrzeba=x").status_code == 200


def test_others_find_no_page_of_a_familys_needs(browse: Browse, at: Home) -> None:
    with in_tenant(TOWN):
        town = vertical.town()
        wanted = need(at)
        fact = answers.answer(actor=at.worker, case=at.case, kind="income", value="5")
        member = people.account(Role.FAMILY_MEMBER)
        families.link_account(actor=at.worker, person=at.mother, user=member)
        colleague = people.account(Role.SOCIAL_WORKER, name="Inny Socjalny")
    pages = [
        f"/rodziny/{at.case.pk}/potrzeby/",
        f"/rodziny/{at.case.pk}/potrzeby/nowa/",
        f"/rodziny/{at.case.pk}/zestaw/",
        f"/rodziny/potrzeby/{wanted.pk}/",
        f"/rodziny/potrzeby/{wanted.pk}/edycja/",
        f"/rodziny/potrzeby/{wanted.pk}/brak/",
        f"/rodziny/potrzeby/{wanted.pk}/nieaktualna/",
        f"/rodziny/potrzeby/{wanted.pk}/pytanie/?fakt=income",
        f"/rodziny/potrzeby/{wanted.pk}/uslugi/{town.card.pk}/prosba/",
    ]
    posts = [
        f"/rodziny/potrzeby/{wanted.pk}/ponownie/",
        f"/rodziny/potrzeby/{wanted.pk}/uslugi/{town.card.pk}/zaspokaja/",
        f"/rodziny/odpowiedzi/{fact.pk}/cofnij/",
    ]
    users = [town.delegate_user, member, colleague]
    clients = [browse("czestochowa", user=user) for user in users]
    clients += [browse("czestochowa", role) for role in (Role.DIRECTOR, Role.NETWORK_OFFICER)]
    for client in clients:
        assert [client.get(address).status_code for address in pages] == [404] * len(pages)
        written = [*pages[1:2], *pages[4:8], *posts]
        assert [client.post(address).status_code for address in written] == [404] * len(written)
    with in_tenant(TOWN):
        assert Need.objects.get().state == "open"
        assert HouseholdFact.objects.count() == 1
    own = browse("czestochowa", user=at.user)
    assert [own.get(address).status_code for address in pages] == [200] * len(pages)


@pytest.mark.parametrize("role", [*Role.values])
def test_the_gap_list_opens_for_officers_and_directors_only(browse: Browse, role: str) -> None:
    allowed = {Role.NETWORK_OFFICER, Role.DIRECTOR}
    status = browse("czestochowa", role).get("/koszyk/braki/").status_code
    assert status == (200 if role in allowed else 404)


def test_lists_ask_as_many_questions_for_three_needs_as_for_one(browse: Browse, at: Home) -> None:
    client = browse("czestochowa", user=at.user)
    counts = []
    for number in (1, 2):
        for index in range(number):
            with in_tenant(TOWN):
                service(f"Usługa {number} {index}", "education", PUPIL)
            told(at, text=f"Potrzeba {number} {index}", person=at.daughter)
        for address in ("potrzeby", "zestaw"):
            client.get(f"/rodziny/{at.case.pk}/{address}/")
            with CaptureQueriesContext(connection) as captured:
                client.get(f"/rodziny/{at.case.pk}/{address}/")
            counts.append(len(captured))
    assert counts[:2] == counts[2:]


# Conditions of a card


def test_conditions_are_added_one_by_one_and_taken_away(browse: Browse) -> None:
    with in_tenant(TOWN):
        card = service("Korepetycje")
    client = browse("czestochowa", Role.NETWORK_OFFICER)
    address = f"/koszyk/{card.pk}/warunki/"
    assert "usługa jest dla każdego" in text(client.get(address))
    assert "Rodzaj warunku" in text(client.get(f"{address}nowy/"))
    assert "Wybierz odpowiedź w polu" in text(client.get(f"{address}nowy/?rodzaj="))

    def add(query: str, **fields: Any) -> Any:
        card.refresh_from_db()
        return client.post(f"{address}nowy/?{query}", {"version": card.version, **fields})

    with in_tenant(TOWN):
        wrong = add("rodzaj=age", min="15", max="6")
        assert "Podaj wiek od 0 do 130 lat" in text(wrong)
        assert "Wybierz odpowiedź w polu „Powód wsparcia (art. 7)”" in text(add("rodzaj=ground"))
        assert add("rodzaj=age", min="6", max="15").status_code == 302
        assert add("rodzaj=ground", values=["4", "1"]).status_code == 302
        assert add("rodzaj=territory", values="2464011 24").status_code == 302
        assert add("rodzaj=income&obok=1", percent="150").status_code == 302
        card.refresh_from_db()
        assert card.eligibility == [
            {"type": "age", "min": 6, "max": 15},
            {
                "type": "any_of",
                "conditions": [{"type": "ground", "values": ["1", "4"]}, {"type": "income", "percent": 150}],
            },
            {"type": "territory", "values": ["24", "2464011"]},
        ]
        listed = text(client.get(address))
        assert "Wiek od 6 do 15 lat" in listed
        assert "Dochód na osobę najwyżej 150% kryterium dochodowego" in listed
        assert "Wiek od 6 do 15 lat" in text(client.get(f"/koszyk/{card.pk}/"))
        gone = {"version": card.version, "wiersz": "1", "czlonek": "0"}
        client.post(f"{address}usun/", gone)
        stale = client.post(f"{address}usun/", gone)
        assert stale.status_code == 409
        card.refresh_from_db()
        assert card.eligibility[1] == {"type": "income", "percent": 150}
        client.post(f"{address}usun/", {"version": card.version, "wiersz": "0"})
        card.refresh_from_db()
        assert [row["type"] for row in card.eligibility] == ["income", "territory"]
        missing = client.post(f"{address}usun/", {"version": card.version, "wiersz": "9"})
        assert missing.status_code == 409


def test_a_partners_change_of_conditions_waits_for_the_officer(browse: Browse) -> None:
    with in_tenant(TOWN):
        town = vertical.town()
    client = browse("czestochowa", user=town.delegate_user)
    address = f"/koszyk/{town.card.pk}/warunki/"
    fields = {"version": town.card.version, "min": "6"}
    assert "czeka na zatwierdzenie" in text(client.post(f"{address}nowy/?rodzaj=age", fields, follow=True))
    more = {"version": town.card.version, "values": ["medical"]}
    client.post(f"{address}nowy/?rodzaj=document", more)
    page = text(client.get(address))
    assert "Wiek co najmniej 6 lat" in page
    assert "Dokument: zaświadczenie lekarskie" in page
    assert "które czekają na zatwierdzenie" in page
    with in_tenant(TOWN):
        town.card.refresh_from_db()
        assert town.card.eligibility == []
        waiting = CardProposal.objects.get(status="pending")
        assert [row["type"] for row in waiting.changes["eligibility"]] == ["age", "document"]


def test_only_keepers_of_a_card_change_its_conditions(browse: Browse) -> None:
    with in_tenant(TOWN):
        town, other = vertical.town(), vertical.town("Inna Poradnia")
        draft = draft_card(actor=town.delegate, partner=town.partner, name="Szkic", category="health")
    for user in (other.delegate_user,):
        client = browse("czestochowa", user=user)
        for card in (town.card, draft):
            assert client.get(f"/koszyk/{card.pk}/warunki/").status_code == 404
            assert client.post(f"/koszyk/{card.pk}/warunki/usun/").status_code == 404
    for role in (Role.SOCIAL_WORKER, Role.FAMILY_MEMBER):
        assert browse("czestochowa", role).get(f"/koszyk/{town.card.pk}/warunki/").status_code == 404
    own = browse("czestochowa", user=town.delegate_user)
    assert own.get(f"/koszyk/{draft.pk}/warunki/").status_code == 200
    assert own.get(f"/koszyk/{draft.pk}/wykluczenia/nowe/").status_code == 404
    done = own.post(f"/koszyk/{draft.pk}/laczenie/", {"also_covers": ["sport"], "approach": "ordinary"})
    assert done.status_code == 302
    assert "Ta karta jest w koszyku" in text(
        own.post(f"/koszyk/{town.card.pk}/laczenie/", {"approach": "ordinary"})
    )


def test_the_officer_says_which_services_exclude_each_other(browse: Browse) -> None:
    with in_tenant(TOWN):
        one, other = service("Mediacje"), service("Schronienie")
    client = browse("czestochowa", Role.NETWORK_OFFICER)
    address = f"/koszyk/{one.pk}/wykluczenia/"
    assert "Wypełnij pole" in text(client.post(f"{address}nowe/", {"other": str(other.pk), "reason": " "}))
    client.post(f"{address}nowe/", {"other": str(other.pk), "reason": "Strony nie mogą się spotkać"})
    page = text(client.get(f"/koszyk/{other.pk}/warunki/"))
    assert "Strony nie mogą się spotkać" in page
    with in_tenant(TOWN):
        assert CardExclusion.objects.count() == 1
    client.post(f"{address}{other.pk}/usun/")
    with in_tenant(TOWN):
        assert not CardExclusion.objects.exists()


def test_needs_of_a_closed_case_are_read_only(browse: Browse, at: Home) -> None:
    wanted = told(at)
    with in_tenant(TOWN):
        needs.mark_unmet(actor=at.worker, need=wanted, cause="no_service")
        families.close_case(actor=at.worker, case=at.case, outcome="moved")
    client = browse("czestochowa", user=at.user)
    assert client.get(f"/rodziny/potrzeby/{wanted.pk}/").status_code == 200
    assert client.get(f"/rodziny/potrzeby/{wanted.pk}/edycja/").status_code == 404
    assert "Nowa potrzeba" not in text(client.get(f"/rodziny/{at.case.pk}/potrzeby/"))
