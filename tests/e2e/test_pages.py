"""Every page that anybody can reach, looked at by axe and at the width of a small telephone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.inspecting import faults
from tests.e2e.people import EVERYBODY, Person
from tests.e2e.running import Demo
from tests.e2e.walking import POSTS, URLCONFS, Walk, views_of
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
    # A powiat's pages; the walk goes through a gmina.
    "partnership:offer",
    "partnership:offers",
}


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.role)
def test_every_page_of_a_role(person: Person, demo: Demo, enter: Callable[..., Page], watch: Watch) -> None:
    watch.expected |= {404, 405, 410}
    page = enter(person)
    found, walk = looked_at(page, Walk(demo, person, person.slug))
    assert found == []
    assert walk.dead == []
    assert unseen(walk) - POSTS - SOMETIMES == set()


@pytest.mark.parametrize("slug", ["", "czestochowa", "rops-katowice"], ids=["landing", "town", "region"])
def test_every_page_of_a_stranger(slug: str, demo: Demo, enter: Callable[..., Page], watch: Watch) -> None:
    watch.expected |= {404, 405, 410}
    found, walk = looked_at(enter(), Walk(demo, None, slug))
    assert found == []
    assert walk.dead == []
    assert unseen(walk) - POSTS - SOMETIMES == set()


def looked_at(page: Page, walk: Walk) -> tuple[list[str], Walk]:
    """All faults of all pages; every page is looked at before anything is reported."""
    found = []
    for name in walk.pages(page):
        found += [f"{name} {page.url}: {fault}" for fault in faults(page)]
    return found, walk


def unseen(walk: Walk) -> set[str]:
    """Views open to the person that the walk did not reach; files are asked for elsewhere."""
    views = views_of(URLCONFS[walk.slug]).values()
    return {
        view.name
        for view in views
        if view.open_to(walk.person) and not view.is_file and not walk.seen[view.name]
    }
