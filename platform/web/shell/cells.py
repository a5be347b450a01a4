"""The cells of a table as HTML.

A page of a list has hundreds of them: a template for each took a third of the page's time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join

from web.shell.components import MEANINGS

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from web.shell.components import Cell, Column, Row, Table, Text


def status_tag(text: Text, meaning: str) -> SafeString:
    """A status: words with the colour of their meaning."""
    return format_html('<strong class="govuk-tag {}">{}</strong>', MEANINGS[meaning], text)


def row_cells(table: Table, row: Row) -> SafeString:
    """The cells of a row, the first its heading; on a telephone each says which column it is of."""
    cells = enumerate(zip(table.columns, row.cells, strict=True))
    return format_html_join(
        "\n",
        "<{0}{1}>{2}</{0}>",
        (
            (
                "td" if place else "th",
                flatatt(_attributes(column, cell, names=not place, stacked=table.stacked)),
                _inside(cell),
            )
            for place, (column, cell) in cells
        ),
    )


def _attributes(column: Column, cell: Cell, *, names: bool, stacked: bool) -> dict[str, Text]:
    found: dict[str, Text] = {}
    if names:
        found |= {"scope": "row", "class": "govuk-table__header kp-table__name"}
    else:
        found["class"] = "govuk-table__cell" + (" govuk-table__cell--numeric" if column.numeric else "")
    if stacked:
        found |= {"role": "rowheader"} if names else {"role": "cell", "data-label": column.label}
    if cell.sort != "":
        found["data-sort-value"] = str(cell.sort)
    if cell.lang:
        found["lang"] = cell.lang
    return found


def _inside(cell: Cell) -> SafeString:
    if cell.items:
        items = format_html_join("", "<li>{}</li>", ((item,) for item in cell.items))
        shown = format_html('<ul class="kp-cell-items">{}</ul>', items)
    elif cell.meaning:
        shown = status_tag(cell.text, cell.meaning)
    elif cell.url:
        shown = format_html('<a class="govuk-link" href="{}">{}</a>', cell.url, cell.text)
    else:
        shown = format_html("{}", cell.text)
    return format_html('{}<span class="kp-note">{}</span>', shown, cell.note) if cell.note else shown
