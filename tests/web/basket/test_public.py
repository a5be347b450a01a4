"""The basket for citizens: what anybody may see, how it is kept by browsers, and what it can be taken as."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from core.audit.models import AuditEvent
from core.basket.queries.catalogue import parts_of
from core.basket.queries.public import open_cards
from core.shared.enums import Role
from core.shared.imports.cells import neutral
from tenants.context import in_tenant
from tests.core.partnership.stories import declared
from tests.web.basket.test_pages import TOWN, a_card
from tests.web.partnership.test_pages import text

if TYPE_CHECKING:
    from core.basket.models import ServiceCard

Browse = Callable[..., Client]


def test_anybody_sees_what_is_on_offer_for_all_and_nothing_else(browse: Browse) -> None:
    shown = a_card(
        "Poradnia rodzinna", place="Filia nr 2", contact_role="koordynator poradni", phone="00 000 00 11"
    )
    hidden = [a_card("Interwencja", is_public=False), a_card("Szkic", published=False)]
    client = browse("czestochowa")
    page = text(client.get("/uslugi/"))
    assert "Poradnia rodzinna" in page
    assert "Interwencja" not in page
    assert "Szkic" not in page
    own = text(client.get(f"/uslugi/{shown.pk}/"))
    assert "Filia nr 2" in own
    assert "koordynator poradni" in own
    assert "00 000 00 11" in own
    assert [client.get(f"/uslugi/{card.pk}/").status_code for card in hidden] == [404, 404]
    assert browse("sosnowiec").get(f"/uslugi/{shown.pk}/").status_code == 404
    assert "Poradnia rodzinna" not in text(browse("sosnowiec").get("/uslugi/"))


def test_the_page_names_no_person(browse: Browse) -> None:
    from core.partnership.operations import name_person  # noqa: PLC0415
    from tests.support import people  # noqa: PLC0415

    card = a_card()
    with in_tenant(TOWN):
        name_person(actor=people.system(), partner=card.partner, name="Ewa Umowna", is_coordinator=True)
    client = browse("czestochowa")
    for address in ("/uslugi/", f"/uslugi/{card.pk}/"):
        assert "Umowna" not in text(client.get(address))
    assert b"Umowna" not in client.get("/uslugi/katalog.pdf").content


def test_a_search_says_what_it_read_otherwise(browse: Browse) -> None:
    a_card("Świetlica środowiskowa", min_age=7, max_age=15)
    a_card("Poradnia rodzinna")
    client = browse("czestochowa")
    page = text(client.get("/uslugi/?q=świetlcia"))
    assert "Nie ma wyników dla słowa „świetlcia”. Pokazujemy wyniki dla: „świetlica”." in page
    assert "Świetlica środowiskowa" in page
    assert "Poradnia rodzinna" not in page
    assert "Poradnia rodzinna" in text(client.get("/uslugi/?q=rodzinami"))
    assert "Nie ma takiej usługi" in text(client.get("/uslugi/?q=kopalnia"))
    older = text(client.get("/uslugi/?wiek=16"))
    assert "Świetlica" not in older
    wrong = text(client.get("/uslugi/?wiek=stary&q=świetlica"))
    assert "Podaj wiek liczbą lat, na przykład 7." in wrong
    assert "Świetlica środowiskowa" in wrong


def test_copies_may_be_kept_until_somebody_signs_in(browse: Browse) -> None:
    a_card()
    answer = browse("czestochowa").get("/uslugi/")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in answer["Vary"].split(",")}
    again = browse("czestochowa").get("/uslugi/", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    signed_in = browse("czestochowa", Role.SOCIAL_WORKER).get("/uslugi/")
    assert "no-store" in signed_in["Cache-Control"]


def test_a_language_is_chosen_by_a_link(browse: Browse) -> None:
    a_card()
    client = browse("czestochowa")
    answer = client.get("/uslugi/?q=rodzina&jezyk=uk")
    assert answer["Location"] == "/uslugi/?q=rodzina"
    assert 'html lang="uk"' in client.get("/uslugi/").content.decode()
    assert client.get("/uslugi/?jezyk=tlh").status_code == 200


@pytest.mark.parametrize("address", ["/uslugi/", "/uslugi/?q=poradnia", "/uslugi/katalog/"])
def test_as_many_questions_for_three_services_as_for_one(browse: Browse, address: str) -> None:
    client = browse("czestochowa")
    counts = []
    for names in (["Poradnia"], ["Poradnia druga", "Poradnia trzecia"]):
        for name in names:
            a_card(name)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_sign_in_page_and_the_foot_lead_to_the_services(browse: Browse) -> None:
    page = browse("czestochowa").get("/logowanie/").content.decode()
    assert page.count('href="/uslugi/"') == 2


def test_the_catalogue_is_printed_by_category_and_the_same_each_time(browse: Browse) -> None:
    a_card("Poradnia")
    a_card("Interwencja", is_public=False)
    client = browse("czestochowa")
    first = client.get("/uslugi/katalog.pdf")
    assert first["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF-")
    assert first.content == client.get("/uslugi/katalog.pdf").content
    index = text(client.get("/uslugi/katalog/"))
    assert "1 usługa" in index
    assert client.get("/uslugi/katalog.pdf?kategoria=family_support&czesc=1").status_code == 200
    for wrong in ("kategoria=magia", "kategoria=family_support&czesc=2", "kategoria=family_support&czesc=x"):
        assert client.get(f"/uslugi/katalog.pdf?{wrong}").status_code == 404
    staff = browse("czestochowa", Role.SOCIAL_WORKER)
    assert "2 usługi" in text(staff.get("/koszyk/katalog/"))
    assert staff.get("/koszyk/katalog.pdf").content != first.content
    assert browse("czestochowa", Role.FAMILY_MEMBER).get("/koszyk/katalog.pdf").status_code == 404


def test_a_large_catalogue_is_printed_in_parts(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("core.basket.queries.catalogue", "web.basket.catalogue", "web.basket.public"):
        monkeypatch.setattr(f"{module}.LARGEST", 2)
    for name in ("A", "B", "C"):
        a_card(f"Poradnia {name}")
    with in_tenant(TOWN):
        parts = parts_of(open_cards())
        assert [(part.number, part.of, part.cards) for part in parts] == [(1, 2, 2), (2, 2, 1)]
    client = browse("czestochowa")
    assert client.get("/uslugi/katalog.pdf")["Location"] == "/uslugi/katalog/"
    index = text(client.get("/uslugi/katalog/"))
    assert "część 2 z 2" in index
    assert "Usług jest 3, dlatego katalog jest podzielony na części." in index
    assert client.get("/uslugi/katalog.pdf?kategoria=family_support&czesc=2").status_code == 200


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def evil_card() -> ServiceCard:
    return a_card(
        '=HYPERLINK("http://zly.example")',
        target_group="+1+cmd|' /C calc'!A0",
        place="@SUM(1)",
        hours="\t=1",
        cost="-2+3",
        phone="+48 34 000 00 00",
    )


def test_a_table_holds_no_formula(browse: Browse) -> None:
    evil_card()
    client = browse("czestochowa", Role.NETWORK_OFFICER)
    answer = client.post("/koszyk/eksport/csv/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    headings, row = rows_of(answer.content)
    assert len(headings) == len(row)
    assert not [cell for cell in row if cell.strip()[:1] in set("=@-") or cell[:1] == "\t"]
    assert [cell for cell in row if cell.startswith("+")] == ["+48 34 000 00 00"]
    book = client.post("/koszyk/eksport/xlsx/").content
    with ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"<hyperlink" not in sheet
    table: Any = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert table[1][0].startswith("'=HYPERLINK")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\n@x", "'\n@x"),
        ("＝1", "'＝1"),
        ("-1+1", "'-1+1"),
        ("-5", "-5"),
        ("+48 34 1", "+48 34 1"),
        ("dom", "dom"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_reckon_is_quoted(typed: str, stored: str) -> None:
    assert neutral(typed) == stored


def test_a_table_has_the_cards_of_the_list_and_is_logged(browse: Browse) -> None:
    a_card("Świetlica")
    a_card("Poradnia")
    a_card("Szkic", published=False)
    with in_tenant("g_2475011"):
        declared("Cudzy partner")
    client = browse("czestochowa", Role.NETWORK_OFFICER)

    def names(query: str) -> list[str]:
        return [row[0] for row in rows_of(client.post(f"/koszyk/eksport/csv/?{query}").content)[1:]]

    assert names("") == ["Poradnia", "Świetlica"]
    assert names("q=świetlicy") == ["Świetlica"]
    assert names("stan=") == ["Poradnia", "Szkic", "Świetlica"]
    assert names("stan=draft") == ["Szkic"]
    with in_tenant(TOWN):
        (event, *_) = AuditEvent.objects.filter(action="basket.cards_exported")
        assert event.data["number"] == 2
    partners = rows_of(client.post("/partnerzy/eksport/csv/?q=Swietlica").content)
    assert [row[0] for row in partners[1:]] == ["Partner: Świetlica"]
    everyone = rows_of(client.post("/partnerzy/eksport/csv/").content)
    assert "Cudzy partner" not in {row[0] for row in everyone}
    assert client.post("/partnerzy/eksport/xlsx/").content[:2] == b"PK"


@pytest.mark.parametrize("address", ["/koszyk/eksport/csv/", "/partnerzy/eksport/xlsx/"])
def test_only_staff_takes_tables_away_and_no_link_does(browse: Browse, address: str) -> None:
    for role in (Role.DELEGATE, Role.FAMILY_MEMBER, Role.REGIONAL_COORDINATOR):
        assert browse("czestochowa", role).post(address).status_code == 404
    assert browse("czestochowa").post(address).status_code == 302
    assert browse("czestochowa", Role.SOCIAL_WORKER).get(address).status_code == 405
