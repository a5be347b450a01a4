"""Consent at a kitchen table: on a telephone, in under two minutes, in the language of the family."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.hands import PHONE, PIN, entered, fill_day, press, slip_for, told
from tests.e2e.inspecting import shortcomings
from tests.e2e.people import WORKER
from tests.e2e.running import Demo

# New each time: a second family of the same name would be asked about.
SURNAME = "Zgodna" + "".join(secrets.choice("abcdeikmnorstu") for _ in range(4))
INSTITUTION = "Powiatowy Urząd Pracy w Częstochowie"
# How fast somebody reads aloud without hurry, and what a tap costs a tired hand.
WORDS_A_MINUTE, SECONDS_A_TAP = 160, 1.5
MOST_SECONDS = 120


class Table:
    """The worker's telephone on the kitchen table: counts taps and words that are new to the ear."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps, self.offline = 0, False
        self.heard: set[str] = set()
        self.began = time.monotonic()

    def hear(self) -> None:
        """What is read aloud on this screen; a sentence is read once, a folded text not at all."""
        self.heard |= set(self.page.locator("[data-aloud]").inner_text().splitlines())

    def screen(self, name: str) -> None:
        """One question: read aloud, and a picture of it."""
        self.hear()
        self.kept(name)

    def tap(self, name: str) -> None:
        """A button, and the question that comes after it; without a network none comes."""
        self.taps += 1
        if self.offline:
            press(self.page, name)
            return
        with self.page.expect_navigation():
            press(self.page, name)

    @contextmanager
    def without_network(self) -> Iterator[None]:
        """The telephone loses its network for a while."""
        self.offline = True
        self.page.context.set_offline(True)
        yield
        self.page.context.set_offline(False)
        self.offline = False

    def tick(self, *names: str) -> None:
        for name in names:
            self.taps += 1
            self.page.get_by_label(name, exact=True).check()

    @property
    def seconds(self) -> float:
        words = sum(len(line.split()) for line in self.heard)
        return words / WORDS_A_MINUTE * 60 + self.taps * SECONDS_A_TAP

    def kept(self, name: str) -> None:
        """A picture for whoever wants to look."""
        if folder := os.environ.get("KOOPERACJE_PICTURES"):
            self.page.screenshot(path=Path(folder) / f"consent-{name}.png", full_page=True)


def registered(page: Page) -> None:
    """A family at the stage of screening: a mother alone with her daughter of fourteen."""
    press(page, "Nowa rodzina")
    page.get_by_label("Rodzaj gospodarstwa").select_option("lone_parent")
    fill_day(page, "Pierwsza rozmowa z rodziną", date(2026, 9, 8))
    first = page.get_by_role("group", name="Osoba wiodąca")
    first.get_by_label("Imię").fill("Olena")
    first.get_by_label("Nazwisko").fill(SURNAME)
    fill_day(first, "Data urodzenia", date(1988, 3, 14))
    second = page.get_by_role("group", name="Osoba 2")
    second.get_by_label("Imię").fill("Daryna")
    second.get_by_label("Nazwisko").fill(SURNAME)
    second.get_by_label("Kim jest w rodzinie").select_option("child")
    fill_day(second, "Data urodzenia", date(2012, 5, 6))
    press(page, "Zapisz rodzinę")
    told(page, "Rodzina zapisana")


def test_consent_in_under_two_minutes_on_a_telephone(enter: Callable[..., Page], demo: Demo) -> None:
    page = enter(WORKER, **PHONE)
    registered(page)
    press(page, "Zgody i pozwolenia")
    expect(page.get_by_role("main")).to_contain_text("bez zgody na udział")
    press(page, "Olena " + SURNAME)

    table = Table(page)
    table.kept("0-language")
    table.tap("Polski")
    for step, name in (("1-notice", "Przeczytaliśmy, dalej"), ("2-agree", "Tak, zgadzam się")):
        assert shortcomings(page) == []
        table.screen(step)
        table.tap(name)
    permissions(table)
    table.screen("6-summary")
    expect(page.get_by_role("main")).to_contain_text("Zgadzam się na udział w zespole.")
    table.tap("Tak, potwierdzam")
    expect(page.get_by_role("heading", name="Zapisane")).to_be_visible()
    table.kept("7-done")

    assert table.taps <= 16, table.taps
    assert table.seconds < MOST_SECONDS, (table.seconds, table.taps)
    assert time.monotonic() - table.began < MOST_SECONDS

    for_a_child(table)
    taken_back(page, enter(None, **PHONE), demo)


def permissions(table: Table) -> None:
    """One institution is told two things; the network goes in the middle and nothing is lost."""
    page = table.page
    table.screen("3-partners")
    table.tick(INSTITUTION)
    with table.without_network():
        table.tap("Dalej")
        expect(page.get_by_role("status")).to_contain_text("Brak połączenia")
    page.reload()
    expect(page.get_by_label(INSTITUTION, exact=True)).to_be_checked()
    table.tap("Dalej")
    assert shortcomings(page) == []
    table.screen("4-what")
    assert page.get_by_role("checkbox", checked=True).count() == 0
    table.tick("imię, nazwisko i wiek", "praca")
    table.tap("Dalej")
    assert shortcomings(page) == []
    table.screen("5-why")
    table.tick("wspólna praca w zespole zadaniowym", "przez rok")
    table.tap("Dalej")
    assert shortcomings(page) == []


def for_a_child(table: Table) -> None:
    """The daughter comes next: her mother speaks for her, she is asked herself, in Ukrainian, on paper."""
    page = table.page
    press(page, f"Daryna {SURNAME}")
    press(page, "Українська")
    going_on = page.locator("form.kp-talk__answers button")
    promise = "Відмова не впливає на жодну виплату чи іншу допомогу."
    expect(page.get_by_role("main")).to_contain_text(promise)
    going_on.click()
    page.get_by_label("Olena " + SURNAME).check()
    page.locator("[name=ground][value=parent]").check()
    going_on.click()
    page.locator("button[value=yes]").click()
    table.kept("8-assent")
    page.locator("button[value=agrees]").click()
    going_on.click()
    page.locator("button[name=paper]").click()
    expect(page.get_by_role("heading", name="Wydrukuj i podpiszcie")).to_be_visible()
    assert shortcomings(page) == []
    table.kept("9-paper")
    press(page, "Wróć do zgód rodziny")
    expect(page.get_by_role("main")).to_contain_text(
        f"Formularz wydrukowany i niepodpisany: Daryna {SURNAME}."
    )
    assert shortcomings(page) == []
    table.kept("10-overview")


def taken_back(worker: Page, page: Page, demo: Demo) -> None:
    """The mother takes her word back on her own page, which says that she loses nothing by it."""
    code = slip_for(worker, worker.url.partition("zgody/")[0], "Olena " + SURNAME)
    entered(page, demo.address(WORKER.slug, "/wejscie/"), code, PIN)
    assert shortcomings(page) == []
    page.get_by_role("link", name="Moje zgody").first.click()
    expect(page.get_by_role("main")).to_contain_text(INSTITUTION)
    assert shortcomings(page) == []
    press(page, "Wycofuję zgodę na udział")
    expect(page.get_by_role("main")).to_contain_text("Nie tracisz żadnego świadczenia")
    assert shortcomings(page) == []
    press(page, "Wycofuję zgodę")
    told(page, "Zgoda wycofana. Świadczenia zostają bez zmian.")
    page.get_by_role("link", name="Moje zgody").first.click()
    expect(page.get_by_role("main")).to_contain_text("żadna z tych instytucji nic o Tobie teraz nie widzi")
