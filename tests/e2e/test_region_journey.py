"""The region: what a month's run changes, and what nobody can read out of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.e2e.hands import press, saved, told
from tests.e2e.inspecting import faults
from tests.e2e.keyboard import Keyboard
from tests.e2e.people import COORDINATOR, DIRECTOR, OPERATOR
from tests.e2e.running import Demo

NEW_FAMILIES = "12-nowe"
QUARTER = "2026-q3"
TOWN = "Częstochowa"


def show(page: Page, period: str, figure: str) -> None:
    """Choose what the dashboard shows, as a reader does."""
    page.get_by_role("combobox", name="Okres").select_option(period)
    page.get_by_role("combobox", name="Wskaźnik").select_option(figure)
    press(page, "Pokaż")
    chosen = parse_qs(urlsplit(page.url).query)
    assert chosen["okres"] == [period]
    assert chosen["wskaznik"] == [figure]


def of_town(page: Page, town: str = TOWN) -> str:
    """The printed value of a town in the table."""
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=town, exact=True)).first
    return row.locator("td.kp-value").inner_text().strip()


def test_the_dashboard_answers_in_ranges(enter: Callable[..., Page]) -> None:
    page = enter(COORDINATOR)
    expect(page.get_by_role("heading", level=1)).to_have_text("Pulpit regionu")
    show(page, "2026-q2", "12")
    # Every number is a range, and whoever looks at the map finds the same in the table.
    assert "–" in of_town(page)
    expect(page.get_by_role("img").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("„8–12” znaczy")
    # The quarter that is over but not released is not there to choose.
    offered = (
        page.get_by_role("combobox", name="Okres")
        .locator("option")
        .evaluate_all("all => all.map(o => o.value)")
    )
    assert QUARTER not in offered
    assert "2026-08" in offered


def test_a_month_shows_voivodeships_only(enter: Callable[..., Page]) -> None:
    page = enter(COORDINATOR)
    show(page, "2026-08", "12-w-toku")
    expect(page.get_by_role("main")).to_contain_text("śląskie")
    expect(page.get_by_role("rowheader", name=TOWN, exact=True)).to_have_count(0)


def test_a_town_may_hold_its_month_back_until_it_is_released(enter: Callable[..., Page], demo: Demo) -> None:
    """Looked at here: once September is out, no month of the demonstration is left to hold back."""
    page = enter(DIRECTOR)
    page.goto(demo.address(DIRECTOR.slug, "/wskazniki/region/?miesiac=2026-09"))
    page.get_by_role("link", name="Wstrzymaj ten miesiąc").click()
    expect(page.get_by_role("button", name="Wstrzymaj")).to_be_visible()
    assert faults(page) == []


def test_the_operator_runs_september_and_the_new_family_counts(
    enter: Callable[..., Page], demo: Demo
) -> None:
    """Seven families of the story would print "3–7"; with the one registered here they are eight."""
    page = enter(OPERATOR)
    september = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="wrzesień 2026"))
    september.get_by_role("button", name="Uruchom przebieg").click()
    told(page, "Przebieg ruszył")
    # The list renews itself until the worker is done.
    expect(september).to_contain_text("wydany", timeout=90_000)
    again = demo.command("month", "2026-09")
    assert again.returncode == 1, "a month is released once"

    page = enter(COORDINATOR)
    show(page, QUARTER, NEW_FAMILIES)
    assert of_town(page) == "8–12"
    expect(page.get_by_role("img").filter(has_text="8–12").first).to_be_attached()


def test_what_is_printed_can_be_saved(enter: Callable[..., Page]) -> None:
    page = enter(COORDINATOR)
    show(page, QUARTER, NEW_FAMILIES)
    text = saved(page, "Pobierz CSV").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    town = [row for row in rows if TOWN in row]
    assert town
    assert [row[9:12] for row in town if row[4] == NEW_FAMILIES and not row[7]] == [["10", "8", "12"]]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_the_town_sees_what_the_region_sees_of_it(enter: Callable[..., Page]) -> None:
    page = enter(DIRECTOR)
    page.get_by_role("navigation", name="Główna nawigacja").get_by_role("link", name="Wskaźniki").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Rodziny")


SERVED = "Rodziny objęte wsparciem"
SET = f"{SERVED}, kwartalnie"


def test_a_stranger_takes_open_data_by_keyboard_alone(demo: Demo, enter: Callable[..., Page]) -> None:
    """From the list to the file without a mouse or an account; each page fits 320 px and axe is content."""
    page = enter()
    page.goto(demo.address("rops-katowice", "/otwarte-dane/"))
    assert faults(page) == []
    hands = Keyboard(page)
    hands.skip()
    hands.choose("Co liczymy", SERVED)
    hands.follow("Pokaż")
    assert parse_qs(urlsplit(page.url).query)["co"] == ["families_served"]
    assert faults(page) == []
    hands.skip()
    hands.follow(SET, exact=True)
    expect(page.get_by_role("heading", level=1)).to_have_text(SET)
    assert faults(page) == []
    hands.skip()
    table = list(csv.reader(io.StringIO(hands.saved("CSV").decode("utf-8-sig"))))
    assert table[0][:3] == ["okres", "kod_obszaru", "obszar"]
    assert TOWN in {row[2] for row in table}
    assert json.loads(hands.saved("JSON-stat 2.0"))["class"] == "dataset"
    lines = list(csv.DictReader(io.StringIO(hands.saved("SDMX-CSV 2.0").decode())))
    structure = json.loads(hands.saved("Definicja struktury pliku SDMX"))
    areas = next(each for each in structure["data"]["codelists"] if each["id"] == "CL_REF_AREA")["codes"]
    assert {line["REF_AREA"] for line in lines} <= {area["id"] for area in areas}
    hands.follow("Jak czytać te liczby")
    expect(page.get_by_role("heading", name="Jak czytać te liczby")).to_be_in_viewport()


def test_open_data_need_no_script(demo: Demo, enter: Callable[..., Page]) -> None:
    page = enter(java_script_enabled=False)
    page.goto(demo.address("rops-katowice", "/otwarte-dane/"))
    page.get_by_role("combobox", name="Co liczymy").select_option(label=SERVED)
    press(page, "Pokaż")
    page.get_by_role("link", name=SET, exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("od ")
    assert saved(page, "CSV").startswith("\ufeffokres".encode())
