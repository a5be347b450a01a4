"""Pictures of the running demo: the scenes of the README, or every page that a role can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from core.shared.enums import Role
from kooperacje.embedded.texts import Fault
from kooperacje.palette import with_palette

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


@dataclass(frozen=True, slots=True)
class Scene:
    """A page of the README: whose, where, and the link that leads there from that page."""

    name: str
    role: Role | None
    path: str = "/"
    link: str = ""
    # As much of the page as a reader of the README looks at.
    height: int = 1280


SCENES = (
    Scene("landing", None, height=1900),
    Scene("partners", Role.NETWORK_OFFICER, "/partnerzy/"),
    Scene("basket", Role.NETWORK_OFFICER, "/koszyk/"),
    Scene("families", Role.SOCIAL_WORKER, "/rodziny/"),
    Scene("case", Role.SOCIAL_WORKER, "/rodziny/?q=Anna+Przykładowa", ".kp-case__name a", height=1700),
    Scene("own", Role.FAMILY_MEMBER, "/moje/"),
    Scene("request", Role.DELEGATE, "/prosby/", "main td a, main th a"),
    Scene("region", Role.REGIONAL_COORDINATOR, "/", height=1900),
    Scene("indicators", Role.DIRECTOR, "/wskazniki/"),
)
_HEIGHT_OF_A_PHONE = 740


def take(
    *, port: int, accounts: list[Any], folder: Path, everything: bool, chromium: str | None
) -> Iterator[Taken]:
    """Pictures at a desk's and a phone's width: of the scenes, or of all pages of all accounts."""
    if chromium is None:
        raise Fault("no-chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        try:
            if not everything:
                yield from _of_scenes(browser, port, accounts, folder)
                return
            page = _page(browser)
            yield from _pictures(page, f"http://localhost:{port}/", folder / "landing")
            page.context.close()
            for account in accounts:
                name = folder / _plain(f"{account.slug}-{account.login.partition('@')[0]}")
                yield from _of_account(browser, account, name)
        finally:
            browser.close()


def _of_scenes(browser: Browser, port: int, accounts: list[Any], folder: Path) -> Iterator[Taken]:
    easel = browser.new_page()
    for scene in SCENES:
        page, home = _page(browser), f"http://localhost:{port}/"
        if scene.role is not None:
            account = next(item for item in accounts if item.role == str(scene.role.label))
            _sign_in(page, account)
            home = account.address
        for width in WIDTHS:
            height = scene.height if width == WIDTHS[0] else _HEIGHT_OF_A_PHONE
            page.set_viewport_size({"width": width, "height": height})
            answer = page.goto(urljoin(home, scene.path))
            if scene.link:
                leads_to = page.locator(scene.link).first.get_attribute("href") or ""
                answer = page.goto(urljoin(page.url, leads_to))
            file = folder / f"{scene.name}-{width}.png"
            # What lies below the page's own end is no picture.
            end = min(page.evaluate("document.body.scrollHeight"), height)
            clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": end}
            file.write_bytes(with_palette(easel, page.screenshot(clip=clip)))
            yield Taken(file, answer.status if answer else 0)
        page.context.close()


def _of_account(browser: Browser, account: Any, name: Path) -> Iterator[Taken]:
    page = _page(browser)
    _sign_in(page, account)
    waiting, seen = [page.url], {_shape(page.url)}
    while waiting and len(seen) <= _MOST_PAGES:
        address = waiting.pop(0)
        suffix = _plain(_shape(address))
        yield from _pictures(page, address, name.with_name(f"{name.name}-{suffix}"))
        for link in _links(page, address):
            if _shape(link) not in seen:
                seen.add(_shape(link))
                waiting.append(link)
    page.context.close()


def _sign_in(page: Page, account: Any) -> None:
    page.goto(urljoin(account.address, "/logowanie/"))
    page.locator("input[name=username]").fill(account.login)
    page.locator("input[name=password]").fill(account.password)
    with page.expect_navigation():
        page.locator("input[name=password]").press("Enter")


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
