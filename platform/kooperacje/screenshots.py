"""Pictures of the running demo: each role's first page for the README, or every page it can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from kooperacje.embedded.texts import Fault

WIDTHS = (1280, 360)
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|[A-Za-z0-9_-]{24,}")
_LEFT_OUT = re.compile(r"/static/|/wyloguj|\.(?:pdf|csv|svg|geojson|ics|xlsx)$|/graphql/")
_MOST_PAGES = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture and what the page said of itself."""

    file: Path
    status: int


def take(
    *, port: int, accounts: list[Any], folder: Path, everything: bool, chromium: str | None
) -> Iterator[Taken]:
    """Pictures of the operator's page and of each account's pages, at a desk's and a phone's width."""
    if chromium is None:
        raise Fault("no-chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        try:
            page = _page(browser)
            yield from _pictures(page, f"http://localhost:{port}/", folder / "landing")
            page.context.close()
            for account in accounts:
                name = folder / _plain(f"{account.slug}-{account.login.partition('@')[0]}")
                yield from _of_account(browser, account, name, everything=everything)
        finally:
            browser.close()


def _of_account(browser: Browser, account: Any, name: Path, *, everything: bool) -> Iterator[Taken]:
    page = _page(browser)
    page.goto(urljoin(account.address, "/logowanie/"))
    page.locator("input[name=username]").fill(account.login)
    page.locator("input[name=password]").fill(account.password)
    with page.expect_navigation():
        page.locator("input[name=password]").press("Enter")
    waiting, seen = [page.url], {_shape(page.url)}
    while waiting and len(seen) <= _MOST_PAGES:
        address = waiting.pop(0)
        suffix = _plain(_shape(address)) if everything else "home"
        yield from _pictures(page, address, name.with_name(f"{name.name}-{suffix}"))
        if not everything:
            break
        for link in _links(page, address):
            if _shape(link) not in seen:
                seen.add(_shape(link))
                waiting.append(link)
    page.context.close()


def _pictures(page: Page, address: str, name: Path) -> Iterator[Taken]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(address)
        file = name.with_name(f"{name.name}-{width}.png")
        page.screenshot(path=file, full_page=True)
        yield Taken(file, answer.status if answer else 0)


def _links(page: Page, address: str) -> list[str]:
    """Pages of the same host; downloads and the way out are no pages."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    host = urlsplit(address).netloc
    return [
        link.partition("#")[0]
        for link in found
        if urlsplit(link).netloc == host and not _LEFT_OUT.search(urlsplit(link).path)
    ]


def _shape(address: str) -> str:
    """Pages that differ by an identifier or by their filters are one page."""
    return _IDENTIFIER.sub("x", urlsplit(address).path)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "home"


def _page(browser: Browser) -> Page:
    return browser.new_context(locale="pl-PL", timezone_id="Europe/Warsaw").new_page()
