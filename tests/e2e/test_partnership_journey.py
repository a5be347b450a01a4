"""The network officer brings a new institution into the partnership and its service into the basket."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.hands import fill_day, press, saved, told
from tests.e2e.people import DELEGATE, MOTHER, OFFICER
from tests.e2e.watching import Watch

LIBRARY = "Biblioteka Publiczna im. Przykładu"
SERVICE = "Popołudnie z głośnym czytaniem"


def test_an_institution_is_invited_signs_and_gets_its_certificate(enter: Callable[..., Page]) -> None:
    page = enter(OFFICER)
    page.get_by_role("link", name="Partnerstwo").click()
    press(page, "Zaproś partnera")
    page.get_by_label("Pełna nazwa").fill(LIBRARY)
    page.get_by_label("Krótka nazwa").fill("Biblioteka")
    page.get_by_label("Sektor").select_option("culture_sport")
    page.get_by_label("Czyja to organizacja").select_option(index=1)
    page.get_by_label("E-mail do kontaktu").fill("czytelnia@biblioteka.example")
    fill_day(page, "Dzień zaproszenia", date(2026, 9, 7))
    press(page, "Zapisz zaproszenie")
    expect(page.get_by_role("heading", level=1)).to_have_text(LIBRARY)

    # A declaration cannot be older than the invitation; the sentence stands at the field and above.
    press(page, "Odnotuj deklarację")
    fill_day(page, "Dzień podpisania", date(2026, 9, 1))
    press(page, "Zapisz deklarację")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("07.09.2026")
    expect(page).to_have_title("Błąd: Deklaracja przystąpienia – Częstochowa – Kooperacje")
    summary.get_by_role("link").first.click()
    expect(page.get_by_role("group", name="Dzień podpisania").get_by_label("Dzień")).to_be_focused()
    fill_day(page, "Dzień podpisania", date(2026, 9, 14))
    press(page, "Zapisz deklarację")
    told(page, "Deklaracja zapisana")

    press(page, "Wydaj certyfikat")
    press(page, "Wydaj certyfikat")
    told(page, "Certyfikat wydany")
    paper = saved(page, "Pobierz certyfikat (PDF)")
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper)).pages)
    assert LIBRARY in " ".join(text.split())
    assert "14 września 2026" in text or "14.09.2026" in text

    # Whoever holds the paper may check its code, without an account.
    code = page.locator("dt", has_text="Kod do sprawdzenia").locator("+ dd").inner_text().strip()
    stranger = enter()
    stranger.goto(page.url.partition("/partnerzy/")[0] + "/w/")
    stranger.get_by_label("Kod certyfikatu").fill(code.lower())
    press(stranger, "Sprawdź")
    expect(stranger.get_by_role("main")).to_contain_text(LIBRARY)


def test_its_service_is_written_published_and_found(enter: Callable[..., Page]) -> None:
    page = enter(OFFICER)
    page.get_by_role("link", name="Partnerstwo").click()
    page.get_by_role("link", name=LIBRARY).click()
    press(page, "Napisz kartę usługi")
    expect(page.get_by_label("Partner", exact=True)).to_have_value(page.url.partition("partner=")[2])
    page.get_by_label("Nazwa usługi").fill(SERVICE)
    page.get_by_label("Na czym polega").fill("Dzieci słuchają, rodzice rozmawiają przy herbacie.")
    page.get_by_label("Kategoria").select_option(index=1)
    page.get_by_label("Dla kogo").fill("rodziny z małymi dziećmi")
    press(page, "Zapisz szkic")
    told(page, "Szkic karty zapisany")

    # A family does not see a draft.
    family = enter(MOTHER)
    search(family, "czytanie")
    expect(family.get_by_role("link", name=SERVICE)).to_have_count(0)

    press(page, "Opublikuj")
    press(page, "Opublikuj")
    told(page, "Usługa jest w koszyku")
    # Somebody without Polish letters on the keyboard finds it too.
    for reader in (page, family):
        search(reader, "glosnym CZYTANIEM")
        reader.get_by_role("link", name=SERVICE).click()
        expect(reader.get_by_role("heading", level=1)).to_have_text(SERVICE)


def search(page: Page, words: str) -> None:
    """Look for a service."""
    page.get_by_role("navigation", name="Główna nawigacja").get_by_role("link", name="Koszyk usług").click()
    page.get_by_label("Czego szukasz?").fill(words)
    page.get_by_label("Czego szukasz?").press("Enter")
    page.wait_for_url("**?q=*")


def test_a_partners_delegate_writes_a_card_but_does_not_publish_it(
    enter: Callable[..., Page], watch: Watch
) -> None:
    page = enter(DELEGATE)
    page.get_by_role("link", name="Koszyk usług").click()
    press(page, "Nowa karta usługi")
    page.get_by_label("Nazwa usługi").fill("Giełda pracy dla rodziców")
    page.get_by_label("Kategoria").select_option(index=2)
    press(page, "Zapisz szkic")
    told(page, "Szkic karty zapisany")
    expect(page.get_by_role("link", name="Opublikuj")).to_have_count(0)
    # An address that is not for this reader does not exist.
    watch.expected.add(404)
    answer = page.goto(page.url + "publikacja/")
    assert answer is not None
    assert answer.status == 404
