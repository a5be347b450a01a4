"""Pages ask as many questions of a town with many rows as of one with few, and stay paged."""

from __future__ import annotations

from kooperacje.bench import casework, families, large_town, lists
from kooperacje.bench.clients import Town, questions
from kooperacje.bench.large_town import Size
from tenants.context import in_tenant

FEW, MANY = Town("g_2464011", "czestochowa"), Town("g_2475011", "sosnowiec")


def test_each_list_asks_a_constant_number_of_questions(db: None) -> None:
    """The towns of `./kooperacje bench`, smaller: its pages and its rows."""
    for town, size in ((FEW, Size(10, 10, 10)), (MANY, Size(40, 90, 60))):
        with in_tenant(town.schema):
            large_town.fill(size)
    small, large = questions(FEW, lists.READINGS), questions(MANY, lists.READINGS)
    assert small == large
    assert max(large.values()) <= 25


def test_each_page_about_families_asks_a_constant_number_of_questions(db: None) -> None:
    """Of the worker, the delegate and the mother, beside two families and beside seven."""
    for town, number in ((FEW, 2), (MANY, 7)):
        with in_tenant(town.schema):
            workers = casework.people(2)
            for email in workers:
                casework.lead(email, number)
            casework.give_the_mother_her_account()
    assert questions(FEW, families.pages_of(FEW)) == questions(MANY, families.pages_of(MANY))
