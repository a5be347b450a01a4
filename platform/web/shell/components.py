"""What components are made of: plain values that presenters fill and templates lay out.

Each has the words it shows and nothing that can still ask the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from django.utils.functional import Promise

Text = Union[str, "Promise"]

# A meaning, not a colour: pages say how something stands, the design decides how it looks. The words
# in the tag carry the same meaning for those who see no colour.
MEANINGS = {
    "neutral": "kp-tag--neutral",
    "info": "kp-tag--info",
    "good": "kp-tag--good",
    "attention": "kp-tag--attention",
    "bad": "kp-tag--bad",
    "private": "kp-tag--private",
}


@dataclass(frozen=True)
class Column:
    """A column's heading; a number stands to the right, ``sortable`` lets the reader sort in the browser."""

    label: Text
    numeric: bool = False
    sortable: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: text, perhaps a link, a tag (then ``meaning``), a second, quieter line, or several things."""

    text: Text
    url: str = ""
    meaning: str = ""
    note: Text = ""
    sort: str | int | float = ""
    lang: str = ""
    # Several things of a kind, one below the other, instead of the text.
    items: Sequence[Text] = ()


@dataclass(frozen=True)
class Row:
    """A row; the first cell names it. ``code`` ties it to a shape of a map beside the table."""

    cells: Sequence[Cell]
    code: str = ""


@dataclass(frozen=True)
class Table:
    """A table with the caption that says what it is about, and the sentence for when it is empty."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    caption_hidden: bool = False
    empty: Text = ""
    # On a telephone each row becomes a card; without it the table scrolls sideways in its pane.
    stacked: bool = False

    @property
    def sortable(self) -> bool:
        """Whether any column can be sorted."""
        return any(column.sortable for column in self.columns)


@dataclass(frozen=True)
class SummaryRow:
    """A fact: what it is, how it is, and where to change it."""

    key: Text
    value: Text
    url: str = ""
    action: Text = ""
    meaning: str = ""


@dataclass(frozen=True)
class TaskItem:
    """A step of a list with where it stands."""

    title: Text
    status: Text
    meaning: str = "neutral"
    url: str = ""
    hint: Text = ""


@dataclass(frozen=True)
class Event:
    """Something that happened: when, what, by whom."""

    title: Text
    when: date | datetime
    by: Text = ""
    text: Text = ""
    url: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Tile:
    """A key figure; ``value`` is already text, because a withheld one is a range and not a number."""

    value: Text
    label: Text
    note: Text = ""
    url: str = ""


@dataclass(frozen=True)
class Tab:
    """A view of the same thing; a plain link, so that it has an address and a place in history."""

    label: Text
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Action:
    """A link or, with ``post``, a button that changes something."""

    label: Text
    url: str
    kind: str = "secondary"
    post: bool = False


@dataclass(frozen=True)
class Identity:
    """Whose page this is: kept in sight on every page of one case."""

    title: Text
    subtitle: Text = ""
    facts: Sequence[SummaryRow] = ()
    status: Text = ""
    meaning: str = "info"
    actions: Sequence[Action] = field(default_factory=tuple)


@dataclass(frozen=True)
class Crumb:
    """A step of the way back; the page itself has no address."""

    label: Text
    url: str = ""
