"""Pages of the partnership: who sees what, one effect a form, sentences for bad input."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEvent
from core.partnership import operations, queries
from core.partnership.models import (
    AccessionDeclaration,
    PartnerOrganisation,
    PartnerPerson,
    PartnershipCertificate,
    PartnershipMeeting,
)
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.core.partnership.stories import SIGNED, declared, invited
from tests.support import people

Browse = Callable[..., Client]
TOWN = "g_2464011"
OFFICER = Role.NETWORK_OFFICER
INVITATION = {
    "name": "Straż Miejska",
    "sector": "security",
    "kind": "gmina_unit",
    "invited_on_day": "4",
    "invited_on_month": "11",
    "invited_on_year": "2019",
}
SIGNATURE = {"signed_on_day": "10", "signed_on_month": "1", "signed_on_year": "2020"}


def text(response: Any) -> str:
    """Words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def partner_with_everything(name: str = "Policja") -> tuple[PartnerOrganisation, Any, Any, Any, Any]:
    """An organisation, its declaration, certificate, a person and a meeting in Częstochowa."""
    with in_tenant(TOWN):
        partner, declaration = declared(name)
        actor = people.system()
        certificate = operations.issue_certificate(actor=actor, declaration=declaration, issued_on=SIGNED)
        person = operations.name_person(actor=actor, partner=partner, name="Jan Zmyślony")
        meeting = operations.hold_meeting(
            actor=actor,
            held_on=SIGNED,
            kind="formalising",
            title=f"Spotkanie: {name}",
            present=[partner],
            minutes="Wspólne zasady.",
        )
    return partner, declaration, certificate, person, meeting


def addresses(
    partner: Any, declaration: Any, certificate: Any, person: Any, meeting: Any
) -> dict[str, set[str]]:
    """Every page of the area with the roles that may open it."""
    staff: set[str] = {Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR}
    readers: set[str] = {*staff, Role.DELEGATE}
    managers: set[str] = {Role.NETWORK_OFFICER, Role.DIRECTOR}
    return {
        "/partnerzy/": readers,
        "/spotkania-partnerstwa/": readers,
        f"/spotkania-partnerstwa/{meeting.pk}/": readers,
        # A delegate of nobody: the organisation's own pages are none of theirs.
        f"/partnerzy/{partner.pk}/": staff,
        f"/partnerzy/deklaracje/{declaration.pk}/deklaracja.pdf": staff,
        f"/partnerzy/certyfikaty/{certificate.pk}/certyfikat.pdf": staff,
        "/partnerzy/zaproszenie/": managers,
        "/spotkania-partnerstwa/nowe/": managers,
        f"/partnerzy/{partner.pk}/dane/": managers,
        f"/partnerzy/{partner.pk}/deklaracja/": managers,
        f"/partnerzy/{partner.pk}/osoba/": managers,
        f"/partnerzy/osoby/{person.pk}/koniec/": managers,
        f"/partnerzy/deklaracje/{declaration.pk}/certyfikat/": managers,
        f"/partnerzy/deklaracje/{declaration.pk}/wycofanie/": managers,
    }


@pytest.mark.parametrize("role", [*Role.values])
def test_each_page_opens_for_its_roles_and_does_not_exist_for_others(browse: Browse, role: str) -> None:
    pages = addresses(*partner_with_everything())
    client = browse("czestochowa", role)
    seen = {address: client.get(address).status_code for address in pages}
    assert seen == {address: 200 if role in roles else 404 for address, roles in pages.items()}


def test_nobody_signed_in_is_asked_to(browse: Browse) -> None:
    client = browse("czestochowa")
    for address in addresses(*partner_with_everything()):
        response = client.get(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/logowanie/")


def test_reading_writes_nothing(browse: Browse) -> None:
    pages = addresses(*partner_with_everything())
    client = browse("czestochowa", OFFICER)
    with in_tenant(TOWN):
        before = AuditEvent.objects.count()
    for address in pages:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        written = [
            query["sql"]
            for query in captured
            if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}
            and "django_session" not in query["sql"]
        ]
        assert written == [], address
    with in_tenant(TOWN):
        assert AuditEvent.objects.count() == before


def test_a_delegate_opens_the_own_organisation_and_only_sees_the_others(browse: Browse) -> None:
    own, *_ = partner_with_everything("Policja")
    other, declaration, certificate, *_ = partner_with_everything("Szpital")
    with in_tenant(TOWN):
        user = people.account(Role.DELEGATE)
        operations.name_person(actor=people.system(), partner=own, name="Ewa Umowna", user=user)
    client = browse("czestochowa", user=user)
    page = client.get("/partnerzy/")
    assert f"/partnerzy/{own.pk}/" in page.content.decode()
    assert "Szpital" in text(page)
    assert f"/partnerzy/{other.pk}/" not in page.content.decode()
    assert client.get(f"/partnerzy/{own.pk}/").status_code == 200
    for address in (
        f"/partnerzy/{other.pk}/",
        f"/partnerzy/deklaracje/{declaration.pk}/deklaracja.pdf",
        f"/partnerzy/certyfikaty/{certificate.pk}/certyfikat.pdf",
    ):
        assert client.get(address).status_code == 404


