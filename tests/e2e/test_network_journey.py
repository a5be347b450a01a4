"""From an invitation to a place that is kept for a family: by keyboard alone, at a desk and on a telephone.

Every page on the way is looked at by axe and may not be wider than the screen. `E2E_PICTURES=FOLDER` keeps
a picture of each, to be looked at by people.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.certificates import scanned, words_of
from tests.e2e.hands import told
from tests.e2e.inspecting import shortcomings
from tests.e2e.keyboard import Keyboard
from tests.e2e.people import OFFICER, WORKER, Person
from tests.e2e.running import Demo
from tests.e2e.watching import Watch

DESK, TELEPHONE = (1280, 900), (360, 760)
SCOPE = "Prowadzimy zajęcia, na których rodziny uczą się gotować tanio i zdrowo."
NEED = "Chcemy nauczyć się gotować z tego, na co nas stać."


@dataclass
class Story:
    """What one step leaves for the next; the names are new each time, so that it can be told again."""

    mark: str = field(default_factory=lambda: secrets.token_hex(2).upper())
    seats: dict[str, Any] = field(default_factory=dict)
    partner_url: str = ""
    certificate_url: str = ""
    card_path: str = ""
    delegate: Person | None = None

    @property
    def partner(self) -> str:
        """The institution's name."""
        return f"Kuchnia Społeczna Łyżka {self.mark}"

    @property
    def service(self) -> str:
        """What its card is called."""
        return f"Warsztaty kulinarne {self.mark}"

    @property
    def email(self) -> str:
        """Where the institution reads its post."""
        return f"kuchnia.{self.mark.lower()}@lyzka.example"


@dataclass
class Trip:
    """One width of the screen, the people in front of it, and what they stumble over."""

    demo: Demo
    enter: Callable[..., Page]
    size: tuple[int, int]
    story: Story
    found: list[str] = field(default_factory=list)

    def at(self, person: Person | None = None, url: str = "/") -> Keyboard:
        """Somebody's keyboard at a page; who was not here before types address and password."""
        seat = self.story.seats.get(person.login) if person else None
        width, height = self.size
        page = self.enter(None, viewport={"width": width, "height": height}, storage_state=seat)
        page.goto(url if url.startswith("http") else self.demo.address(OFFICER.slug, url))
        keys = Keyboard(page)
        if person is not None and seat is None:
            self.look(keys, "sign-in")
            keys.write("Adres e-mail", person.login)
            keys.write("Hasło", person.password)
            keys.follow("Zaloguj się")
            self.story.seats[person.login] = page.context.storage_state()
        return keys

    def look(self, keys: Keyboard, name: str) -> None:
        """At the page that stands in the browser."""
        self.found += [f"{name} at {self.size[0]} px: {fault}" for fault in shortcomings(keys.page)]
        if folder := os.environ.get("E2E_PICTURES"):
            keys.page.screenshot(path=Path(folder) / f"{self.size[0]}-{name}.png", full_page=True)


@pytest.fixture(scope="module")
def stories() -> dict[tuple[int, int], Story]:
    """The tests of this module are one story, told once for each width."""
    return {DESK: Story(), TELEPHONE: Story()}


@pytest.fixture(params=[DESK, TELEPHONE], ids=["1280", "360"])
def trip(
    request: pytest.FixtureRequest,
    demo: Demo,
    enter: Callable[..., Page],
    stories: dict[tuple[int, int], Story],
) -> Iterator[Trip]:
    """One width; what was wrong with any of its pages is told when the step is done."""
    made = Trip(demo, enter, request.param, stories[request.param])
    yield made
    assert made.found == []


def test_an_institution_is_invited_and_answers_without_an_account(trip: Trip) -> None:
    story = trip.story
    keys = trip.at(OFFICER)
    keys.follow("Partnerstwo")
    trip.look(keys, "partners")
    keys.skip()
    keys.follow("Zaproś partnera")
    trip.look(keys, "invite")
    keys.skip()
    keys.write("Pełna nazwa", story.partner)
    keys.choose("Sektor", "Organizacja pozarządowa")
    keys.choose("Czyja to organizacja", "Organizacja pozarządowa")
    keys.write("E-mail do kontaktu", story.email)
    keys.pick("Czy wysłać zaproszenie teraz", "tak, e-mailem")
    keys.follow("Zapisz zaproszenie")
    heading(keys, story.partner)
    told(keys.page, "Zaproszenie zapisane")
    trip.look(keys, "partner-invited")
    story.partner_url = keys.page.url

    # The demonstration shows what it sends: the link stands in the message to the institution.
    keys.follow("Skrzynka")
    keys.skip()
    keys.follow("Wysłane")
    trip.look(keys, "sent-messages")
    keys.page.goto(f"{keys.page.url}?q={story.email}")
    keys.skip()
    keys.follow("Zaproszenie do partnerstwa")
    link = keys.page.get_by_role("main").get_by_role("link", name="/zaproszenie/").get_attribute("href")
    assert link

    stranger = trip.at(None, link)
    trip.look(stranger, "invitation-answer")
    stranger.skip()
    stranger.pick("Odpowiedź", "Przystępujemy")
    stranger.follow("Wyślij odpowiedź")
    expect(stranger.page.get_by_role("main")).to_contain_text("jest zapisana")
    trip.look(stranger, "invitation-answered")


