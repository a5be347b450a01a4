"""Lists in pages: no list of the product is ever shown whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.db.models import QuerySet

Row = TypeVar("Row")
SIZE = 25


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of one page and where it stands among the others."""

    items: list[Row]
    number: int
    pages: int
    total: int
    size: int

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size + 1 if self.items else 0

    @property
    def last_row(self) -> int:
        return (self.number - 1) * self.size + len(self.items)


def page_of(queryset: QuerySet[Any] | list[Any], number: int | str | None, size: int = SIZE) -> Page[Any]:
    """Page `number` of an ordered queryset (two queries) or list; an unknown number gives the nearest."""
    found = Paginator(queryset, size).get_page(number or 1)
    return Page(
        items=_rows(queryset, found),
        number=found.number,
        pages=found.paginator.num_pages,
        total=found.paginator.count,
        size=size,
    )


def _rows(queryset: QuerySet[Any] | list[Any], page: DjangoPage[Any]) -> list[Any]:
    """Rows of a page; those near the end are counted from the end, so that the last page is no slower."""
    first, last = page.start_index() - 1, page.end_index()
    after = page.paginator.count - last
    if isinstance(queryset, list) or first <= after or not _turns(queryset):
        return list(page.object_list)
    return list(queryset.reverse()[after : after + last - first])[::-1]


def _turns(queryset: QuerySet[Any]) -> bool:
    """Whether no two rows stand at the same place: only then is the order backwards the same order."""
    order = queryset.query.order_by or queryset.model._meta.ordering
    return bool(order) and str(order[-1]).lstrip("-") in {"pk", "id"}