def test_another_towns_partner_does_not_exist_here(browse: Browse) -> None:
    partner, *_ = partner_with_everything()
    assert browse("sosnowiec", OFFICER).get(f"/partnerzy/{partner.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["/partnerzy/", "/spotkania-partnerstwa/"])
def test_lists_ask_as_many_questions_for_three_rows_as_for_one(browse: Browse, address: str) -> None:
    client = browse("czestochowa", OFFICER)
    counts = []
    for names in (["Policja"], ["Szpital", "Fundacja"]):
        for name in names:
            partner_with_everything(name)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_organisations_page_asks_as_many_questions_whatever_it_has(browse: Browse) -> None:
    client = browse("czestochowa", OFFICER)
    partner, *_ = partner_with_everything()
    address, counts = f"/partnerzy/{partner.pk}/", []
    for round_ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
        with in_tenant(TOWN):
            for number in range(2 * (1 - round_)):
                operations.name_person(actor=people.system(), partner=partner, name=f"Osoba {number}")
                operations.hold_meeting(
                    actor=people.system(),
                    held_on=SIGNED,
                    kind="working",
                    title=f"Robocze {number}",
                    present=[partner],
                )
    assert counts[0] == counts[1]


def test_the_list_is_searched_and_narrowed(browse: Browse) -> None:
    partner_with_everything("Zakład Gospodarki Mieszkaniowej")
    with in_tenant(TOWN):
        invited("Straż Miejska")
    client = browse("czestochowa", Role.SOCIAL_WORKER)
    found = text(client.get("/partnerzy/?q=zaklad"))
    assert "Zakład Gospodarki Mieszkaniowej" in found
    assert "Straż Miejska" not in found
    narrowed = text(client.get("/partnerzy/?etap=invited"))
    assert "Straż Miejska" in narrowed
    assert "Zakład Gospodarki Mieszkaniowej" not in narrowed
    assert "Nie ma takiej organizacji" in text(client.get("/partnerzy/?q=kopalnia"))


def test_an_invitation_sent_twice_is_one_partner(browse: Browse) -> None:
    client = browse("czestochowa", OFFICER)
    form = {**INVITATION, "key": str(uuid4())}
    first = client.post("/partnerzy/zaproszenie/", form)
    second = client.post("/partnerzy/zaproszenie/", form)
    assert first.status_code == 302
    assert first["Location"] == second["Location"]
    with in_tenant(TOWN):
        assert PartnerOrganisation.objects.count() == 1
    assert "Zaproszenie zapisane" in text(client.get(first["Location"]))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"nip": "1234567890"}, "Wpisz poprawny NIP – 10 cyfr."),
        ({"name": "POLICJA"}, "Organizacja o tej nazwie jest już na liście partnerów."),
        ({"invited_on_day": "31", "invited_on_month": "2"}, "Podaj datę, która istnieje"),
        ({"invited_on_year": "2999"}, "Data zaproszenia nie może być późniejsza niż dziś"),
    ],
)
def test_an_invitation_that_does_not_fit_says_why_and_writes_nothing(
    browse: Browse, changes: dict[str, str], sentence: str
) -> None:
    with in_tenant(TOWN):
        invited("Policja")
    client = browse("czestochowa", OFFICER)
    response = client.post("/partnerzy/zaproszenie/", {**INVITATION, "key": str(uuid4()), **changes})
    assert response.status_code == 200
    assert sentence in text(response)
    with in_tenant(TOWN):
        assert PartnerOrganisation.objects.count() == 1


