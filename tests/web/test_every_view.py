"""Every address of every kind of tenant says who may see it."""

from __future__ import annotations

import pytest

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


def test_only_these_pages_of_a_town_are_open_to_everyone() -> None:
    """A new public page is a decision, not an accident."""
    views = views_of("kooperacje.urls_municipality").values()
    assert {view.name for view in views if view.visible_to == "everyone"} == {
        "home",
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
        "partnership:check-code",
        "partnership:check",
        "partnership:meeting-answer-by-link",
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
