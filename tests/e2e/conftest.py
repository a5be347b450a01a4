"""A browser at a running demonstration, and a watch over what it complains about."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kooperacje.cli.test import chromium
from tests.e2e.people import Person
from tests.e2e.running import Demo, demonstration
from tests.e2e.watching import Watch

# Playwright keeps a loop running in the process; Django's other tests here are no coroutines for that.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

_HERE = Path(__file__).parent
# The order of a month: people work, numbers are released, then every page is looked at.
_ORDER = (
    "drafts",
    "partnership",
    "network",
    "family",
    "consent",
    "own_page",
    "director",
    "frame",
    "region",
    "pages",
)
# Milliseconds for a page and for what shall appear on it; a machine that builds is not a fast one.
_PATIENCE = 20_000
expect.set_options(timeout=_PATIENCE / 2)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whatever lies here needs a browser."""
    item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come first and in their order: a shuffled one would tell the story backwards."""
    ours = [item for item in items if item.path.parent == _HERE]
    ours.sort(key=lambda item: (_place(item), item.location[1] or 0, item.name))
    items[:] = ours + [item for item in items if item.path.parent != _HERE]


def _place(item: pytest.Item) -> int:
    return _ORDER.index(item.path.stem.removeprefix("test_").removesuffix("_journey"))


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Nothing of Django runs in this process."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The distribution's Chromium, which asks nobody for anything."""
    executable = chromium()
    if executable is None:
        pytest.fail(
            "The browser journeys need Chromium (apt-get install -y --no-install-recommends chromium);"
            " to leave them out: ./kooperacje test --no-browser",
            pytrace=False,
        )
    return {
        "executable_path": executable,
        "args": [
            *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A reader in Poland at a desk; a test that needs a phone says so."""
    return {
        "locale": "pl-PL",
        "timezone_id": "Europe/Warsaw",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demonstration that all journeys share."""
    with demonstration(tmp_path_factory.mktemp("demonstration")) as running:
        yield running


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Every page of the test is listened to: an error in the console is a failed test."""
    heard = Watch()
    yield heard
    assert heard.complaints == []


Enter = Callable[..., Page]


@pytest.fixture(scope="session")
def _seats() -> dict[str, Any]:
    """Cookies of people who signed in already: a password is typed once, not in every test."""
    return {}


@pytest.fixture
def enter(
    browser: Browser,
    browser_context_args: dict[str, Any],
    demo: Demo,
    watch: Watch,
    _seats: dict[str, Any],
) -> Iterator[Enter]:
    """`enter(WORKER)`: a page of a browser of their own where the person is signed in."""
    opened: list[BrowserContext] = []

    def at_the_door(person: Person | None = None, **more: Any) -> Page:
        seat = _seats.get(person.login) if person else None
        context = browser.new_context(**{**browser_context_args, "storage_state": seat, **more})
        context.set_default_timeout(_PATIENCE)
        opened.append(context)
        watch.listen(context)
        page = context.new_page()
        if person is None:
            return page
        page.goto(demo.home(person))
        if seat is None:
            sign_in(page, person)
            # A person of a family is signed out after ten minutes: such a seat would be gone.
            if person.role != "family_member":
                _seats[person.login] = context.storage_state()
        return page

    with _closing(opened):
        yield at_the_door


@contextmanager
def _closing(opened: list[BrowserContext]) -> Iterator[None]:
    try:
        yield
    finally:
        for context in opened:
            context.close()


def sign_in(page: Page, person: Person) -> None:
    """Type address and password into the page that asks for them."""
    page.get_by_label("Adres e-mail").fill(person.login)
    page.get_by_label("Hasło").fill(person.password)
    page.get_by_role("main").get_by_role("button", name="Zaloguj się").click()
    page.wait_for_url(lambda url: "logowanie" not in url)