def test_a_declaration_signed_before_the_invitation_is_refused_in_words(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner = invited("Policja")
    client = browse("czestochowa", OFFICER)
    address = f"/partnerzy/{partner.pk}/deklaracja/"
    early = {**SIGNATURE, "signed_on_year": "2019", "key": str(uuid4())}
    response = client.post(address, early)
    assert (
        "Deklaracja nie może być podpisana przed zaproszeniem: Policja ma zaproszenie z 04.11.2019, "
        "a podana data podpisu to 10.01.2019." in text(response)
    )
    with in_tenant(TOWN):
        assert not AccessionDeclaration.objects.exists()


def test_a_partner_is_declared_certified_and_withdrawn_through_pages(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner = invited("Policja")
    client = browse("czestochowa", OFFICER)
    form = {**SIGNATURE, "key": str(uuid4())}
    for _ in range(2):
        signed = client.post(f"/partnerzy/{partner.pk}/deklaracja/", form)
        assert signed["Location"] == f"/partnerzy/{partner.pk}/"
    with in_tenant(TOWN):
        declaration = AccessionDeclaration.objects.get()
    issue = {"issued_on_day": "17", "issued_on_month": "1", "issued_on_year": "2020"}
    for _ in range(2):
        assert client.post(f"/partnerzy/deklaracje/{declaration.pk}/certyfikat/", issue).status_code == 302
    with in_tenant(TOWN):
        certificate = PartnershipCertificate.objects.get()
    page = text(client.get(f"/partnerzy/{partner.pk}/"))
    for said in (
        "ma certyfikat",
        "Podpisanie deklaracji nr 1/2020",
        queries.grouped_code(certificate.code),
        "17.01.2020",
    ):
        assert said in page
    withdrawal = {"withdrawn_on_day": "1", "withdrawn_on_month": "2", "withdrawn_on_year": "2020"}
    for _ in range(2):
        client.post(f"/partnerzy/deklaracje/{declaration.pk}/wycofanie/", withdrawal)
    assert "wycofał się" in text(client.get(f"/partnerzy/{partner.pk}/"))
    with in_tenant(TOWN):
        acts = AuditEvent.objects.filter(action__startswith="partnership.declaration").count()
    assert acts == 2


def test_the_certificate_is_a_pdf_that_nobody_else_keeps(browse: Browse) -> None:
    *_, certificate, _, _ = partner_with_everything()
    response = browse("czestochowa", Role.SOCIAL_WORKER).get(
        f"/partnerzy/certyfikaty/{certificate.pk}/certyfikat.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="certyfikat-1-2020.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert response.content.startswith(b"%PDF-")


def test_a_person_is_named_with_an_account_and_ended(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner = invited("Policja")
        user = people.account(Role.DELEGATE, name="Ewa Umowna")
    client = browse("czestochowa", OFFICER)
    form = {"name": "Ewa Umowna", "duties": ["delegate"], "user": str(user.pk), "key": str(uuid4())}
    for _ in range(2):
        client.post(f"/partnerzy/{partner.pk}/osoba/", form)
    with in_tenant(TOWN):
        person = PartnerPerson.objects.get()
        assert queries.partner_of(user.pk) == partner.pk
    assert client.post(f"/partnerzy/osoby/{person.pk}/koniec/").status_code == 302
    with in_tenant(TOWN):
        assert queries.partner_of(user.pk) is None


def test_a_meeting_is_recorded_once_and_needs_somebody_present(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner, _ = declared("Policja")
    client = browse("czestochowa", OFFICER)
    form = {
        "held_on_day": "10",
        "held_on_month": "1",
        "held_on_year": "2020",
        "kind": "formalising",
        "title": "Podpisanie deklaracji",
        "key": str(uuid4()),
    }
    empty = client.post("/spotkania-partnerstwa/nowe/", form)
    assert "Zaznacz co najmniej jednego obecnego partnera." in text(empty)
    for _ in range(2):
        client.post("/spotkania-partnerstwa/nowe/", {**form, f"p_{partner.pk}": "present"})
    with in_tenant(TOWN):
        meeting = PartnershipMeeting.objects.get()
    assert "obecny" in text(client.get(f"/spotkania-partnerstwa/{meeting.pk}/"))
    assert "1 z 1" in text(client.get("/spotkania-partnerstwa/?rodzaj=formalising"))


def test_anybody_may_check_a_certificate(browse: Browse) -> None:
    _, declaration, certificate, *_ = partner_with_everything("Policja")
    client = browse("czestochowa")
    asked = client.get("/w/", {"kod": queries.grouped_code(certificate.code)})
    assert asked["Location"] == f"/w/{certificate.code}/"
    page = text(client.get(asked["Location"]))
    assert "Certyfikat jest ważny" in page
    assert "Policja" in page
    assert "Jan Zmyślony" not in page
    with in_tenant(TOWN):
        operations.withdraw_declaration(actor=people.system(), declaration=declaration)
    assert "Certyfikat nie jest ważny" in text(client.get(asked["Location"]))
    unknown = client.get("/w/ABCDEFGH2345/")
    assert (unknown.status_code, "Nie ma takiego certyfikatu" in text(unknown)) == (404, True)
    assert browse("sosnowiec").get(asked["Location"]).status_code == 404
    assert client.get("/w/" + "A" * 41 + "/").status_code == 404


def test_an_empty_partnership_says_what_to_do_first(browse: Browse) -> None:
    page = text(browse("sosnowiec", OFFICER).get("/partnerzy/"))
    assert "Zacznij od zaproszenia pierwszej organizacji." in page
