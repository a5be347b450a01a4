"""Every page that anybody can reach, looked at by axe and at the width of a small telephone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.inspecting import faults
from tests.e2e.people import EVERYBODY, MOTHER, Person
from tests.e2e.running import Demo
from tests.e2e.walking import Walk
from tests.e2e.watching import Watch

# What a person may open only while there is something of the kind: asked for by other tests.
SOMETIMES = {
    # Behind a link that only its recipient has.
    "basket:answer",
    "basket:answer-change",
    "basket:answer-gone",
    "partnership:answer",
    "partnership:meeting-answer-by-link",
    "partnership:accept-link",
    "meetings:answer-by-link",
    "meetings:join",
    "partner:link-accept",
    "partner:link-decline",
    "partner:link-first-contact",
    "partner:link-outcome",
    "partner:link-request",
    # Nothing was written to the officer yet; the others' walks have messages to open.
    "notifications:message",
    # Only while an institution left a list of numbers: example data hold none, each might be somebody's.
    "involvement:numbers",
    # Behind the code of a receipt on paper.
    "privacy:checked-receipt",
    # A powiat's pages; the walk goes through a gmina.
    "partnership:offer",
    "partnership:offers",
    # Only until the last month is released: looked at by the journey of the region before that.
    "indicators:hold",
    # Only while a file waits, somebody has moved out, or a case was closed within the month.
    "families:import",
    "families:resume",
    "families:returned",
}
# Who works in the partnership comes from a certificate to its public check; others need its code.
OUTSIDE = {"partnership:check"}


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.role)
def test_every_page_of_a_role(person: Person, demo: Demo, enter: Callable[..., Page], watch: Watch) -> None:
    watch.expected |= {404, 405, 410}
    page = enter(person)
    found, walk = looked_at(page, Walk(demo, person, person.slug))
    assert found == []
    assert walk.dead == []
    outside = OUTSIDE if person == MOTHER else set()
    assert {view.name for view in walk.missing()} - SOMETIMES - outside == set()


@pytest.mark.parametrize("slug", ["", "czestochowa", "rops-katowice"], ids=["landing", "town", "region"])
def test_every_page_of_a_stranger(slug: str, demo: Demo, enter: Callable[..., Page], watch: Watch) -> None:
    watch.expected |= {404, 405, 410}
    found, walk = looked_at(enter(), Walk(demo, None, slug))
    assert found == []
    assert walk.dead == []
    assert {view.name for view in walk.missing()} - SOMETIMES - OUTSIDE == set()


def looked_at(page: Page, walk: Walk) -> tuple[list[str], Walk]:
    """All faults of all pages; every page is looked at before anything is reported."""
    found = []
    for name in walk.pages(page):
        found += [f"{name} {page.url}: {fault}" for fault in faults(page)]
    return found, walk
