"""A panel: one picture with its table. What a page shows, a spreadsheet holds and a paper prints is this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from core.shared.text import polish_order
from web.regional.choosing import Chosen, Order
from web.regional.readings import Shown


@dataclass(frozen=True)
class Row:
    """A line of a table: its name, further words, then values."""

    name: str
    values: tuple[Shown, ...]
    words: tuple[str, ...] = ()
    url: str = ""
    code: str = ""
    # Which shape of the map beside it is the same unit: both light up together.
    number: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Heading:
    """A column as a page shows it: its name and, where the table can be sorted, how."""

    name: str
    numeric: bool
    url: str = ""
    # What aria-sort says; empty where the table cannot be sorted.
    sorted: str = ""
    wide_only: bool = False


@dataclass(frozen=True)
class Panel:
    """`head` names the first column, `words` the text columns after it, `columns` those of values."""

    key: str
    title: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    words: tuple[str, ...] = ()
    chart: SafeString | str = ""
    lead: str = ""
    # Kind of the picture, for its frame: "map" stands beside its table, "wide" above it.
    shape: str = ""
    sortable: bool = False
    order: Order | None = None
    # The view to which headings and downloads belong.
    chosen: Chosen | None = None

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Why cells have no number, each reason once: the words in the cell, then the sentence."""
        found = {(value.text, value.note): None for row in self.rows for value in row.values if value.note}
        return list(found)

    @property
    def hatched(self) -> bool:
        """Whether a value is withheld."""
        return any(value.hatched for row in self.rows for value in row.values)

    @property
    def headings(self) -> list[Heading]:
        """Columns with the links that sort by them."""
        names = (self.head, *self.words, *self.columns)
        return [self._heading(index, name) for index, name in enumerate(names)]

    def _heading(self, index: int, name: str) -> Heading:
        numeric = index > len(self.words)
        if not self.sortable or self.chosen is None:
            return Heading(name, numeric)
        # On a telephone the numbers matter more than what kind of town it is.
        further = 0 < index <= len(self.words)
        own = self.order is not None and self.order.column == index
        # Numbers are asked for from the largest, names from A.
        down = not self.order.down if own and self.order else numeric
        url = self.chosen.address(sort=Order(self.key, index, down).code) + f"#{self.key}"
        state = "none" if not own else "descending" if self.order and self.order.down else "ascending"
        return Heading(name, numeric, url, state, further)

    def placed(self, chosen: Chosen) -> Panel:
        """The panel within a view: its rows in the order that the address asks for."""
        order = chosen.order if chosen.order and chosen.order.table == self.key and self.sortable else None
        if order is None or order.column > len(self.words) + len(self.columns):
            return replace(self, chosen=chosen)
        return replace(self, chosen=chosen, order=order, rows=tuple(_sorted(self.rows, order, self.words)))


def _sorted(rows: Sequence[Row], order: Order, words: Sequence[str]) -> list[Row]:
    if order.column == 0:
        return sorted(rows, key=lambda row: polish_order(row.name), reverse=order.down)
    if order.column <= len(words):
        at = order.column - 1
        return sorted(rows, key=lambda row: polish_order(row.words[at]), reverse=order.down)
    at = order.column - 1 - len(words)
    # Without a number last, whichever way; equal numbers stay in the order of names.
    known = [row for row in rows if row.values[at].known is not None]
    unknown = [row for row in rows if row.values[at].known is None]
    return sorted(known, key=lambda row: row.values[at].sort, reverse=order.down) + unknown
