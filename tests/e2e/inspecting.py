"""What is wrong with a page, whoever reads it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_axe = Axe()
_OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
_DESK = {"width": 1280, "height": 900}
_NARROW = {"width": 320, "height": 640}
_PHONE = {"width": 360, "height": 740}
_OTHERS = (("en", "English"), ("uk", "Українська"))
_WIDER = """() => {
    const wide = document.documentElement.scrollWidth;
    if (wide <= window.innerWidth) return [];
    return Array.from(document.querySelectorAll('body *'))
        .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
        .slice(0, 4).map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)
        .concat([`page ${wide}`]);
}"""


def faults(page: Page, language: str = "pl") -> list[str]:
    """Sentences about the page in the browser: accessibility, structure, narrow screens."""
    found = [*_structure(page, language), *violations(page)]
    page.set_viewport_size(_NARROW)  # type: ignore[arg-type]
    found += _overflow(page)
    page.set_viewport_size(_DESK)  # type: ignore[arg-type]
    return found


def shortcomings(page: Page, language: str = "pl") -> list[str]:
    """The same of a page at the width that it has."""
    return [*_structure(page, language), *violations(page), *_overflow(page)]


def abroad(page: Page) -> list[str]:
    """What is wrong with the page in English and in Ukrainian, at a telephone's width and at a desk's."""
    found = []
    for language, name in _OTHERS:
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_selector(f"html[lang={language}]")
        page.set_viewport_size(_PHONE)  # type: ignore[arg-type]
        found += shortcomings(page, language)
        page.set_viewport_size(_DESK)  # type: ignore[arg-type]
        found += [f"{language} {fault}" for fault in _overflow(page)]
    page.get_by_role("button", name="Polski", exact=True).click()
    page.wait_for_selector("html[lang=pl]")
    return found


def _overflow(page: Page) -> list[str]:
    return [f"wider than the screen: {culprit}" for culprit in page.evaluate(_WIDER)]


def violations(page: Page) -> list[str]:
    """What axe finds; WCAG 2.2 AA and good practice."""
    answer = _axe.run(page, options=_OPTIONS)
    return [
        f"{item['id']}: {item['help']} at {node['target']} {node['html'][:160]}"
        for item in answer.response["violations"]
        for node in item["nodes"][:3]
    ]


def _structure(page: Page, language: str) -> list[str]:
    found = []
    headings = page.locator("h1").count()
    if headings != 1:
        found.append(f"{headings} headings of level 1")
    spoken = page.locator("html").get_attribute("lang")
    if spoken != language:
        found.append(f"lang is {spoken}")
    if not page.title().strip(" –") or page.title().startswith("–"):
        found.append(f"title is {page.title()!r}")
    if "undefined" in page.content() or "{{" in page.content():
        found.append("a placeholder was printed")
    return found
