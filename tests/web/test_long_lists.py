"""List pages ask as many questions of a town with many rows as of one with few, and stay paged."""

from __future__ import annotations

from kooperacje.bench import large_town, lists
from kooperacje.bench.large_town import Size
from tenants.context import in_tenant
from tests.web.basket.test_pages import TOWN

OTHER = "g_2475011"


def test_each_list_asks_a_constant_number_of_questions(db: None) -> None:
    """The towns of `./kooperacje bench`, smaller: its pages and its rows."""
    few, many = Size(10, 10, 10), Size(40, 90, 60)
    with in_tenant(TOWN):
        large_town.fill(few)
    with in_tenant(OTHER):
        large_town.fill(many)
    small, large = lists.questions(TOWN, "czestochowa"), lists.questions(OTHER, "sosnowiec")
    assert small == large
    assert max(large.values()) <= 25
