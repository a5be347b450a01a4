"""Walking every address of a tenant that one person can reach."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import islice, product
from types import FunctionType
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from playwright.sync_api import Error, Page

from tests.e2e.people import Person
from tests.e2e.running import Demo

URLCONFS = {
    "czestochowa": "kooperacje.urls_municipality",
    "rops-katowice": "kooperacje.urls_region",
    "operator": "kooperacje.urls_operator",
    "": "kooperacje.urls_public",
}
# Files whose address does not end like one's name, and answers for programs.
_FILES = {
    "basket:export",
    "families:import-template",
    "figures:download",
    "opendata:export",
    "opendata:template",
    "notes:file",
    "partnership:copy-download",
    "privacy:dossier-file",
    "privacy:sheet-scanned",
    "rights:fetch",
    "rights:protocol",
    "partnership:export",
    "paths:paper",
    "paths:paper-scanned",
    "regional:take",
    "reporting:context-template",
}
_PROGRAMS = "opendata:hsds"
_ENDINGS = (".pdf", ".csv", ".ics", ".json", ".jsonld", ".svg", ".txt", ".xlsx", ".zip")
_MOST_GUESSES = 30
# Of each view, without a browser.
_MOST_READ = 40
# One case looks unlike another: by stage.
_SAMPLES = {"families:case": 3, "partnership:partner": 2, "regional:board": 7, "regional:measure": 2}
# Without the same page in another language.
_ANCHORS = "a[href]:not([rel~=nofollow])"
_LINKS = f"Array.from(document.querySelectorAll('{_ANCHORS}'), link => link.href)"
# A page without showing it; the browser finds the towns' hosts, other programs may not.
_READ = """async ([url, anchors]) => {
    const answer = await fetch(url);
    const html = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const all = (chosen, name) => Array.from(
        html.querySelectorAll(chosen), found => new URL(found.getAttribute(name), answer.url).href);
    return {status: answer.status, links: all(anchors, 'href'), actions: all('form[action]', 'action')};
}"""
_ACTIONS = "Array.from(document.querySelectorAll('form[action]'), form => form.action)"


@dataclass(frozen=True, slots=True)
class View:
    """An entry of a URL table."""

    name: str
    route: str
    parameters: tuple[str, ...]
    visible_to: tuple[str, ...] | str | None
    is_page: bool

    @property
    def is_file(self) -> bool:
        """Something to save instead of a page to read."""
        named = self.name in _FILES or self.name.startswith(_PROGRAMS)
        return named or self.route.endswith(_ENDINGS)

    def open_to(self, person: Person | None) -> bool:
        """Whether its decorator lets the person in."""
        if not isinstance(self.visible_to, tuple):
            return self.visible_to == "everyone"
        return person is not None and (not self.visible_to or person.role in self.visible_to)


def views_of(urlconf: str) -> dict[str, View]:
    """All entries by name; an entry without a name counts by its route."""
    return {view.name: view for view in _views(get_resolver(urlconf), "", "")}


def _views(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[View]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from _views(entry, route, namespace + inner)
        elif isinstance(entry, URLPattern):
            name = namespace + (entry.name or route)
            parameters = tuple(entry.pattern.regex.groupindex)
            opened = getattr(entry.callback, "visible_to", None)
            yield View(name, route, parameters, opened, not _only_posts(entry.callback))


def _only_posts(view: Callable[..., Any] | None) -> bool:
    """Whether an address takes posts alone and answers with another page: nothing to look at."""
    while view is not None:
        names = view.__code__.co_freevars if isinstance(view, FunctionType) else ()
        if "request_method_list" in names:  # Django's require_http_methods keeps it there
            cells = getattr(view, "__closure__", None) or ()
            return "GET" not in cells[names.index("request_method_list")].cell_contents
        view = getattr(view, "__wrapped__", None)
    return False


def _stands(status: int) -> bool:
    """A page to look at; a used or expired link out of a message says so on a page too."""
    return status in {HTTPStatus.OK, HTTPStatus.GONE}


@dataclass(slots=True)
class Walk:
    """One person's walk: what was seen, which identifiers were met, what led nowhere.

    A few pages of each view are looked at in the browser. When views are still missing then, the pages
    passed over are read without a browser (the oldest family, the last meeting), for what they lead to.
    """

    demo: Demo
    person: Person | None
    slug: str
    seen: Counter[str] = field(default_factory=Counter)
    dead: list[str] = field(default_factory=list)
    met: dict[str, dict[str, str]] = field(default_factory=dict)
    _waiting: deque[tuple[str, str]] = field(default_factory=deque)
    _passed: dict[str, deque[str]] = field(default_factory=dict)
    _read: Counter[str] = field(default_factory=Counter)
    _known: set[str] = field(default_factory=set)

    def pages(self, page: Page) -> Iterator[str]:
        """Open page after page, yielding the name of each view while it stands in the browser."""
        yield from self._follow(page)
        while self.missing() and self._read_one_passed(page):
            yield from self._follow(page)
        for view in self.missing():
            for address in self._guesses(view):
                if self._opened(page, self.demo.address(self.slug, address)):
                    self.seen[view.name] += 1
                    self._gather(page)
                    yield view.name
                    yield from self._follow(page)
                    break

    def missing(self) -> list[View]:
        """Pages that the person may open and has not been shown."""
        views = views_of(URLCONFS[self.slug]).values()
        return [
            view
            for view in views
            if view.open_to(self.person) and not view.is_file and view.is_page and not self.seen[view.name]
        ]

    def _follow(self, page: Page) -> Iterator[str]:
        if not self._known:
            start = page.url if self.person else self.demo.address(self.slug)
            page.goto(start)
            self._queue(start)
        while self._waiting:
            name, url = self._waiting.popleft()
            if self.seen[name] >= _SAMPLES.get(name, 1):
                self._passed.setdefault(name, deque()).append(url)
                continue
            if not self._opened(page, url):
                self.dead.append(f"a link to {urlsplit(url).path}")
                continue
            self.seen[name] += 1
            self._gather(page)
            yield name

    def _read_one_passed(self, page: Page) -> bool:
        """Read a page of the view read least; False when nothing is left that is worth it."""
        names = [name for name, urls in self._passed.items() if urls and self._read[name] < _MOST_READ]
        if not names:
            return False
        name = min(names, key=self._read.__getitem__)
        url = self._passed[name].popleft()
        self._read[name] += 1
        read = page.evaluate(_READ, [url, _ANCHORS])
        if not _stands(read["status"]):
            self.dead.append(f"a link to {urlsplit(url).path}")
        for link in read["links"]:
            self._queue(link)
        for action in read["actions"]:
            self._remember(action)
        return True

    @staticmethod
    def _opened(page: Page, url: str) -> bool:
        try:
            answer = page.goto(url)
        except Error:
            # An address that takes posts only answers without a page.
            return False
        return answer is not None and _stands(answer.status)

    def _gather(self, page: Page) -> None:
        for url in page.evaluate(_LINKS):
            self._queue(url)
        for url in page.evaluate(_ACTIONS):
            self._remember(url)

    def _remember(self, url: str) -> str | None:
        """The view of an address of this tenant; its identifiers are kept for addresses nobody links."""
        parts = urlsplit(url)
        if parts.netloc != urlsplit(self.demo.address(self.slug)).netloc:
            return None
        try:
            match = resolve(parts.path, URLCONFS[self.slug])
        except Resolver404:
            if not parts.path.startswith("/static/"):
                self.dead.append(f"no view {parts.path}")
            return None
        for name, value in match.kwargs.items():
            self.met.setdefault(name, {}).setdefault(str(value), match.view_name)
        return match.view_name or match.route

    def _queue(self, url: str) -> None:
        bare = url.partition("#")[0]
        if bare in self._known:
            return
        self._known.add(bare)
        name = self._remember(bare)
        if name is None or views_of(URLCONFS[self.slug])[name].is_file:
            return
        self._waiting.append((name, bare))

    def _guesses(self, view: View) -> Iterator[str]:
        """Addresses of a view that no page leads to, with identifiers met elsewhere; some are for others."""
        known = [list(self.met.get(name, {})) for name in view.parameters]
        for chosen in islice(product(*known), _MOST_GUESSES):
            kwargs = dict(zip(view.parameters, chosen, strict=True))
            yield reverse(view.name, urlconf=URLCONFS[self.slug], kwargs=kwargs)
