"""One family's way through the town, as its social worker and a partner live it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import fill_day, press, press_of, told
from tests.e2e.people import DELEGATE, DIRECTOR, WORKER
from tests.e2e.watching import Watch

GOAL = "Pani Nina zarabia na siebie i dziecko"
NEED = "Prosimy o rozmowę o pracy w niepełnym wymiarze."
SERVICE = "Doradca zawodowy"


@pytest.fixture(scope="module")
def story() -> dict[str, Any]:
    """What one step leaves for the next: the tests of this module are one story."""
    return {}


def test_a_family_is_registered(enter: Callable[..., Page], story: dict[str, Any]) -> None:
    page = enter(WORKER)
    press(page, "Nowa rodzina")
    page.get_by_label("Rodzaj gospodarstwa").select_option("lone_parent")
    fill_day(page, "Pierwsza rozmowa z rodziną", date(2026, 9, 8))
    first = page.get_by_role("group", name="Osoba wiodąca")
    first.get_by_label("Imię").fill("Nina")
    first.get_by_label("Nazwisko").fill("Dopisana")
    first.get_by_label("Płeć").select_option("F")
    first.get_by_label("PESEL").fill("90041200061")
    second = page.get_by_role("group", name="Osoba 2")
    second.get_by_label("Imię").fill("Tola")
    second.get_by_label("Nazwisko").fill("Dopisana")
    second.get_by_label("Kim jest w rodzinie").select_option("child")
    fill_day(second, "Data urodzenia", date(2019, 5, 6))
    press(page, "Zapisz rodzinę")

    # A wrong number is said in a sentence and nothing of the family is written.
    expect(page.get_by_role("alert")).to_contain_text("PESEL")
    expect(first.get_by_label("Imię")).to_have_value("Nina")
    first.get_by_label("PESEL").fill("")
    press(page, "Zapisz rodzinę")
    told(page, "Rodzina zapisana")
    expect(page.get_by_role("main")).to_contain_text("Nina Dopisana")
    story["case"] = page.url


def test_the_family_agrees_and_gets_its_team(enter: Callable[..., Page], story: dict[str, Any]) -> None:
    page = at_case(enter, story)
    press_of(page, "Zapisz", "Powody wsparcia")
    page.get_by_label("Ubóstwo").check()
    page.get_by_label("Bezrobocie").check()
    fill_day(page, "Od kiedy", date(2026, 9, 8))
    press(page, "Zapisz powody")
    told(page, "Powody zapisane")

    press_of(page, "Zapisz zgodę", "Nina Dopisana")
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
    page.get_by_label("Nina Dopisana").uncheck()
    page.get_by_label("Ewa Umowna").check()
    page.get_by_label("Co ustalono").fill("Zaczynamy od pracy i od opieki po szkole.")
    press(page, "Zapisz spotkanie")
    expect(page.get_by_role("alert")).to_contain_text("Spotkanie bez rodziny")
    expect(page.get_by_label("Co ustalono")).to_have_value("Zaczynamy od pracy i od opieki po szkole.")
    page.get_by_label("Nina Dopisana").check()
    press(page, "Zapisz spotkanie")
    told(page, "Spotkanie zapisane")
    expect(page.get_by_role("main")).to_contain_text("Kawiarenka biblioteki")


def test_a_path_is_drawn_from_the_basket_and_agreed(
    enter: Callable[..., Page], story: dict[str, Any]
) -> None:
    page = at_case(enter, story)
    press(page, "Rozpocznij ścieżkę")
    press(page, "Dodaj cel")
    page.get_by_label("Do czego dąży rodzina").fill(GOAL)
    page.get_by_label("Dziedzina życia").select_option("work")
    press(page, "Dodaj cel")
    told(page, "Cel dodany")

    press(page, "Dodaj zadanie")
    page.get_by_label("usługa z koszyka", exact=True).check()
    page.get_by_label("Co zostanie zrobione").fill("Porozmawiać z doradczynią zawodową")
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
    page.get_by_label("Nina Dopisana").check()
    press(page, "Zapisz zgodę")
    told(page, "rodzina zgadza się na tę ścieżkę")
    press_of(page, "Zrobione", "Zapytać w szkole o świetlicę")
    told(page, "Zadanie zrobione")
    expect(page.get_by_role("main")).to_contain_text("1 / 2")
    page.goto(story["case"])
    expect(page.get_by_role("listitem").filter(has_text="ścieżka w toku").first).to_have_attribute(
        "aria-current", "step"
    )


def test_the_partner_answers_knowing_no_more_than_it_needs(
    enter: Callable[..., Page], story: dict[str, Any], watch: Watch
) -> None:
    number = at_case(enter, story).title().split()[1]
    page = enter(DELEGATE)
    page.get_by_role("navigation", name="Główna nawigacja").get_by_role("link", name="Prośby").click()
    for link in [item.get_attribute("href") for item in page.get_by_role("link", name=SERVICE).all()]:
        page.goto(page.url.partition("/prosby")[0] + str(link))
        if number in page.get_by_role("main").inner_text():
            break
    main = page.get_by_role("main")
    # The family let nobody tell the office anything: it knows the service and whom to call.
    expect(main).to_contain_text("rodzina nie pozwoliła")
    expect(main).to_contain_text("Ewa Umowna")
    for secret in (NEED, "Nina", "Dopisana", "Tola", "Ubóstwo", "Bezrobocie", GOAL):
        expect(main).not_to_contain_text(secret)
    press(page, "Przyjmujemy")
    told(page, "Przyjęte")
    page.get_by_label("usługa udzielona").check()
    press(page, "Zapisz wynik")
    told(page, "Wynik jest zapisany")

    # What was done at the partner is done on the family's path.
    worker = at_case(enter, story)
    expect(worker.get_by_role("main")).to_contain_text("2 / 2")

    watch.expected.add(404)
    answer = page.goto(story["case"])
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
    for secret in ("Nina", "Dopisana", "Tola", "Ubóstwo", GOAL, "świetlic"):
        expect(main).not_to_contain_text(secret)
    # Nor does the search tell whether a name is known here.
    page.get_by_role("link", name="Rodziny").first.click()
    page.get_by_label("Numer sprawy").fill("Dopisana")
    page.get_by_label("Numer sprawy").press("Enter")
    page.wait_for_url("**?q=*")
    expect(page.get_by_role("main").get_by_role("row")).to_have_count(0)


def at_case(enter: Callable[..., Page], story: dict[str, Any]) -> Page:
    """The social worker before the family's page."""
    page = enter(WORKER)
    page.goto(story["case"])
    return page
