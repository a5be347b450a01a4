"""What hands do on the pages of the product."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


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
    """Press one of several that look alike; what it is about is hidden from eyes, not from ears."""
    both = re.compile(rf"^{re.escape(name)}\s*:\s*{re.escape(of)}$")
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
