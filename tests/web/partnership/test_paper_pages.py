"""Pages of declarations, amendments, copies and the public check, as a person uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEvent
from core.documents.models import ReceivedFile
from core.partnership import queries
from core.partnership.models import AccessionDeclaration, DeclarationAmendment, DeclarationDraft
from core.partnership.operations import amendments, copies, drafts, papers
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.core.documents.test_papers import JPEG, PNG
from tests.core.partnership.stories import SIGNED, declared, invited
from tests.support import people
from tests.support.signing import altered_after, authority, signed

Browse = Callable[..., Client]
TOWN = "g_2464011"
OFFICER = Role.NETWORK_OFFICER
TODAY = date(2026, 10, 5)


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def scan(content: bytes = JPEG, name: str = "skan.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def everything() -> dict[str, Any]:
    """A partner with a paper of each kind in Częstochowa."""
    with in_tenant(TOWN):
        actor = people.system()
        partner, declaration = declared("Policja")
        certificate = papers.issue_certificate(actor=actor, declaration=declaration)
        amendment = amendments.prepare_amendment(
            actor=actor, declaration=declaration, effective_on=TODAY, scope="Nowy zakres"
        )
        copy = copies.add_copy(actor=actor, paper=declaration, name="skan.png", content=PNG)
        draft = drafts.prepare_declaration(actor=actor, partner=invited("Szkoła"))
    return {
        "partner": partner,
        "declaration": declaration,
        "certificate": certificate,
        "amendment": amendment,
        "copy": copy,
        "draft": draft,
    }


def addresses(made: dict[str, Any]) -> dict[str, set[str]]:
    """Every page of the papers with the roles that may open it."""
    staff: set[str] = {Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR}
    managers: set[str] = {Role.NETWORK_OFFICER, Role.DIRECTOR}
    draft, signed_one = made["draft"].pk, made["declaration"].pk
    amendment, copy = made["amendment"].pk, made["copy"].pk
    return {
        f"/partnerzy/{made['partner'].pk}/deklaracja/nowa/": managers,
        f"/partnerzy/{made['partner'].pk}/dokumenty/": staff,
        f"/partnerzy/deklaracje/przygotowane/{draft}/deklaracja.pdf": staff,
        f"/partnerzy/deklaracje/przygotowane/{draft}/podpis/": managers,
        f"/partnerzy/deklaracje/przygotowane/{draft}/odlozenie/": managers,
        f"/partnerzy/deklaracje/{signed_one}/aneks/": managers,
        f"/partnerzy/deklaracje/{signed_one}/kopia/": managers,
        f"/partnerzy/deklaracje/{signed_one}/wycofanie/odwolanie/": managers,
        f"/partnerzy/certyfikaty/{made['certificate'].pk}/wydruk/": managers,
        f"/partnerzy/aneksy/{amendment}/aneks.pdf": staff,
        f"/partnerzy/aneksy/{amendment}/podpis/": managers,
        f"/partnerzy/aneksy/{amendment}/odlozenie/": managers,
        f"/partnerzy/aneksy/{amendment}/kopia/": managers,
        f"/partnerzy/kopie/{copy}/": staff,
        f"/partnerzy/kopie/{copy}/pobranie/": staff,
        f"/partnerzy/kopie/{copy}/usuniecie/": managers,
    }


@pytest.mark.parametrize("role", [*Role.values])
def test_each_page_opens_for_its_roles_and_does_not_exist_for_others(browse: Browse, role: str) -> None:
    pages = addresses(everything())
    client = browse("czestochowa", role)
    seen = {address: client.get(address).status_code for address in pages}
    assert seen == {address: 200 if role in roles else 404 for address, roles in pages.items()}
    unknown = [address for address in pages if "/partnerzy/" in address]
    assert all(
        client.get(re.sub(r"[0-9a-f-]{36}", str(uuid4()), each)).status_code == 404 for each in unknown
    )


def test_a_delegate_reads_the_own_papers_and_nobody_elses(browse: Browse) -> None:
    made = everything()
    with in_tenant(TOWN):
        user = people.account(Role.DELEGATE)
        from core.partnership.operations import name_person  # noqa: PLC0415

        name_person(actor=people.system(), partner=made["partner"], name=user.name, user=user)
    client = browse("czestochowa", user=user)
    own = {
        f"/partnerzy/{made['partner'].pk}/dokumenty/": 200,
        f"/partnerzy/aneksy/{made['amendment'].pk}/aneks.pdf": 200,
        f"/partnerzy/kopie/{made['copy'].pk}/": 200,
        f"/partnerzy/kopie/{made['copy'].pk}/pobranie/": 200,
        f"/partnerzy/deklaracje/przygotowane/{made['draft'].pk}/deklaracja.pdf": 404,
        f"/partnerzy/kopie/{made['copy'].pk}/usuniecie/": 404,
    }
    assert {address: client.get(address).status_code for address in own} == own
    page = text(client.get(f"/partnerzy/{made['partner'].pk}/"))
    assert "Aneks nr 1" in page
    assert "Odnotuj podpis" not in page


def test_from_preparing_to_a_signed_declaration_with_its_scan(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner = invited("Policja")
    client = browse("czestochowa", OFFICER)
    form = {
        "key": str(uuid4()),
        "scope": "Dzielnicowi",
        "categories": ["health"],
        **boxes("valid_until", date(2028, 1, 31)),
    }
    for _ in range(2):
        client.post(f"/partnerzy/{partner.pk}/deklaracja/nowa/", form)
    with in_tenant(TOWN):
        draft = DeclarationDraft.objects.get()
    page = client.get(f"/partnerzy/{partner.pk}/")
    for said in (f"nr {draft.number}", "czeka na podpis", "31.01.2028", "Promocja i ochrona zdrowia"):
        assert said in text(page)
    pdf = client.get(f"/partnerzy/deklaracje/przygotowane/{draft.pk}/deklaracja.pdf")
    assert pdf["Content-Disposition"].startswith("attachment")
    answer = client.post(
        f"/partnerzy/deklaracje/przygotowane/{draft.pk}/podpis/",
        {**boxes("signed_on", TODAY), "file": scan()},
    )
    assert answer.status_code == 302
    said = text(client.get(f"/partnerzy/{partner.pk}/"))
    for words in (
        "obowiązuje do 31.01.2028",
        "Kopia: skan.jpg",
        "bez podpisu elektronicznego",
        "Wydaj certyfikat",
    ):
        assert words in said


def test_a_file_signed_electronically_says_who_and_a_changed_one_is_refused(browse: Browse) -> None:
    with in_tenant(TOWN):
        draft = drafts.prepare_declaration(actor=people.system(), partner=invited("Policja"))
    client = browse("czestochowa", OFFICER)
    printed = client.get(f"/partnerzy/deklaracje/przygotowane/{draft.pk}/deklaracja.pdf").content
    good = signed(printed, authority().person("Ewa Dyrektorska"))
    address = f"/partnerzy/deklaracje/przygotowane/{draft.pk}/podpis/"
    refused = client.post(address, {**boxes("signed_on", TODAY), "file": scan(altered_after(good), "d.pdf")})
    assert "zmieniono po podpisaniu" in text(refused)
    with in_tenant(TOWN):
        assert not AccessionDeclaration.objects.exists()
    assert client.post(address, {**boxes("signed_on", TODAY), "file": scan(good, "d.pdf")}).status_code == 302
    with in_tenant(TOWN):
        file = ReceivedFile.objects.get()
    page = text(client.get(f"/partnerzy/kopie/{file.pk}/"))
    for said in (
        "podpis nienaruszony, zaufanie niepotwierdzone",
        "Ewa Dyrektorska",
        "Podpisano dokładnie ten dokument",
        file.sha256,
    ):
        assert said in page
    again = client.post(f"/partnerzy/kopie/{file.pk}/sprawdzenie/", follow=True)
    assert "sprawdzone jeszcze raz" in text(again)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "pusty"),
        (b"MZ program", "PDF, JPEG ani PNG"),
        (b"%PDF-1.7 nic", "uszkodzony"),
        (b"\xff\xd8\xff" + bytes(2 * 1024 * 1024), "za duży"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_in_a_sentence(
    browse: Browse, settings: Any, content: bytes, sentence: str
) -> None:
    settings.MOST_UPLOAD_BYTES = 1024 * 1024
    with in_tenant(TOWN):
        _, declaration = declared()
    client = browse("czestochowa", OFFICER)
    answer = client.post(
        f"/partnerzy/deklaracje/{declaration.pk}/kopia/",
        {"key": str(uuid4()), "file": scan(content, "d.pdf")},
    )
    assert answer.status_code == 200
    assert sentence in text(answer)
    with in_tenant(TOWN):
        assert not ReceivedFile.objects.exists()


def test_a_copy_is_handed_over_as_a_file_and_written_down(browse: Browse) -> None:
    made = everything()
    client = browse("czestochowa", Role.SOCIAL_WORKER)
    answer = client.get(f"/partnerzy/kopie/{made['copy'].pk}/pobranie/")
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "attachment; filename=\"skan.png\"; filename*=UTF-8''skan.png"
    assert "no-store" in answer["Cache-Control"]
    with in_tenant(TOWN):
        event = AuditEvent.objects.get(action="documents.handed_over")
        assert (event.subject_id, event.actor_id) == (str(made["copy"].pk), client.user.pk)  # type: ignore[attr-defined]


def test_a_wrong_file_is_taken_away_with_a_reason(browse: Browse) -> None:
    made = everything()
    client = browse("czestochowa", OFFICER)
    address = f"/partnerzy/kopie/{made['copy'].pk}/usuniecie/"
    assert "Wypełnij pole" in text(client.post(address, {"reason": ""}))
    page = text(client.post(address, {"reason": "Skan innej sprawy"}, follow=True))
    assert "Skan innej sprawy" in page
    assert "Pobierz plik" not in page
    assert client.get(f"/partnerzy/kopie/{made['copy'].pk}/pobranie/").status_code == 404


def test_an_amendment_through_the_pages(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner, declaration = declared("Policja")
    client = browse("czestochowa", OFFICER)
    address = f"/partnerzy/deklaracje/{declaration.pk}/aneks/"
    form = {
        "key": str(uuid4()),
        **boxes("effective_on", TODAY),
        "scope": "Nowy zakres",
        **boxes("valid_until", date(2028, 1, 31)),
    }
    assert "Zaznacz, co zmienia aneks" in text(client.post(address, form))
    client.post(address, {**form, "changes": ["scope"]})
    with in_tenant(TOWN):
        amendment = DeclarationAmendment.objects.get()
        assert (amendment.scope, amendment.changes_term, amendment.valid_until) == (
            "Nowy zakres",
            False,
            None,
        )
    client.post(f"/partnerzy/aneksy/{amendment.pk}/podpis/", boxes("signed_on", TODAY))
    page = text(client.get(f"/partnerzy/{partner.pk}/"))
    for said in ("Zakres usług Nowy zakres", "Aneks nr 1 podpisany", "Podpisanie aneksu nr 1"):
        assert said in page


def test_a_departure_says_what_it_does_and_can_be_taken_back(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner, declaration = declared("Policja")
        certificate = papers.issue_certificate(actor=people.system(), declaration=declaration)
    client = browse("czestochowa", OFFICER)
    address = f"/partnerzy/deklaracje/{declaration.pk}/wycofanie/"
    assert "certyfikat traci ważność" in text(client.get(address))
    day = TODAY + timedelta(days=30)
    client.post(address, {**boxes("withdrawn_on", day), "reason": "Zmiana zadań"})
    page = text(client.get(f"/partnerzy/{partner.pk}/"))
    for said in ("obowiązuje do 03.11.2026", "04.11.2026", "Zmiana zadań", "Partner jednak zostaje"):
        assert said in page
    assert "Certyfikat jest ważny" in text(client.get(f"/w/{certificate.code}/"))
    client.post(f"{address}odwolanie/")
    with in_tenant(TOWN):
        assert queries.declarations_of(partner).get().withdrawn_on is None


@pytest.mark.parametrize(
    ("ends", "sentence", "status"),
    [
        ({}, "Certyfikat jest ważny", 200),
        ({"valid_until": date(2026, 12, 31)}, "Ważny do 31.12.2026", 200),
        ({"valid_until": date(2026, 10, 4)}, "Certyfikat wygasł", 200),
        ({"withdrawn_on": date(2026, 10, 5)}, "partner wystąpił z partnerstwa", 200),
        (None, "Nie ma takiego certyfikatu", 404),
    ],
)
def test_whoever_scans_a_certificate_learns_what_it_is_worth_today(
    browse: Browse, ends: dict[str, date] | None, sentence: str, status: int
) -> None:
    with in_tenant(TOWN):
        _, declaration = declared("Policja")
        certificate = papers.issue_certificate(
            actor=people.system(), declaration=declaration, issued_on=SIGNED
        )
        AccessionDeclaration.objects.filter(pk=declaration.pk).update(**(ends or {}))
    code = certificate.code if ends is not None else "NIEZNANYKOD1"
    answer = browse("czestochowa").get(f"/w/{code}/")
    assert (answer.status_code, sentence in text(answer)) == (status, True)
    assert browse("sosnowiec").get(f"/w/{certificate.code}/").status_code == 404


def test_every_printed_paper_is_shown_to_come_out_again(browse: Browse) -> None:
    made = everything()
    client = browse("czestochowa", Role.DIRECTOR)
    page = text(client.get(f"/partnerzy/{made['partner'].pk}/dokumenty/"))
    assert page.count("zgodny co do bajtu") == 3
    assert "inny niż wydany" not in page


def test_the_partner_page_asks_as_often_with_many_papers_as_with_one(browse: Browse) -> None:
    made = everything()
    client = browse("czestochowa", OFFICER)
    address = f"/partnerzy/{made['partner'].pk}/"
    numbers = []
    for step in range(3):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        numbers.append(len(captured))
        with in_tenant(TOWN):
            if step == 0:
                amendments.sign_amendment(actor=people.system(), amendment=made["amendment"], signed_on=TODAY)
            copies.add_copy(
                actor=people.system(),
                paper=made["declaration"],
                name="a.jpg",
                content=JPEG + bytes(step) + b"\xff\xd9",
            )
    assert len(set(numbers)) == 1
