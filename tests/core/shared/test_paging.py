"""Pages of a list: every row once and in its order, from whichever end a page is read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from core.identity.models import User
from core.shared.paging import page_of

# Two accounts share each name: a name alone is no order.
ACCOUNTS = 23
ORDERS = [("name", "pk"), ("-name", "-pk"), (F("language").asc(nulls_first=True), "name", "id")]


@pytest.fixture
def accounts(in_town: str) -> QuerySet[User]:
    made = [
        User.objects.create(email=f"konto{number}@kartki.example", name=f"Nazwa {number // 2:02}").pk
        for number in range(ACCOUNTS)
    ]
    return User.objects.filter(pk__in=made)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 4, 23, 40])
def test_the_pages_together_are_the_list(accounts: QuerySet[User], order: tuple[str, ...], size: int) -> None:
    rows = accounts.order_by(*order)
    pages = page_of(rows, 1, size).pages
    read = [page_of(rows, number, size) for number in range(1, pages + 1)]
    assert [row for page in read for row in page.items] == list(rows)
    assert [page.first_row for page in read] == list(range(1, ACCOUNTS + 1, size))
    assert read[-1].last_row == ACCOUNTS


def test_the_last_page_is_read_from_the_end(accounts: QuerySet[User]) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = page_of(accounts.order_by("name", "pk"), 5, 5)
    assert [row.name for row in page.items] == ["Nazwa 10", "Nazwa 10", "Nazwa 11"]
    assert "LIMIT 3" in asked[-1]["sql"]
    assert "OFFSET" not in asked[-1]["sql"]


def test_where_two_rows_may_stand_at_one_place_all_are_read_from_the_beginning(
    accounts: QuerySet[User],
) -> None:
    with CaptureQueriesContext(connection) as asked:
        page_of(accounts.order_by("name"), 5, 5)
    assert "OFFSET 20" in asked[-1]["sql"]


def test_no_rows_are_one_page_without_any(accounts: QuerySet[User]) -> None:
    page = page_of(accounts.filter(name="nikt").order_by("name", "pk"), 3)
    assert (page.items, page.number, page.pages, page.total, page.first_row) == ([], 1, 1, 0, 0)


@pytest.mark.parametrize(("asked", "number"), [("abc", 1), ("0", 3), ("99", 3), ("", 1), (None, 1), (2, 2)])
def test_an_unknown_number_gives_the_nearest_page(asked: str | int | None, number: int) -> None:
    page = page_of(list(range(11)), asked, 5)
    assert page.number == number
    assert page.items == list(range(11))[5 * (number - 1) : 5 * number]
