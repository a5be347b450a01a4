"""Tables as files: CSV that opens in a Polish spreadsheet, and XLSX written row by row.

A cell that a spreadsheet would take for a formula gets an apostrophe before it: what somebody typed into
a card must never run on the computer of whoever opens the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

import xlsxwriter

from core.shared.imports.cells import neutral

Value = str | float | bool | date | None

_LONGEST_CELL: Final = 32_767
_WIDEST: Final = 60


class FileKind(StrEnum):
    """In which form a table leaves the system."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """What the browser is told."""
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return "text/csv; charset=utf-8" if self is FileKind.CSV else sheet


def written(kind: FileKind, headings: Sequence[str], rows: Iterable[Sequence[Value]], name: str) -> bytes:
    """The file's content; `name` is that of the sheet."""
    if kind is FileKind.CSV:
        return _csv(headings, rows)
    return _xlsx(headings, rows, name)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Semicolons and a byte order mark: so a spreadsheet set to Polish opens it without asking."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_shown(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):  # a decimal comma, and no more places than the number has
        return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")
    return neutral(value) if isinstance(value, str) else str(value)


def _xlsx(headings: Sequence[str], rows: Iterable[Sequence[Value]], name: str) -> bytes:
    return book_of((name, headings, rows))


def book_of(*sheets: tuple[str, Sequence[str], Iterable[Sequence[Value]]]) -> bytes:
    """A workbook of sheets, each a name, headings and rows; one row in memory at a time. Every text is
    written as text, never read as formula or link.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        strong, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for column, heading in enumerate(headings):
                sheet.set_column(column, column, min(_WIDEST, max(12, len(heading) + 4)))
                sheet.write_string(0, column, heading, strong)
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    _write_cell(sheet, number, column, value, day)
    return content.getvalue()


def _write_cell(sheet: Any, number: int, column: int, value: Value, day: Any) -> None:
    if isinstance(value, bool | str):
        sheet.write_string(number, column, _shown(value)[:_LONGEST_CELL])
    elif isinstance(value, date):
        sheet.write_datetime(number, column, value, day)
    elif value is not None:
        sheet.write_number(number, column, value)
