"""What hands do on the pages of the product."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.inspecting import shortcomings
from tests.e2e.keyboard import Keyboard

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
PIN = "482913"


def fill_day(page: Page | Locator, label: str, day: date) -> None:
    """Type a date into its three boxes."""
    boxes = page.get_by_role("group", name=label)
    boxes.get_by_label("Dzień", exact=True).fill(str(day.day))
    boxes.get_by_label("Miesiąc", exact=True).fill(str(day.month))
    boxes.get_by_label("Rok", exact=True).fill(str(day.year))


def press(page: Page, name: str) -> None:
    """Press the button of the page's main part, or the link that looks like one."""
    main = page.get_by_role("main")
    main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first.click()


def press_of(page: Page, name: str, of: str) -> None:
    """Press one of several that look alike; what it is about is hidden from eyes, not from ears.

    `name` may be two names of which the page has one, with a line between them.
    """
    names = "|".join(re.escape(one) for one in name.split("|"))
    both = re.compile(rf"^(?:{names})\s*:\s*{re.escape(of)}$")
    main = page.get_by_role("main")
    main.get_by_role("button", name=both).or_(main.get_by_role("link", name=both)).click()


def told(page: Page, sentence: str) -> None:
    """The page says so at its top, in a box that screen readers announce."""
    expect(page.get_by_role("alert").or_(page.get_by_role("region")).get_by_text(sentence)).to_be_visible()


def saved(page: Page, link: str) -> bytes:
    """What a link of the page downloads."""
    with page.expect_download() as download:
        press(page, link)
    return Path(download.value.path()).read_bytes()


def slip_for(worker: Page, case_url: str, name: str) -> str:
    """The code of a new slip, as the worker reads it off the page that shows it once."""
    worker.goto(f"{case_url}dostep/")
    press_of(worker, "Daj kartkę|Nowa kartka", name)
    press(worker, "Zrób kartkę")
    return worker.locator(".kp-code").inner_text()


def entered(page: Page, door: str, code: str, pin: str) -> Page:
    """Somebody with a slip in hand, by keyboard on the own page; each page on the way is without fault."""
    page.goto(door)
    assert shortcomings(page) == []
    keys = Keyboard(page)
    keys.skip()
    keys.follow("Mam kartkę z kodem")
    keys.skip()
    keys.write("Znaki z kartki", code)
    keys.write("Twój PIN", pin)
    keys.write("PIN jeszcze raz", pin)
    assert shortcomings(page) == []
    keys.follow("Wejdź")
    expect(page.get_by_role("heading", level=1)).to_have_text("To jest Twój numer")
    assert shortcomings(page) == []
    keys.skip()
    keys.follow("Mam numer, idę dalej")
    expect(page.get_by_role("heading", level=1)).to_have_text("Moja strona")
    return page