def test_its_declaration_is_signed_and_the_code_on_its_certificate_says_valid(trip: Trip) -> None:
    story = trip.story
    keys = trip.at(OFFICER, story.partner_url)
    keys.skip()
    keys.follow("Przygotuj deklarację do podpisu")
    trip.look(keys, "declaration")
    keys.skip()
    keys.write("Zakres usług", SCOPE)
    keys.tick("Kultura", "Obszary usług")
    keys.follow("Przygotuj deklarację")
    told(keys.page, "Deklaracja jest gotowa")
    trip.look(keys, "declaration-waits")
    keys.skip()
    declaration = keys.saved("Pobierz do podpisu (PDF)")
    assert SCOPE in words_of(declaration)
    scan = keys.page.screenshot(type="jpeg")
    keys.follow("Odnotuj podpis")
    trip.look(keys, "declaration-sign")
    keys.skip()
    keys.attach("Skan albo plik", "deklaracja.jpg", scan)
    keys.follow("Zapisz podpis")
    told(keys.page, "Podpis zapisany")
    keys.skip()
    keys.follow("Wydaj certyfikat")
    trip.look(keys, "certificate-issue")
    keys.skip()
    keys.follow("Wydaj certyfikat")
    told(keys.page, "Certyfikat wydany")
    trip.look(keys, "partner-certified")
    keys.skip()
    certificate = keys.saved("Pobierz certyfikat (PDF)")
    assert story.partner in words_of(certificate)
    keep(certificate, f"{trip.size[0]}-certificate.pdf")

    # Whoever sees it on a wall points a telephone at it.
    story.certificate_url = scanned(certificate)
    stranger = trip.at(None, story.certificate_url)
    heading(stranger, "Certyfikat jest ważny")
    expect(stranger.page.get_by_role("main")).to_contain_text(story.partner)
    trip.look(stranger, "certificate-valid")


def test_its_delegate_writes_a_card_and_the_officer_approves_it(trip: Trip) -> None:
    story = trip.story
    officer = trip.at(OFFICER, story.partner_url)
    officer.skip()
    officer.follow("Załóż konto przedstawicielowi")
    trip.look(officer, "account-new")
    officer.skip()
    officer.write("Imię i nazwisko", "Łucja Zmyślna")
    officer.write("Adres e-mail", story.email)
    officer.write("Stanowisko", "koordynatorka zajęć")
    officer.follow("Załóż konto")
    trip.look(officer, "account-opened")
    password = officer.page.locator("code").inner_text()
    story.delegate = Person("delegate", OFFICER.slug, story.email, password, "Łucja Zmyślna")

    keys = trip.at(story.delegate)
    keys.follow("Koszyk usług")
    keys.skip()
    keys.follow("Nowa karta usługi")
    trip.look(keys, "card-new")
    write_card(keys, story)
    trip.look(keys, "card-draft")
    story.card_path = keys.page.url.partition("/koszyk/")[2]
    keys.skip()
    keys.follow("Warunki")
    trip.look(keys, "conditions")
    keys.skip()
    keys.choose("Rodzaj warunku", "Gotowość rodziny")
    keys.follow("Dodaj warunek")
    trip.look(keys, "condition-new")
    keys.skip()
    keys.tick("regularną obecność")
    keys.follow("Dodaj warunek")
    told(keys.page, "Warunek dodany")
    keys.follow(story.service)
    keys.skip()
    keys.follow("Zgłoś do publikacji")
    trip.look(keys, "card-ask")
    keys.skip()
    keys.follow("Wyślij prośbę")
    told(keys.page, "Prośba czeka na pracownika ds. sieci")
    trip.look(keys, "card-asked")

    officer.follow("Koszyk usług")
    officer.skip()
    officer.follow("Do zatwierdzenia")
    trip.look(officer, "proposals")
    officer.skip()
    officer.follow(story.service)
    trip.look(officer, "proposal")
    officer.skip()
    officer.follow("Zatwierdź")
    told(officer.page, "Zatwierdzono")


def test_the_service_is_found_by_other_forms_of_its_words(trip: Trip) -> None:
    """Inflected, without Polish letters, by people of the town and by anybody."""
    for person, address, words in (
        (WORKER, "/koszyk/", "warsztatami kulinarnymi"),
        (None, "/uslugi/", "warsztatow kulinarnych gotowac"),
    ):
        keys = trip.at(person, address)
        # Somebody who had to sign in begins at the page that was asked for.
        keys.skip()
        keys.write("Czego szukasz?", words)
        with keys.page.expect_navigation():
            keys.press("Enter")
        trip.look(keys, "search" if person else "search-citizen")
        keys.skip()
        keys.follow(trip.story.service)
        heading(keys, trip.story.service)
        trip.look(keys, "card" if person else "card-citizen")


