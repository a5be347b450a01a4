"""A template filled in with rows, as CSV or XLSX: read line by line, each cell under its heading."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.shared.imports import archive, cells, workbook
from core.shared.imports.errors import (
    BrokenSheetError,
    MissingColumnError,
    MissingHeaderError,
    SheetTooWideError,
    TooManyRowsError,
    UnreadableTextError,
)
from core.shared.text import folded

MOST_COLUMNS: Final = 100
_LARGEST_SHEET: Final = 60 * 1024 * 1024
_TAGS: Final = re.compile(rb"<(?:\w+:)?(row|c|f)(?=[\s/>])([^>]*)")
_PLACE: Final = re.compile(rb"""\br=["']([A-Z]{0,3})(\d{1,7})["']""")


@dataclass(frozen=True)
class SheetColumn:
    """A column of a template: which field, under which heading, read how."""

    field: str
    header: str
    kind: str = "text"
    choices: Any = None
    width: int = 18


@dataclass(frozen=True)
class SheetCell:
    """A cell of a known column; `fault` says why it cannot be read, `formula` that it was calculated."""

    column: SheetColumn
    text: str
    fault: str = ""
    formula: bool = False


@dataclass(frozen=True)
class Sheet:
    """Lines of a file with their numbers, and in which lines and columns formulas stand."""

    lines: Iterable[tuple[int, list[str]]]
    formulas: dict[int, set[int]]


def too_many(most: int) -> TooManyRowsError:
    """The refusal of a file that is longer than its kind may be."""
    return TooManyRowsError(most=f"{most:_}".replace("_", " "))


def opened_csv(content: bytes, name: str) -> Sheet:
    """A CSV file; semicolons, commas or tabs between cells, UTF-8 or the encoding of Windows."""
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableTextError(name=name[:80])
    first = text.lstrip("\n\r").partition("\n")[0]
    mark = max(";,\t", key=first.count)
    return Sheet(_csv_lines(csv.reader(io.StringIO(text, newline=""), delimiter=mark), name), {})


def _csv_lines(reader: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        for line in reader:
            yield reader.line_num, line
    except csv.Error as error:
        raise UnreadableTextError(name=name[:80]) from error


def opened_xlsx(content: bytes, sheet: str, most: int) -> Sheet:
    """A workbook's sheet of that name, or its first one; formulas count by what they showed last."""
    formulas = _measured(content, most)
    try:
        index, rows = workbook.cells_of(content, sheet)
    except ValueError as error:
        raise BrokenSheetError from error
    return Sheet(enumerate(rows, start=1), formulas.get(f"xl/worksheets/sheet{index + 1}.xml", {}))


def rows_of(
    sheet: Sheet, columns: Sequence[SheetColumn], needed: Iterable[str], *, name: str, most: int
) -> Iterator[tuple[int, list[SheetCell]]]:
    """Number and known cells of each line that is not empty; unknown headings are left out.

    Raises `MissingHeaderError`, `MissingColumnError`, `TooManyRowsError`.
    """
    lines = iter(sheet.lines)
    known = _known(next(lines, (0, []))[1], columns, needed, name)
    found = 0
    for number, line in lines:
        if not any(cell.strip() for cell in line):
            continue
        found += 1
        if found > most:
            raise too_many(most)
        formulas = sheet.formulas.get(number, set())
        yield (
            number,
            [
                _cell(column, text, calculated=index in formulas)
                for index, (column, text) in enumerate(zip(known, line, strict=False), start=1)
                if column is not None
            ],
        )


def _known(
    line: list[str], columns: Sequence[SheetColumn], needed: Iterable[str], name: str
) -> list[SheetColumn | None]:
    """Which column of the template each column of the file is."""
    if not any(cell.strip() for cell in line):
        raise MissingHeaderError(name=name[:80])
    by_header = {folded(column.header): column for column in columns}
    found = [by_header.get(folded(cell)) for cell in line]
    there = {column.field for column in found if column}
    wanted = set(needed)
    for column in columns:
        if column.field in wanted and column.field not in there:
            raise MissingColumnError(column=column.header)
    return found


def _cell(column: SheetColumn, text: str, *, calculated: bool) -> SheetCell:
    if len(text) > cells.LONGEST:
        return SheetCell(column, "", "too_long")
    if "\x00" in text:
        return SheetCell(column, "", "bad_character")
    formula = calculated or cells.is_formula(text)
    return SheetCell(column, cells.as_written(text).strip(), formula=formula)


def _measured(content: bytes, most: int) -> dict[str, dict[int, set[int]]]:
    """Line and column of formulas in each sheet, after making sure that no cell stands far out.

    Files that are merely too long are told so here; those that hide where their cells stand end with the
    process that reads them (`workbook`). Raises `TooManyRowsError`, `SheetTooWideError`, or what
    `archive.opened` does.
    """
    opened = archive.opened(content)
    found: dict[str, dict[int, set[int]]] = {}
    for name in opened.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            found[name] = _measured_sheet(archive.content_of(opened, name, _LARGEST_SHEET), most)
    if not found:
        raise BrokenSheetError
    return found


def _measured_sheet(xml: bytes, most: int) -> dict[int, set[int]]:
    formulas: dict[int, set[int]] = {}
    row = column = 0
    for tag in _TAGS.finditer(xml):
        place = _PLACE.search(tag[2])
        if tag[1] == b"row":
            row, column = (int(place[2]) if place else row + 1), 0
        elif tag[1] == b"c":
            column = _column(place[1]) if place and place[1] else column + 1
            row = int(place[2]) if place else row
        elif row > 1:
            formulas.setdefault(row, set()).add(column)
        if row > most + 1:
            raise too_many(most)
        if column > MOST_COLUMNS:
            raise SheetTooWideError(most=MOST_COLUMNS)
    return formulas


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
