"""One family's way through the town, as its social worker and a partner live it."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.certificates import words_of
from tests.e2e.conftest import sign_in
from tests.e2e.hands import PHONE, PIN, entered, fill_day, press, press_of, slip_for, told
from tests.e2e.inspecting import abroad, shortcomings
from tests.e2e.keyboard import Keyboard
from tests.e2e.people import DELEGATE, DIRECTOR, WORKER
from tests.e2e.running import Demo
from tests.e2e.watching import Watch

# New each time: a second family of the same name would be asked about.
SURNAME = "Dopisana" + "".join(secrets.choice("abcdeikmnorstu") for _ in range(4))
MOTHER = f"Nina {SURNAME}"
GOAL = "Pani Nina zarabia na siebie i dziecko"
NEED = "Prosimy o rozmowę o pracy w niepełnym wymiarze."
SERVICE = "Doradca zawodowy"
STEP = "Porozmawiać z doradczynią zawodową"
SAID = "Pani Nina woli pracę od rana."
AGREED = "Pani Nina zapyta w szkole o obiady"
MINUTE = 60
# Tabs, arrows and Enters from the list of families to two persons written down, an error among them.
MOST_KEYS = 80
# The browser shows a paper in a window of its own, where no test can read it.
_READ = "async url => Array.from(new Uint8Array(await (await fetch(url)).arrayBuffer()))"


@pytest.fixture(scope="module")
def story() -> dict[str, Any]:
    """What one step leaves for the next: the tests of this module are one story."""
    return {}


def test_a_family_is_registered_by_keyboard(enter: Callable[..., Page], story: dict[str, Any]) -> None:
    page = enter(WORKER)
    keys = Keyboard(page)
    keys.skip()
    keys.follow("Nowa rodzina")
    keys.skip()
    keys.choose("Rodzaj gospodarstwa", "Rodzic samotnie")
    keys.day("Pierwsza rozmowa z rodziną", date(2026, 9, 8))
    keys.write("Imię", "Nina", "Osoba wiodąca")
    keys.write("Nazwisko", SURNAME)
    keys.write("PESEL", "90041200061")
    keys.day("Data urodzenia", date(1990, 4, 12))
    keys.choose("Płeć", "kobieta")
    keys.write("Imię", "Tola", "Osoba 2")
    keys.write("Nazwisko", SURNAME)
    keys.choose("Kim jest w rodzinie", "Dziecko")
    keys.day("Data urodzenia", date(2019, 5, 6))
    keys.follow("Dodaj kolejną osobę")
    assert keys.stands_at("Imię", "Osoba 3")
    with page.expect_navigation():
        keys.press("Enter")

    # A wrong number is said in a sentence that leads to it, and nothing of the family is written.
    expect(page.get_by_role("alert")).to_contain_text("PESEL")
    first = page.get_by_role("group", name="Osoba wiodąca")
    expect(first.get_by_label("Imię")).to_have_value("Nina")
    assert shortcomings(page) == []
    page.get_by_role("alert").get_by_role("link", name="PESEL").focus()
    keys.press("Enter")
    assert keys.stands_at("PESEL", "Osoba wiodąca")
    keys.write("PESEL", "")
    keys.press("Delete")
    with page.expect_navigation():
        keys.press("Enter")
    told(page, "Rodzina zapisana")
    expect(page.get_by_role("main")).to_contain_text(MOTHER)
    assert keys.pressed <= MOST_KEYS, keys.pressed
    story["case"] = page.url


def test_the_family_agrees_and_gets_its_team(enter: Callable[..., Page], story: dict[str, Any]) -> None:
    page = at_case(enter, story)
    press_of(page, "Zapisz", "Powody wsparcia")
    page.get_by_label("Ubóstwo").check()
    page.get_by_label("Bezrobocie").check()
    fill_day(page, "Od kiedy", date(2026, 9, 8))
    press(page, "Zapisz powody")
    told(page, "Powody zapisane")

    press_of(page, "Zapisz zgodę", MOTHER)
    expect(page.get_by_role("main")).to_contain_text("Odmowa nie wpływa na żadne świadczenie")
    page.get_by_label("na papierze").check()
    fill_day(page, "Kiedy", date(2026, 9, 15))
    press(page, "Zapisz zgodę")
    expect(page.get_by_role("alert")).to_contain_text("Najpierw powiedz o prawie do odmowy")
    page.get_by_label("Ta osoba wie, że może odmówić").check()
    press(page, "Zapisz zgodę")
    told(page, "Zgoda zapisana")

    press(page, "Powołaj zespół")
    fill_day(page, "Dzień powołania zespołu", date(2026, 9, 17))
    press(page, "Powołaj zespół")
    told(page, "Zespół powołany")


def test_a_meeting_without_the_family_is_asked_about(
    enter: Callable[..., Page], story: dict[str, Any]
) -> None:
    page = at_case(enter, story)
    page.get_by_role("main").get_by_role("link", name="Zapisz spotkanie").first.click()
    fill_day(page, "Dzień spotkania", date(2026, 9, 24))
    page.get_by_label("Miejsce").fill("Kawiarenka biblioteki")
    page.get_by_label(MOTHER).uncheck()
    page.get_by_label("Ewa Umowna").check()
    page.get_by_label("Co ustalono").fill("Zaczynamy od pracy i od opieki po szkole.")
    press(page, "Zapisz spotkanie")
    expect(page.get_by_role("alert")).to_contain_text("Spotkanie bez rodziny")
    expect(page.get_by_label("Co ustalono")).to_have_value("Zaczynamy od pracy i od opieki po szkole.")
    page.get_by_label(MOTHER).check()
    press(page, "Zapisz spotkanie")
    told(page, "Spotkanie zapisane")
    expect(page.get_by_role("main")).to_contain_text("Kawiarenka biblioteki")


def test_a_path_is_drawn_from_the_basket_and_agreed(
    enter: Callable[..., Page], story: dict[str, Any]
) -> None:
    page = at_case(enter, story)
    assert abroad(page) == []
    press(page, "Rozpocznij ścieżkę")
    press(page, "Dodaj cel")
    page.get_by_label("Do czego dąży rodzina").fill(GOAL)
    page.get_by_label("Dziedzina życia").select_option("work")
    press(page, "Dodaj cel")
    told(page, "Cel dodany")

    press(page, "Dodaj zadanie")
    page.get_by_label("usługa z koszyka", exact=True).check()
    page.get_by_label("Co zostanie zrobione").fill(STEP)
    service = page.get_by_role("combobox", name="Usługa z koszyka").locator("option", has_text=SERVICE)
    page.get_by_role("combobox", name="Usługa z koszyka").select_option(service.get_attribute("value"))
    page.get_by_label("O co prosisz partnera").fill(NEED)
    fill_day(page, "Do kiedy", date(2026, 10, 30))
    press(page, "Dodaj zadanie")
    told(page, "Partner dostał prośbę i jest w zespole")

    press(page, "Dodaj zadanie")
    page.get_by_label("Co zostanie zrobione").fill("Zapytać w szkole o świetlicę")
    press(page, "Dodaj zadanie")
    told(page, "Zadanie dodane")

    press(page, "Zapisz zgodę")
    page.get_by_label(MOTHER).check()
    press(page, "Zapisz zgodę")
    told(page, "rodzina zgadza się na tę ścieżkę")
    press_of(page, "Zrobione", "Zapytać w szkole o świetlicę")
    told(page, "Zadanie zrobione")
    expect(page.get_by_role("main")).to_contain_text("1 / 2")
    page.goto(story["case"])
    expect(page.get_by_role("listitem").filter(has_text="ścieżka w toku").first).to_have_attribute(
        "aria-current", "step"
    )


def test_the_mother_has_her_say_on_her_telephone(
    enter: Callable[..., Page], demo: Demo, story: dict[str, Any]
) -> None:
    """By a slip and a PIN; yes to a step, then no in her own words; a message that her worker answers."""
    worker = at_case(enter, story)
    code = slip_for(worker, story["case"], MOTHER)
    page = entered(enter(None, **PHONE), demo.address(WORKER.slug, "/wejscie/"), code, PIN)
    assert shortcomings(page) == []
    assert abroad(page) == []
    keys = Keyboard(page)
    keys.skip()
    keys.follow(STEP)
    keys.follow("Tak, zgadzam się")
    told(page, "Zapisane: zgadzasz się na ten krok.")
    assert shortcomings(page) == []
    keys.follow("Nie chcę tego")
    keys.write("Dlaczego nie?", "We wtorki nie mam z kim zostawić Toli.")
    assert shortcomings(page) == []
    keys.follow("Zapisz, że tego nie chcę")
    told(page, "Twój pracownik socjalny porozmawia z Tobą")
    page.get_by_role("link", name="Wiadomości").click()
    page.get_by_label("Wiadomość").fill("Czy możemy porozmawiać w środę?")
    assert shortcomings(page) == []
    press(page, "Wyślij")
    told(page, "Wysłane.")

    worker.goto(story["case"])
    expect(worker.get_by_role("main")).to_contain_text("We wtorki nie mam z kim zostawić Toli.")
    worker.goto(f"{story['case']}dostep/")
    press_of(worker, "Wiadomości", MOTHER)
    expect(worker.get_by_role("main")).to_contain_text("Czy możemy porozmawiać w środę?")
    worker.get_by_label("Wiadomość").fill("Tak, w środę o dziesiątej.")
    press(worker, "Wyślij")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Tak, w środę o dziesiątej.")


def test_a_meeting_goes_from_its_agenda_to_its_minutes_by_keyboard(
    enter: Callable[..., Page], story: dict[str, Any], watch: Watch
) -> None:
    """In the room the network goes and the session ends; nothing that was typed is lost."""
    watch.expected.add(403)
    page = at_case(enter, story)
    page.goto(f"{story['case']}spotkania/zaplanuj/")
    keys = Keyboard(page)
    keys.skip()
    keys.day("Dzień", date(2026, 10, 5))
    keys.write("Początek", "10:00")
    keys.write("Koniec", "11:00")
    keys.write("Miejsce", "Kawiarenka biblioteki")
    keys.follow("Zaplanuj i zaproś")
    told(page, "Spotkanie zaplanowane")
    assert shortcomings(page) == []
    keys.write("Temat punktu", "Praca i opieka")
    keys.follow("Dodaj punkt")
    keys.skip()
    keys.follow("Zaczynamy spotkanie")
    room = page.url
    keys.skip()
    keys.choose(MOTHER, "na miejscu")
    keys.choose("Ewa Umowna", "na miejscu")
    keys.choose("Powiatowy Urząd Pracy", "na miejscu")
    offline_and_signed_out(keys, room)
    keys.write("Co ustaliliście", AGREED)
    keys.choose("Krok do celu", GOAL)
    keys.choose("Kto to zrobi", "rodzina")
    keys.follow("Zapisz ustalenie")
    page.set_viewport_size({"width": 360, "height": 740})
    assert shortcomings(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    keys.skip()
    keys.follow("Zakończ spotkanie")
    told(page, "Spotkanie zakończone. Protokół jest gotowy do druku.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Protokół spotkania")
    assert shortcomings(page) == []
    keys.reach("Wydrukuj dla stołu")
    printed = words_of(bytes(page.evaluate(_READ, page.evaluate("document.activeElement.href"))))
    assert SAID in printed
    assert AGREED in printed
    page.goto(story["case"])
    expect(page.get_by_role("main")).to_contain_text(AGREED)


def offline_and_signed_out(keys: Keyboard, room: str) -> None:
    """Words typed without a network, and words typed after the session ended, come back."""
    page, field = keys.page, "Zapis punktu: Praca i opieka"
    page.context.set_offline(True)
    keys.write(field, SAID)
    expect(page.get_by_role("status").filter(has_text="Brak połączenia")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text="Zapisano o")).to_be_visible()
    page.context.clear_cookies()
    keys.write(field, f"{SAID} Chce próbować.")
    keys.reach("Zapisz punkt")
    keys.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Sesja wygasła")).to_be_visible()
    page.goto(room)
    sign_in(page, WORKER)
    expect(page.get_by_label(field)).to_have_value(f"{SAID} Chce próbować.")
    keys.reach("Zapisz punkt")
    keys.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Zapisano o")).to_be_visible()


def test_the_partner_answers_from_its_message_knowing_no_more_than_it_needs(
    enter: Callable[..., Page], story: dict[str, Any], watch: Watch
) -> None:
    """A link and a PIN, by keyboard, in less than a minute; no account is asked for."""
    page = enter(DELEGATE)
    page.get_by_role("navigation", name="Główna nawigacja").get_by_role("link", name="Prośby").click()
    press(page, "Ustaw PIN i odpowiadaj prosto z wiadomości")
    page.get_by_label("PIN").fill(PIN)
    press(page, "Zapisz PIN")
    told(page, "PIN zapisany")
    page.get_by_role("link", name="Skrzynka").click()
    press(page, SERVICE)
    link = page.get_by_role("main").get_by_role("link", name="/odpowiedz/").get_attribute("href")
    assert link

    began = time.monotonic()
    account, page = page, enter(None, **PHONE)
    page.goto(link)
    keys = Keyboard(page)
    expect(page.get_by_role("main")).not_to_contain_text("Ewa Umowna")
    assert shortcomings(page) == []
    keys.skip()
    keys.write("PIN", PIN)
    keys.follow("Dalej")
    main = page.get_by_role("main")
    # The family let nobody tell the office anything: it knows the service and whom to call.
    expect(main).to_contain_text("rodzina nie pozwoliła")
    expect(main).to_contain_text("Ewa Umowna")
    for secret in (NEED, "Nina", SURNAME, "Tola", "Ubóstwo", "Bezrobocie", GOAL):
        expect(main).not_to_contain_text(secret)
    assert shortcomings(page) == []
    keys.skip()
    keys.follow("Przyjmujemy")
    told(page, "Przyjęte")
    assert time.monotonic() - began < MINUTE
    keys.pick("Co z usługą", "usługa udzielona")
    keys.follow("Zapisz wynik")
    told(page, "Wynik jest zapisany")
    assert abroad(page) == []

    # What was done at the partner is done on the family's path.
    worker = at_case(enter, story)
    expect(worker.get_by_role("main")).to_contain_text("2 / 3")

    watch.expected.add(404)
    answer = account.goto(story["case"])
    assert answer is not None
    assert answer.status == 404


def test_a_case_ends_with_its_outcome(enter: Callable[..., Page], story: dict[str, Any]) -> None:
    """Another family's: this one stays for the region's figures."""
    page = enter(WORKER)
    page.get_by_label("Etap").select_option("path")
    press(page, "Pokaż")
    page.locator(".kp-case__name a").filter(has_not_text=re.compile("Anna|Nina")).last.click()
    press(page, "Zakończ sprawę")
    press(page, "Zakończ sprawę")
    expect(page.get_by_role("alert")).to_contain_text("Zaznacz, jak zakończyła się praca z rodziną")
    page.get_by_label("cele osiągnięte w części").check()
    press(page, "Zakończ sprawę")
    told(page, "Sprawa zakończona.")
    expect(page.get_by_role("link", name="Dodaj zadanie")).to_have_count(0)
    story["closed"] = page.url


def test_the_director_sees_numbers_and_no_names(enter: Callable[..., Page], story: dict[str, Any]) -> None:
    page = enter(DIRECTOR)
    page.goto(story["case"])
    main = page.get_by_role("main")
    expect(main).to_contain_text("ścieżka w toku")
    for secret in ("Nina", SURNAME, "Tola", "Ubóstwo", GOAL, "świetlic"):
        expect(main).not_to_contain_text(secret)
    assert abroad(page) == []
    # Nor does the search tell whether a name is known here.
    keys = Keyboard(page)
    keys.skip()
    keys.follow("Rodziny")
    keys.skip()
    keys.write("Numer sprawy", SURNAME)
    keys.press("Enter")
    page.wait_for_url("**?q=*")
    assert shortcomings(page) == []
    expect(page.get_by_role("main").get_by_role("row")).to_have_count(0)


def at_case(enter: Callable[..., Page], story: dict[str, Any]) -> Page:
    """The social worker before the family's page."""
    page = enter(WORKER)
    page.goto(story["case"])
    return page
