"""Every address of every kind of tenant says who may see it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.urls import get_resolver

from core.shared.enums import Role
from tests.e2e.walking import views_of

CONFS = [f"kooperacje.urls_{kind}" for kind in ("municipality", "region", "operator", "public")]
# An endpoint behind its own door: a token, no page.
BEHIND_A_TOKEN = "graphql/"


@pytest.mark.parametrize("urlconf", CONFS)
def test_every_view_wears_the_decorator(urlconf: str) -> None:
    views = views_of(urlconf).values()
    assert views
    bare = [view.route for view in views if view.visible_to is None and view.route != BEHIND_A_TOKEN]
    assert bare == []


@pytest.mark.parametrize("urlconf", CONFS)
def test_every_role_that_a_view_names_exists(urlconf: str) -> None:
    known = set(Role.values)
    for view in views_of(urlconf).values():
        if isinstance(view.visible_to, tuple):
            assert set(view.visible_to) <= known, view.route


@pytest.mark.parametrize("urlconf", CONFS)
def test_no_address_stands_twice(urlconf: str) -> None:
    """The second page at an address is never seen; only a start page of its own hides the common one."""
    routes = [route for route in _routes(get_resolver(urlconf).url_patterns) if route]
    assert [route for route, times in Counter(routes).items() if times > 1] == []


def _routes(patterns: Iterable[Any], before: str = "") -> list[str]:
    found: list[str] = []
    for each in patterns:
        route = f"{before}{each.pattern}"
        found += _routes(each.url_patterns, route) if hasattr(each, "url_patterns") else [route]
    return found


def test_only_these_pages_of_a_town_are_open_to_everyone() -> None:
    """A new public page is a decision, not an accident."""
    views = views_of("kooperacje.urls_municipality").values()
    assert {view.name for view in views if view.visible_to == "everyone"} == {
        "home",
        "access:enter",
        "access:leave",
        "access:slip",
        "account:sign-in",
        "account:sign-out",
        "shell:accessibility",
        "shell:gallery",
        "set_language",
        "basket:answer",
        "basket:answer-change",
        "basket:answer-gone",
        "basket:open",
        "basket:open-card",
        "basket:open-catalogue",
        "basket:open-catalogue-parts",
        "partner:link-request",
        "partner:link-accept",
        "partner:link-decline",
        "partner:link-first-contact",
        "partner:link-outcome",
        "partnership:check-code",
        "partnership:check",
        "privacy:check-receipt",
        "privacy:checked-receipt",
        "partnership:meeting-answer-by-link",
        "meetings:answer-by-link",
        "meetings:join",
        "partnership:calendar-feed",
        "partnership:accept-link",
        "partnership:answer",
        "opendata:hsds",
        "opendata:hsds-services",
        "opendata:hsds-service",
        "opendata:hsds-organizations",
        "opendata:hsds-organization",
        "opendata:hsds-places",
        "opendata:hsds-place",
        "opendata:hsds-taxonomies",
        "opendata:hsds-taxonomy",
        "opendata:hsds-terms",
        "opendata:hsds-term",
        "opendata:hsds-openapi",
        "opendata:hsds-schemas",
        "opendata:hsds-schema",
        "opendata:hsds-package",
        "opendata:hsds-unknown",
    }


def test_only_these_pages_of_a_region_are_open_to_everyone() -> None:
    views = views_of("kooperacje.urls_region").values()
    assert {view.name for view in views if view.visible_to == "everyone"} == {
        "home",
        "account:sign-in",
        "account:sign-out",
        "shell:accessibility",
        "shell:gallery",
        "set_language",
        "figures:catalogue",
        "figures:dataset",
        "figures:datasets",
        "figures:download",
        "figures:structure",
    }


def test_the_proxys_log_holds_no_address_that_is_a_key() -> None:
    conf = (Path(__file__).parents[2] / "deploy/proxy/nginx.conf").read_text(encoding="utf-8")
    found = re.search(r"~(\S+) 0;", conf)
    assert found is not None
    routes = {str(view.route) for view in views_of(CONFS[0]).values()}
    keys = [route for route in routes if "<str:token>" in route or "<str:secret>" in route]
    assert len(keys) >= 7
    assert [route for route in keys if not re.match(found[1], f"/{route}")] == []
