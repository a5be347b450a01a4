"""Pages of stages, the resource map, invitations, ways to reach people, and powiats."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEvent
from core.notifications.models import Message
from core.partnership import operations
from core.partnership.models import (
    ContactPeriod,
    PartnerAddress,
    PartnerInvitation,
    PartnerOrganisation,
    PartnershipStep,
    PersonSubstitution,
    ResourceMapEntry,
)
from core.partnership.operations import contacts, invitations, powiats, resources
from core.partnership.operations.steps import record_step
from core.partnership.queries.invitations import answer_address
from core.shared.enums import Role
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.core.partnership.stories import declared, invited
from tests.support import people

Browse = Callable[..., Client]
TOWN, POWIAT = "g_2464011", "p_2401"
OFFICER = Role.NETWORK_OFFICER
TODAY = date(2026, 10, 5)


def text(response: Any) -> str:
    """Words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def boxes(name: str, day: date) -> dict[str, str]:
    """A day as the three boxes send it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def everything() -> dict[str, Any]:
    """One record of each kind in Częstochowa."""
    with in_tenant(TOWN):
        actor = people.system()
        partner = invited("Policja", email="biuro@policja.example")
        person = operations.name_person(actor=actor, partner=partner, name="Jan Zmyślony")
        other = operations.name_person(actor=actor, partner=partner, name="Anna Zmyślona")
        assessment = resources.write_assessment(
            actor=actor, title="Diagnoza 2026", made_on=TODAY, needs="Samotność", resources="Kluby"
        )
        entry = resources.map_resource(actor=actor, name="Biblioteka", sector="culture_sport")
        invitation = invitations.send_invitation(actor=actor, partner=partner, channel="email")
        address = contacts.write_address(
            actor=actor,
            partner=partner,
            kind="seat",
            street="Próbna 1",
            postcode="42-200",
            city="Częstochowa",
        )
        substitution = contacts.name_substitute(
            actor=actor, person=person, substitute=other, starts_on=TODAY, last_on=TODAY + timedelta(7)
        )
        period = contacts.set_contact_period(
            actor=actor,
            person=person,
            way="phone",
            weekdays="12345",
            from_time=_time(8),
            until_time=_time(15),
        )
        link = answer_address(invitation)
        record_step(actor=actor, step="diagnosis", reached_on=TODAY, note="Sesja rady")
    return {
        "partner": partner,
        "person": person,
        "other": other,
        "assessment": assessment,
        "entry": entry,
        "invitation": invitation,
        "address": address,
        "substitution": substitution,
        "period": period,
        "link": re.sub(r"^https?://[^/]+", "", link),
    }


def _time(hour: int) -> Any:
    from datetime import time  # noqa: PLC0415

    return time(hour)


def addresses(made: dict[str, Any]) -> dict[str, set[str]]:
    """Every page with the roles that may open it."""
    staff: set[str] = {Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR}
    readers: set[str] = {*staff, Role.DELEGATE}
    managers: set[str] = {Role.NETWORK_OFFICER, Role.DIRECTOR}
    return {
        "/partnerstwo/etapy/": readers,
        "/partnerstwo/etapy/1/diagnosis/": readers,
        "/partnerstwo/etapy/1/diagnosis/zapis/": managers,
        "/partnerstwo/diagnozy/": readers,
        "/partnerstwo/diagnozy/nowa/": managers,
        # Not adopted: none of a delegate's business.
        f"/partnerstwo/diagnozy/{made['assessment'].pk}/": staff,
        f"/partnerstwo/diagnozy/{made['assessment'].pk}/zmiana/": managers,
        f"/partnerstwo/diagnozy/{made['assessment'].pk}/przyjecie/": managers,
        "/partnerstwo/zasoby/": staff,
        "/partnerstwo/zasoby/nowa/": managers,
        f"/partnerstwo/zasoby/{made['entry'].pk}/": staff,
        f"/partnerstwo/zasoby/{made['entry'].pk}/zmiana/": managers,
        f"/partnerstwo/zasoby/{made['entry'].pk}/pominiecie/": managers,
        "/partnerstwo/zaproszenia/": staff,
        "/partnerstwo/zaproszenia/listy/": managers,
        "/partnerstwo/zaproszenia/powiat/": managers,
        f"/partnerstwo/zaproszenia/{made['invitation'].pk}/": staff,
        f"/partnerstwo/zaproszenia/{made['invitation'].pk}/odpowiedz/": managers,
        f"/partnerstwo/zaproszenia/{made['invitation'].pk}/wycofanie/": managers,
        f"/partnerstwo/zaproszenia/{made['invitation'].pk}/zaproszenie.pdf": managers,
        f"/partnerzy/{made['partner'].pk}/zaproszenie/": managers,
        f"/partnerzy/{made['partner'].pk}/adresy/": managers,
        f"/partnerzy/adresy/{made['address'].pk}/": managers,
        f"/partnerzy/adresy/{made['address'].pk}/koniec/": managers,
        # A delegate of another organisation: none of their business.
        f"/partnerzy/osoby/{made['person'].pk}/": staff,
        f"/partnerzy/osoby/{made['person'].pk}/dane/": managers,
        f"/partnerzy/osoby/{made['person'].pk}/zastepstwo/": managers,
        f"/partnerzy/osoby/{made['person'].pk}/kontakt/": managers,
        f"/partnerzy/zastepstwa/{made['substitution'].pk}/koniec/": managers,
        f"/partnerzy/kontakty/{made['period'].pk}/koniec/": managers,
        # Only a powiat receives.
        "/zaproszenia-gmin/": set(),
    }


@pytest.mark.parametrize("role", [*Role.values])
def test_each_page_opens_for_its_roles_and_does_not_exist_for_others(browse: Browse, role: str) -> None:
    pages = addresses(everything())
    client = browse("czestochowa", role)
    seen = {address: client.get(address).status_code for address in pages}
    assert seen == {address: 200 if role in roles else 404 for address, roles in pages.items()}


def test_reading_writes_nothing(browse: Browse) -> None:
    made = everything()
    client = browse("czestochowa", OFFICER)
    with in_tenant(TOWN):
        before = AuditEvent.objects.count()
    for address in (*addresses(made), made["link"]):
        client.get(address)
    with in_tenant(TOWN):
        assert AuditEvent.objects.count() == before
        assert PartnerInvitation.objects.get().answer == ""


def test_the_board_tells_stages_evidence_and_whose_move_it_is(browse: Browse) -> None:
    everything()
    page = text(browse("czestochowa", OFFICER).get("/partnerstwo/etapy/"))
    assert "1. Diagnoza lokalna potrzeb i zasobów Sesja rady osiągnięty" in page
    assert "zaproszone organizacje: 1 sugerowany dzień: 04.11.2019" in page
    assert "Policja Teraz instytucja: czekamy na odpowiedź" in page
    assert "przystąpiło 0 % 0 z 1 zaproszonych organizacji" in page


def step_form(**more: str) -> dict[str, str]:
    return {"key": str(uuid7()), **boxes("reached_on", TODAY), **more}


def test_an_officer_confirms_the_day_that_the_records_suggest(browse: Browse) -> None:
    with in_tenant(TOWN):
        actor = people.system()
        written = resources.write_assessment(
            actor=actor, title="Diagnoza", made_on=TODAY, needs="A", resources="B"
        )
        resources.adopt_assessment(actor=actor, assessment=written)
    client = browse("czestochowa", OFFICER)
    page = client.get("/partnerstwo/etapy/1/diagnosis/zapis/")
    assert "przyjęte diagnozy: 1" in text(page)
    assert 'name="reached_on_day" ' in page.content.decode()
    response = client.post("/partnerstwo/etapy/1/diagnosis/zapis/", step_form())
    assert response["Location"] == "/partnerstwo/etapy/"
    with in_tenant(TOWN):
        assert PartnershipStep.objects.get().reached_on == TODAY


@pytest.mark.parametrize(
    ("code", "changes", "sentence"),
    [
        ("rules", {}, "Ten etap następuje po etapie „Spotkanie formalizujące”."),
        ("diagnosis", boxes("reached_on", date(2999, 1, 1)), "nie może być późniejszy niż dziś"),
        ("decision", {"reason": "tak"}, "Podaj razem dzień i decyzję"),
        ("diagnosis", boxes("planned_on", date(2026, 1, 1)) | {"planned_on_month": "13"}, "która istnieje"),
    ],
)
def test_a_stage_that_does_not_fit_says_why_and_writes_nothing(
    browse: Browse, code: str, changes: dict[str, str], sentence: str
) -> None:
    client = browse("czestochowa", OFFICER)
    response = client.post(f"/partnerstwo/etapy/1/{code}/zapis/", step_form(**changes))
    assert response.status_code == 200
    assert sentence in text(response)
    with in_tenant(TOWN):
        assert PartnershipStep.objects.count() == 0


def test_a_correction_shows_in_the_history(browse: Browse) -> None:
    everything()
    client = browse("czestochowa", OFFICER)
    form = step_form(**boxes("reached_on", date(2026, 10, 4)), reason="Pomyłka w dacie")
    client.post("/partnerstwo/etapy/1/diagnosis/zapis/", form)
    page = text(client.get("/partnerstwo/etapy/1/diagnosis/"))
    assert "osiągnięty: 04.10.2026" in page
    assert "Powód: Pomyłka w dacie" in page
    assert "osiągnięty: 05.10.2026" in page
    assert client.get("/partnerstwo/etapy/2/diagnosis/").status_code == 404
    assert client.get("/partnerstwo/etapy/1/nic/").status_code == 404


def test_from_the_map_to_the_answer_without_an_account(browse: Browse) -> None:
    client = browse("czestochowa", OFFICER)
    form = {
        "key": str(uuid7()),
        "name": "Dom Kultury",
        "sector": "culture_sport",
        "kind": "gmina_unit",
        "email": "dom@kultura.example",
    }
    page = client.post("/partnerstwo/zasoby/nowa/", form)["Location"]
    assert "Wybierz do zaproszenia" in text(client.get(page))
    client.post(f"{page}wybor/")
    assert "Zaproszenie wyjdzie od razu na adres dom@kultura.example." in text(client.get(page))
    for _ in range(2):
        invited_at = client.post(f"{page}zaproszenie/")["Location"]
    with in_tenant(TOWN):
        invitation = PartnerInvitation.objects.get()
        body = Message.objects.get(kind="partner_invitation").body
    assert invited_at == f"/partnerstwo/zaproszenia/{invitation.pk}/"
    link = re.findall(r"http://[^/]+(/zaproszenie/\S+)", body)[0]
    nobody = browse("czestochowa")
    assert "zaprasza instytucję Dom Kultury" in text(nobody.get(link))
    empty = nobody.post(link, {"answer": "declines"})
    assert "Napisz krótko, dlaczego nie przystępujecie." in text(empty)
    assert nobody.post(link, {"answer": "joins"})["Location"] == link
    assert "jest zapisana" in text(nobody.get(link))
    again = nobody.post(link, {"answer": "declines", "reason": "Nie"})
    assert again.status_code == 200
    with in_tenant(TOWN):
        assert PartnerInvitation.objects.get().answer == "joins"
        assert AuditEvent.objects.filter(action="partnership.invitation_answered").count() == 1
    assert "Teraz pracownik ds. sieci: chce przystąpić: przygotuj deklarację" in text(
        client.get("/partnerstwo/etapy/")
    )


def test_a_link_of_another_town_or_a_broken_one_says_so(browse: Browse) -> None:
    made = everything()
    for client, address in (
        (browse("sosnowiec"), made["link"]),
        (browse("czestochowa"), "/zaproszenie/nic/"),
        (browse("czestochowa"), made["link"][:-3] + "/"),
    ):
        response = client.get(address)
        assert response.status_code == 404
        assert "Ten odnośnik nie działa" in text(response)


def test_several_letters_come_in_one_file(browse: Browse) -> None:
    with in_tenant(TOWN):
        chosen = [
            invitations.send_invitation(actor=people.system(), partner=invited(name), channel="letter")
            for name in ("Policja", "Szkoła", "Szpital")
        ]
    client = browse("czestochowa", OFFICER)
    assert text(client.get("/partnerstwo/zaproszenia/listy/")).count("nr ") == 3
    response = client.post(
        "/partnerstwo/zaproszenia/listy/", {"letters": [str(each.pk) for each in chosen[:2]]}
    )
    assert response["Content-Type"] == "application/pdf"
    assert response.content.count(b"/Type /Page\n") + response.content.count(b"/Type/Page/") == 2 or (
        b"/Count 2" in response.content
    )
    assert "Zaznacz co najmniej jeden list." in text(client.post("/partnerstwo/zaproszenia/listy/", {}))


def test_an_invitation_is_sent_from_the_partners_page_and_entered_with_a_new_one(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner = invited("Policja", email="biuro@policja.example")
    client = browse("czestochowa", OFFICER)
    page = f"/partnerzy/{partner.pk}/"
    assert "Wyślij zaproszenie" in text(client.get(page))
    form = {"key": str(uuid7()), "channel": "email", **boxes("answer_by", TODAY + timedelta(14))}
    first = client.post(f"{page}zaproszenie/", {**form, "email": ""})
    assert first.status_code == 302
    second = client.post(f"{page}zaproszenie/", {**form, "key": str(uuid7())})
    assert "ma zaproszenie, na które jeszcze nie odpowiedziała" in text(second)
    new = {
        "key": str(uuid7()),
        "name": "Szkoła",
        "sector": "education",
        "kind": "gmina_unit",
        "email": "szkola@szkola.example",
        "channel": "email",
        **boxes("invited_on", TODAY),
    }
    for _ in range(2):
        assert client.post("/partnerzy/zaproszenie/", new).status_code == 302
    refused = client.post(
        "/partnerzy/zaproszenie/", {**new, "key": str(uuid7()), "name": "Szpital", "email": ""}
    )
    assert "Podaj adres e-mail albo wybierz list." in text(refused)
    with in_tenant(TOWN):
        assert PartnerInvitation.objects.count() == Message.objects.count() == 2
        assert PartnerOrganisation.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"nip": "1234567890"}, "Wpisz poprawny NIP – 10 cyfr."),
        ({"regon": "123456789"}, "Wpisz poprawny REGON"),
        ({"teryt": "9912345"}, "Wpisz poprawny kod TERYT"),
        ({"website": "nie strona"}, "Wpisz poprawny URL"),
    ],
)
def test_an_organisations_data_that_does_not_fit_says_why(
    browse: Browse, changes: dict[str, str], sentence: str
) -> None:
    with in_tenant(TOWN):
        partner = invited("Policja")
    form = {"name": "Policja", "sector": "security", "kind": "state_body", **changes}
    response = browse("czestochowa", OFFICER).post(f"/partnerzy/{partner.pk}/dane/", form)
    assert response.status_code == 200
    assert sentence in text(response)


def test_addresses_of_an_organisation(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner = invited("Policja")
    client, page = browse("czestochowa", OFFICER), f"/partnerzy/{partner.pk}/"
    form = {"key": str(uuid7()), "kind": "seat", "postcode": "42200", "city": "Częstochowa"}
    assert "Podaj miejscowość i kod pocztowy" in text(client.post(f"{page}adresy/", form))
    for _ in range(2):
        assert client.post(f"{page}adresy/", {**form, "postcode": "42-200"})["Location"] == page
    assert "42-200 Częstochowa" in text(client.get(page))
    assert 'name="address"' not in client.get(f"{page}dane/").content.decode()
    with in_tenant(TOWN):
        address = PartnerAddress.objects.get()
    client.post(f"/partnerzy/adresy/{address.pk}/", {**form, "postcode": "42-201", "label": "Kancelaria"})
    assert "42-201 Częstochowa" in text(client.get(page))
    client.post(f"/partnerzy/adresy/{address.pk}/koniec/")
    with in_tenant(TOWN):
        assert PartnerAddress.objects.count() == 0


def test_a_delegate_names_a_substitute_and_says_when_to_call(browse: Browse) -> None:
    made = everything()
    with in_tenant(TOWN):
        user = people.account(Role.DELEGATE)
        operations.name_person(actor=people.system(), partner=made["partner"], name="Ewa", user=user)
    client = browse("czestochowa", user=user)
    own = f"/partnerzy/osoby/{made['person'].pk}/"
    assert "zastępuje: Anna Zmyślona, 05.10.2026-12.10.2026" in text(
        client.get(f"/partnerzy/{made['partner'].pk}/")
    )
    first = TODAY + timedelta(20)
    form = {
        "key": str(uuid7()),
        "substitute": str(made["other"].pk),
        **boxes("starts_on", first),
        **boxes("last_on", first - timedelta(1)),
    }
    assert "nie może kończyć się przed pierwszym dniem" in text(client.post(f"{own}zastepstwo/", form))
    client.post(f"{own}zastepstwo/", {**form, **boxes("last_on", first)})
    hours = {
        "key": str(uuid7()),
        "way": "email",
        "weekdays": ["2", "4"],
        "from_time": "9:00",
        "until_time": "10:30",
        **boxes("starts_on", TODAY),
    }
    assert client.post(f"{own}kontakt/", hours)["Location"] == own
    page = text(client.get(own))
    assert "e-mailem wt, czw 9:00-10:30" in page
    assert "telefonicznie pn-pt 8:00-15:00" in page
    client.post(f"/partnerzy/zastepstwa/{made['substitution'].pk}/koniec/")
    client.post(f"/partnerzy/kontakty/{made['period'].pk}/koniec/")
    with in_tenant(TOWN):
        assert (PersonSubstitution.objects.count(), ContactPeriod.objects.count()) == (1, 1)


def test_an_institution_is_left_out_with_a_reason(browse: Browse) -> None:
    made = everything()
    client, page = browse("czestochowa", OFFICER), f"/partnerstwo/zasoby/{made['entry'].pk}/"
    client.post(f"{page}pominiecie/", {"reason": "W remoncie"})
    assert "W remoncie" in text(client.get(page))
    assert "Biblioteka" in text(client.get("/partnerstwo/zasoby/?stan=dropped"))
    assert "Nie ma takiej instytucji" in text(client.get("/partnerstwo/zasoby/?q=kopalnia"))
    with in_tenant(TOWN):
        assert ResourceMapEntry.objects.get().status == "dropped"


def test_a_diagnosis_is_written_and_adopted(browse: Browse) -> None:
    made = everything()
    client, page = browse("czestochowa", OFFICER), f"/partnerstwo/diagnozy/{made['assessment'].pk}/"
    assert "Przyjętej diagnozy nie można już zmienić" in text(client.get(f"{page}przyjecie/"))
    client.post(f"{page}przyjecie/")
    assert "Przyjęta 05.10.2026." in text(client.get(page))
    form = {"key": str(uuid7()), "title": "Inna", **boxes("made_on", TODAY)}
    assert "Przyjętej diagnozy nie można zmienić." in text(client.post(f"{page}zmiana/", form))
    assert browse("czestochowa", Role.DELEGATE).get(page).status_code == 200


def test_an_answer_by_telephone_and_an_invitation_taken_back(browse: Browse) -> None:
    made = everything()
    client, page = browse("czestochowa", OFFICER), f"/partnerstwo/zaproszenia/{made['invitation'].pk}/"
    client.post(f"{page}odpowiedz/", {"answer": "call", "contact": "Jan, 600 000 000"})
    assert "Jan, 600 000 000" in text(client.get(page))
    assert "prosi o telefon" in text(client.get("/partnerstwo/zaproszenia/?stan=call"))
    assert "Odpowiedź jest już zapisana" in text(client.post(f"{page}wycofanie/"))


def test_a_powiat_answers_a_gmina_and_becomes_its_strategic_partner(browse: Browse) -> None:
    gmina = browse("czestochowa", OFFICER)
    form = {
        "key": str(uuid7()),
        "powiat": POWIAT,
        "message": "Zapraszamy do współpracy.",
        **boxes("answer_by", TODAY + timedelta(14)),
    }
    assert "PCPR w Będzinie" in text(gmina.get("/partnerstwo/zaproszenia/powiat/"))
    assert gmina.post("/partnerstwo/zaproszenia/powiat/", form).status_code == 302
    powiat = browse("powiat-bedzinski", OFFICER)
    assert "Częstochowa MOPS Częstochowa" in text(powiat.get("/zaproszenia-gmin/"))
    assert "Zaproszenia do partnerstw gmin" in text(powiat.get("/partnerstwo/etapy/"))
    with in_tenant(TOWN):
        offer = PartnerInvitation.objects.get()
    page = f"/zaproszenia-gmin/{offer.pk}/"
    assert "Zapraszamy do współpracy." in text(powiat.get(page))
    assert "Napisz krótko" in text(powiat.post(page, {"answer": "declined"}))
    assert powiat.post(page, {"answer": "accepted", "contact": "Sekretariat"}).status_code == 302
    with in_tenant(TOWN):
        powiats.settle_offers(actor=people.system())
        partner = PartnerOrganisation.objects.get()
    assert "partner strategiczny" in text(gmina.get(f"/partnerzy/{partner.pk}/"))
    assert "przyjęte" in text(powiat.get(page))
    for role in (Role.SOCIAL_WORKER, Role.DELEGATE):
        assert browse("powiat-bedzinski", role).get(page).status_code == 404
    assert browse("sosnowiec", OFFICER).get(page).status_code == 404
    assert powiat.get("/partnerstwo/zaproszenia/powiat/").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/partnerstwo/etapy/", "/partnerstwo/zasoby/", "/partnerstwo/zaproszenia/", "/partnerstwo/diagnozy/"],
)
def test_lists_ask_as_much_for_three_rows_as_for_one(browse: Browse, address: str) -> None:
    client = browse("czestochowa", OFFICER)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    everything()
    with in_tenant(TOWN):
        declared("Straż")
    few = queries()
    with in_tenant(TOWN):
        for name in ("Szkoła", "Szpital"):
            invitations.send_invitation(actor=people.system(), partner=invited(name), channel="letter")
            resources.map_resource(actor=people.system(), name=name, sector="health")
            resources.write_assessment(actor=people.system(), title=name, made_on=TODAY)
            declared(f"{name} nr 2")
    assert queries() == few


def test_an_organisations_page_asks_as_much_for_many_people_as_for_one(browse: Browse) -> None:
    made = everything()
    client = browse("czestochowa", OFFICER)
    address = f"/partnerzy/{made['partner'].pk}/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    few = queries()
    with in_tenant(TOWN):
        for name in ("Ola", "Ela"):
            person = operations.name_person(actor=people.system(), partner=made["partner"], name=name)
            contacts.name_substitute(
                actor=people.system(),
                person=person,
                substitute=made["other"],
                starts_on=TODAY,
                last_on=TODAY,
            )
    assert queries() == few