def test_it_matches_a_need_with_reasons_and_a_place_is_held(trip: Trip) -> None:
    story = trip.story
    keys = trip.at(WORKER)
    families = keys.page.locator(".kp-case__name a").all_inner_texts()
    keys.follow(next(name for name in families if not name.startswith(("Anna", "Nina"))))
    case = keys.page.url
    keys.skip()
    keys.follow("Potrzeby")
    keys.skip()
    keys.follow("Nowa potrzeba")
    trip.look(keys, "need-new")
    keys.skip()
    keys.choose("Jakiego rodzaju pomocy potrzeba", "Kultura")
    keys.write("Czego potrzeba", f"{NEED} ({story.mark})")
    keys.follow("Zapisz")
    trip.look(keys, "need")
    ours = keys.page.get_by_role("listitem").filter(has=keys.page.get_by_role("heading", name=story.service))
    expect(ours).to_contain_text("Pasuje, jeżeli:")
    expect(ours).to_contain_text("18 lat")

    # The question that decides is answered on the spot.
    keys.skip()
    keys.reach(story.service)
    keys.follow("Odpowiedz")
    question = keys.page.get_by_role("heading", level=1).inner_text()
    trip.look(keys, "need-question")
    keys.skip()
    keys.pick(question, "tak")
    keys.follow("Zapisz odpowiedź")
    trip.look(keys, "need-answered")
    expect(ours).not_to_contain_text("Pasuje, jeżeli:")
    expect(ours.get_by_text("pasuje", exact=True)).to_be_visible()
    keys.skip()
    keys.reach(story.service)
    keys.reach("Punkty:")
    keys.press("Enter")
    expect(ours.locator("details")).to_have_attribute("open", "")

    keys.follow(f"Wstrzymaj miejsce: {story.service}")
    trip.look(keys, "hold")
    keys.skip()
    keys.follow("Wstrzymaj na 72 godziny")
    told(keys.page, "Miejsce jest wstrzymane na 72 godziny")
    expect(keys.page.get_by_role("main")).to_contain_text(story.service)
    trip.look(keys, "held")

    # Asked too early: what was answered is taken back, and nothing is known again.
    keys.page.goto(f"{case}potrzeby/")
    trip.look(keys, "needs")
    keys.skip()
    keys.follow(f"Cofnij: {question}")
    expect(keys.page.get_by_role("button", name=f"Cofnij: {question}")).to_have_count(0)


def test_a_withdrawal_is_said_by_the_code_and_hides_the_service(trip: Trip, watch: Watch) -> None:
    story = trip.story
    keys = trip.at(OFFICER, story.partner_url)
    keys.skip()
    keys.follow("Odnotuj wystąpienie")
    expect(keys.page.get_by_role("main")).to_contain_text("Z koszyka zniknie 1 usługa")
    trip.look(keys, "withdraw")
    keys.skip()
    keys.write("Powód", "Kuchnia kończy działalność.")
    keys.follow("Odnotuj wystąpienie")
    told(keys.page, "Wystąpienie z partnerstwa zapisane")
    trip.look(keys, "partner-withdrawn")

    stranger = trip.at(None, story.certificate_url)
    heading(stranger, "Certyfikat nie jest ważny")
    expect(stranger.page.get_by_role("main")).to_contain_text("partner wystąpił z partnerstwa")
    trip.look(stranger, "certificate-withdrawn")
    watch.expected.add(404)
    for reader, address in ((stranger, "/uslugi/"), (keys, "/koszyk/")):
        reader.page.goto(trip.demo.address(OFFICER.slug, f"{address}?q={story.service}"))
        expect(reader.page.get_by_role("link", name=story.service)).to_have_count(0)
    gone = stranger.page.goto(trip.demo.address(OFFICER.slug, f"/uslugi/{story.card_path}"))
    assert gone is not None
    assert gone.status == 404


def write_card(keys: Keyboard, story: Story) -> None:
    """A card with an age and a number of places."""
    keys.skip()
    keys.write("Nazwa usługi", story.service)
    keys.write("Na czym polega", "Wspólnie gotujemy obiad. Zajęcia trwają dwie godziny.")
    keys.choose("Kategoria", "Kultura")
    keys.write("Dla kogo", "dorośli, którzy prowadzą dom")
    keys.write("Wiek od", "18")
    keys.write("Koszt", "bezpłatnie")
    keys.write("Liczba miejsc", "3")
    keys.follow("Zapisz szkic")
    told(keys.page, "Szkic karty zapisany")


def heading(keys: Keyboard, text: str) -> None:
    """What the page is called begins so."""
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text(text)


def keep(paper: bytes, name: str) -> None:
    """A paper beside the pictures."""
    if folder := os.environ.get("E2E_PICTURES"):
        (Path(folder) / name).write_bytes(paper)
