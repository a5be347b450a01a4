"""The frame that every page has: doors, languages, the keyboard, paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.inspecting import faults
from tests.e2e.people import DELEGATE, OFFICER, WORKER
from tests.e2e.running import Demo
from tests.e2e.watching import Watch


def test_the_landing_page_leads_to_a_town(demo: Demo, enter: Callable[..., Page]) -> None:
    page = enter()
    page.goto(demo.address(""))
    expect(page.get_by_role("main")).to_contain_text("ROPS Katowice")
    page.get_by_role("link", name="Częstochowa").first.click()
    expect(page).to_have_url(demo.address("czestochowa", "/logowanie/"))


def test_an_unknown_host_and_an_unknown_page_say_so(
    demo: Demo, enter: Callable[..., Page], watch: Watch
) -> None:
    watch.expected.add(404)
    page = enter()
    for address in (demo.address("atlantyda"), demo.address("czestochowa", "/nie-ma-mnie/")):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert faults(page) == []


def test_a_wrong_password_is_told_in_a_sentence(demo: Demo, enter: Callable[..., Page]) -> None:
    page = enter()
    page.goto(demo.address("czestochowa", "/rodziny/nowa/"))
    expect(page).to_have_url(demo.address("czestochowa", "/logowanie/?next=%2Frodziny%2Fnowa%2F"))
    page.get_by_label("Adres e-mail").fill(WORKER.login)
    page.get_by_label("Hasło").fill("nie-to-haslo")
    page.get_by_label("Hasło").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Adres e-mail albo hasło jest niepoprawne")
    assert page.title().startswith("Błąd:")
    assert faults(page) == []
    page.get_by_label("Hasło").fill(WORKER.password)
    page.get_by_label("Hasło").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nowa rodzina")


def test_an_account_opens_one_town_only(demo: Demo, enter: Callable[..., Page]) -> None:
    """The cookie of Częstochowa is not sent to Będzin, and the account does not exist there."""
    page = enter(WORKER)
    page.goto(demo.address("bedzin"))
    expect(page).to_have_url(demo.address("bedzin", "/logowanie/"))
    page.get_by_label("Adres e-mail").fill(WORKER.login)
    page.get_by_label("Hasło").fill(WORKER.password)
    page.get_by_label("Hasło").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("niepoprawne")


@pytest.mark.parametrize(
    ("language", "name", "heading"),
    [("en", "English", "My families"), ("uk", "Українська", "Мої сім’ї")],
)
def test_the_reader_chooses_the_language(
    enter: Callable[..., Page], language: str, name: str, heading: str
) -> None:
    page = enter(WORKER)
    page.get_by_role("button", name=name).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert faults(page, language) == []
    page.get_by_role("button", name="Polski").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Moje rodziny")


def test_a_partner_is_invited_by_keyboard_alone(enter: Callable[..., Page]) -> None:
    """From the top of the page to the saved record without a mouse, focus in sight all the way."""
    page = enter(OFFICER)
    page.get_by_role("link", name="Partnerstwo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Partnerstwo")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Przejdź do treści")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "Zaproś partnera")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zaproszenie/")
    expect(page.get_by_label("Pełna nazwa")).to_be_visible()
    tab_to(page, "Pełna nazwa")
    page.keyboard.type("Klub Seniora Przykład")
    tab_to(page, "Sektor")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Czyja to organizacja")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Dzień")
    for part in ("21", "9", "2026"):
        page.keyboard.type(part)
        page.keyboard.press("Tab")
    if not page.get_by_role("button", name="Zapisz zaproszenie").evaluate(
        "it => it === document.activeElement"
    ):
        tab_to(page, "Zapisz zaproszenie")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Klub Seniora Przykład")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control with this name has the focus; each stop on the way must be visible."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
                const label = e.labels && e.labels.length ? e.labels[0].innerText : e.innerText;
                const seen = s.outlineStyle !== 'none' || s.boxShadow !== 'none';
                return {label: label.trim(), seen: seen && box.height > 0};
            }"""
        )
        assert focus["seen"], f"the focus is invisible on {focus['label']}"
        if focus["label"].startswith(name):
            return
    raise AssertionError(f"no way to {name} by keyboard")


def test_text_twice_as_large_still_fits(enter: Callable[..., Page]) -> None:
    """200 % text at 1280 px is a window of 640 px (WCAG 1.4.4, 1.4.10)."""
    page = enter(DELEGATE, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 640


def test_a_case_prints_without_the_frame(enter: Callable[..., Page]) -> None:
    page = enter(WORKER)
    page.get_by_role("link", name="Anna Przykładowa").first.click()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Główna nawigacja")).to_be_hidden()
    expect(page.get_by_text("Dług za mieszkanie przestaje rosnąć").first).to_be_visible()


def test_colours_forced_by_the_reader_keep_the_page_readable(enter: Callable[..., Page]) -> None:
    page = enter(WORKER, forced_colors="active")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert faults(page) == []
