"""A member of a family on the own page: a person's, never a household's."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.e2e.hands import PHONE, PIN, entered, press, press_of, slip_for, told
from tests.e2e.inspecting import abroad, shortcomings
from tests.e2e.keyboard import Keyboard
from tests.e2e.people import DELEGATE, MOTHER, WORKER
from tests.e2e.running import Demo
from tests.e2e.watching import Watch

# New each time, so that the story can be told again.
MARK = secrets.token_hex(2)
MINE = f"Zadzwonię w sprawie kursu {MARK}"
HIS = f"Piotr rzuca palenie {MARK}"
HERS = f"Anna wraca na kurs szycia {MARK}"
TEENAGER = "Zofia Przykładowa"
WISH = f"Chcę skończyć szkołę z moją klasą {MARK}"
OURS = "Dług za mieszkanie przestaje rosnąć"


def test_goals_are_written_by_the_social_worker(enter: Callable[..., Page]) -> None:
    page = enter(WORKER)
    page.get_by_role("link", name="Anna Przykładowa").first.click()
    for title, person in ((HIS, "Piotr Przykładowy"), (HERS, "Anna Przykładowa")):
        press(page, "Dodaj cel")
        page.get_by_label("Do czego dąży rodzina").fill(title)
        page.get_by_label("Czyj to cel").select_option(label=person)
        press(page, "Dodaj cel")
        told(page, "Cel dodany")
        press_of(page, "Dodaj zadanie", title)
        page.get_by_label("Co zostanie zrobione").fill(f"Pierwszy krok: {title}")
        page.get_by_label("Czyje to zadanie").select_option(label=person)
        press(page, "Dodaj zadanie")
        told(page, "Zadanie dodane")
    # What concerns all makes a new version of the path; what is one person's alone makes none.
    press_of(page, "Dodaj zadanie", OURS)
    page.get_by_label("Co zostanie zrobione").fill("Sprawdzić, czy należy się dodatek mieszkaniowy")
    press(page, "Dodaj zadanie")
    told(page, "Zadanie dodane")


def test_the_own_page_shows_the_own_path_only(enter: Callable[..., Page], watch: Watch) -> None:
    page = enter(MOTHER, **PHONE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Moja strona")
    # Neither the tab nor the address betrays an office to somebody who looks over the shoulder.
    assert "pomoc" not in page.title().lower()
    main = page.get_by_role("main")
    expect(main).to_contain_text(OURS)
    expect(main).to_contain_text(HERS)
    expect(main).not_to_contain_text(HIS)
    assert "palenie" not in page.content()
    watch.expected.add(404)
    host = page.url.partition("/moje")[0]
    for path in ("/rodziny/", "/partnerzy/", "/prosby/", "/konto/osoby/"):
        answer = page.goto(host + path)
        assert answer is not None
        assert answer.status == 404, path


def test_she_agrees_proposes_a_step_and_ticks_it_off(enter: Callable[..., Page]) -> None:
    page = enter(MOTHER, **PHONE)
    press(page, "Zgadzam się na tę ścieżkę")
    told(page, "Zapisaliśmy, że się zgadzasz")
    expect(page.get_by_role("button", name="Zgadzam się na tę ścieżkę")).to_have_count(0)
    page.get_by_role("link", name=f"Zaproponuj krok do celu: {HERS}").click()
    page.get_by_label("Co chcesz zrobić?").fill(MINE)
    press(page, "Dodaj")
    told(page, "Twój pracownik socjalny to zobaczy")
    press_of(page, "Zrobione", MINE)
    told(page, "Świetnie – zrobione")

    worker = enter(WORKER)
    worker.get_by_role("link", name="Anna Przykładowa").first.click()
    step = worker.get_by_role("listitem").filter(has_text=MINE)
    expect(step).to_contain_text("zrobione")
    expect(step).to_contain_text("propozycja: Anna")


def test_nobody_sees_what_another_of_the_family_does_alone(
    enter: Callable[..., Page], demo: Demo, watch: Watch
) -> None:
    """The father sees his own part, the teenager neither, no list of a partner tells of both."""
    worker = enter(WORKER)
    worker.get_by_role("link", name="Anna Przykładowa").first.click()
    case, door = worker.url, demo.address(WORKER.slug, "/wejscie/")
    for name, sees in (("Piotr Przykładowy", HIS), (TEENAGER, "")):
        page = entered(enter(None, **PHONE), door, slip_for(worker, case, name), PIN)
        for path in ("/moje/", "/moje-spotkania/", "/moje-dane/", "/moje/zgody/"):
            page.goto(demo.address(WORKER.slug, path))
            for title in {HIS, HERS} - {sees}:
                assert title not in page.content(), (name, path, title)
            assert shortcomings(page) == []
        page.goto(demo.address(WORKER.slug, "/moje/"))
        expect(page.get_by_role("main")).to_contain_text(sees or OURS)
    # The teenager, still at her page: by keyboard to what matters to her, in other languages too.
    assert abroad(page) == []
    keys = Keyboard(page)
    keys.skip()
    keys.follow("Co jest dla mnie ważne")
    keys.write("Co jest dla Ciebie ważne?", WISH)
    keys.follow("Zapisz")
    told(page, "Przeczyta to tylko Twój pracownik socjalny")
    delegate = enter(DELEGATE)
    watch.expected.add(404)
    for path in ("/zespoly/", "/prosby/?stan=all", "/moje-spotkania/", urlsplit(case).path):
        delegate.goto(demo.address(WORKER.slug, path))
        for title in (HIS, HERS):
            assert title not in delegate.content(), (path, title)


def test_leaving_the_page_leaves_nothing(enter: Callable[..., Page], watch: Watch) -> None:
    page = enter(MOTHER, storage_state=None)
    if "logowanie" in page.url:
        page.get_by_label("Adres e-mail").fill(MOTHER.login)
        page.get_by_label("Hasło").fill(MOTHER.password)
        page.get_by_role("main").get_by_role("button", name="Zaloguj się").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Moja strona")
    page.get_by_role("button", name="Wyloguj").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Logowanie")
    page.go_back()
    page.reload()
    expect(page.get_by_role("main")).not_to_contain_text("Dług")
