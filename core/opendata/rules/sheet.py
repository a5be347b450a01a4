"""The one template of cards as a table: CSV and XLSX with Polish headers, a row a service."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from core.basket.enums import Accessibility, CapacityUnit, CardLanguage, ReferralMode
from core.opendata.errors import (
    BrokenSheetError,
    MissingColumnError,
    MissingHeaderError,
    SheetTooWideError,
    TooManyRowsError,
    UnreadableTextError,
)
from core.opendata.rules import archive, cells, workbook
from core.opendata.rules.incoming import CARD, MOST_CARDS, Incoming, Parsed, Problem
from core.reference.grounds import ServiceCategory
from core.shared.text import folded

if TYPE_CHECKING:
    from core.basket.models import ServiceCard

SHEET: Final = "Karty"
MOST_COLUMNS: Final = 100
_LARGEST_SHEET: Final = 60 * 1024 * 1024
_TAGS: Final = re.compile(rb"<(?:\w+:)?(row|c|f)(?=[\s/>])([^>]*)")
_PLACE: Final = re.compile(rb"""\br=["']([A-Z]{0,3})(\d{1,7})["']""")
MOST_NOTES: Final = 1_000


@dataclass(frozen=True)
class SheetColumn:
    """A column of the template: which field of a card, under which heading, read how."""

    field: str
    header: str
    kind: str = "text"
    choices: Any = None
    width: int = 18


COLUMNS: Final = (
    SheetColumn("external_id", "Identyfikator", width=20),
    SheetColumn("organisation", "Organizacja", width=32),
    SheetColumn("name", "Nazwa usługi", width=32),
    SheetColumn("description", "Na czym polega", width=48),
    SheetColumn("category", "Kategoria", "choice", ServiceCategory, 28),
    SheetColumn("target_group", "Dla kogo", width=28),
    SheetColumn("min_age", "Wiek od", "number", width=9),
    SheetColumn("max_age", "Wiek do", "number", width=9),
    SheetColumn("eligibility_note", "Warunki", width=32),
    SheetColumn("documents_needed", "Potrzebne dokumenty", "list", width=28),
    SheetColumn("legal_basis", "Podstawa prawna", width=28),
    SheetColumn("cost", "Koszt", width=16),
    SheetColumn("place", "Miejsce", width=24),
    SheetColumn("street", "Ulica i numer", width=24),
    SheetColumn("postcode", "Kod pocztowy", width=13),
    SheetColumn("city", "Miejscowość", width=18),
    SheetColumn("teryt", "TERYT", width=10),
    SheetColumn("hours", "Godziny", width=24),
    SheetColumn("phone", "Telefon", width=18),
    SheetColumn("email", "E-mail", width=24),
    SheetColumn("website", "Strona internetowa", width=24),
    SheetColumn("referral_mode", "Jak skorzystać", "choice", ReferralMode, 28),
    SheetColumn("contact_role", "Kto odpowiada", width=22),
    SheetColumn("remote", "Zdalnie", "yes_no", width=9),
    SheetColumn("accessibility", "Udogodnienia", "choices", Accessibility, 28),
    SheetColumn("languages", "Języki", "choices", CardLanguage, 18),
    SheetColumn("capacity", "Liczba miejsc", "number", width=13),
    SheetColumn("capacity_unit", "Miejsca liczone w", "choice", CapacityUnit, 16),
    SheetColumn("waiting_note", "Czas oczekiwania", width=18),
    SheetColumn("is_public", "Widoczna dla rodzin", "yes_no", width=18),
)
_BY_HEADER: Final = {folded(column.header): column for column in COLUMNS}
_NEEDED: Final = ("name",)
_NOTES: Final = {"unknown_language": "languages", "unknown_accessibility": "accessibility"}


def header() -> list[str]:
    """Headings of the template."""
    return [column.header for column in COLUMNS]


def written(card: ServiceCard) -> list[str]:
    """A card as a row of the template, safe to open in a spreadsheet."""
    return [cells.neutral(_written(column, card)) for column in COLUMNS]


def _written(column: SheetColumn, card: ServiceCard) -> str:
    if column.field == "external_id":
        return str(card.pk)
    if column.field == "organisation":
        return card.partner.name
    value = getattr(card, column.field)
    write = _WRITERS.get(column.kind)
    return write(column, value) if write else ("" if value is None else str(value))


_WRITERS: Final[dict[str, Callable[[SheetColumn, Any], str]]] = {
    "yes_no": lambda _, value: "tak" if value else "nie",
    "choice": lambda column, value: str(column.choices(value).label),
    "choices": lambda column, value: "; ".join(str(column.choices(code).label) for code in value),
    "list": lambda _, value: "; ".join(value),
}


def read_csv(content: bytes, name: str) -> Parsed:
    """Cards of a CSV file; semicolons, commas or tabs between cells, UTF-8 or the encoding of Windows."""
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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return _read(((reader.line_num, line) for line in reader), name, {})
    except csv.Error as error:
        raise UnreadableTextError(name=name[:80]) from error


def read_xlsx(content: bytes, name: str) -> Parsed:
    """Cards of a workbook's sheet "Karty", or of its first one; formulas count by what they showed last."""
    formulas = _measured(content)
    try:
        index, rows = workbook.cells_of(content, SHEET)
    except ValueError as error:
        raise BrokenSheetError from error
    return _read(enumerate(rows, start=1), name, formulas.get(f"xl/worksheets/sheet{index + 1}.xml", {}))


def _measured(content: bytes) -> dict[str, dict[int, set[int]]]:
    """Line and column of formulas in each sheet, after making sure that no cell stands far out.

    Files that are merely too long are told so here; those that hide where their cells stand end with the
    process that reads them (`workbook`). Raises `TooManyRowsError`, `SheetTooWideError`, or what
    `archive.opened` does.
    """
    opened = archive.opened(content)
    found: dict[str, dict[int, set[int]]] = {}
    for name in opened.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            found[name] = _measured_sheet(archive.content_of(opened, name, _LARGEST_SHEET))
    if not found:
        raise BrokenSheetError
    return found


def _measured_sheet(xml: bytes) -> dict[int, set[int]]:
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
        if row > MOST_CARDS + 1:
            raise TooManyRowsError(most=f"{MOST_CARDS:_}".replace("_", " "))
        if column > MOST_COLUMNS:
            raise SheetTooWideError(most=MOST_COLUMNS)
    return formulas


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _read(lines: Iterable[tuple[int, list[str]]], name: str, formulas: dict[int, set[int]]) -> Parsed:
    rows = iter(lines)
    columns = _columns(next(rows, (0, []))[1], name)
    found = Parsed()
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(found.cards) == MOST_CARDS:
            raise TooManyRowsError(most=f"{MOST_CARDS:_}".replace("_", " "))
        found.cards.append(_card(number, row, columns, formulas.get(number, set())))
    return found


def _columns(line: list[str], name: str) -> list[SheetColumn | None]:
    """Which column of the template each column of the file is; unknown headings are left out."""
    if not any(cell.strip() for cell in line):
        raise MissingHeaderError(name=name[:80])
    columns = [_BY_HEADER.get(folded(cell)) for cell in line]
    known = {column.field for column in columns if column}
    for column in COLUMNS:
        if column.field in _NEEDED and column.field not in known:
            raise MissingColumnError(column=column.header)
    return columns


def _card(number: int, row: list[str], columns: list[SheetColumn | None], formulas: set[int]) -> Incoming:
    found = Incoming(CARD, SHEET, number)
    for index, (column, cell) in enumerate(zip(columns, row, strict=False), start=1):
        if column is None:
            continue
        found.places[column.field] = (SHEET, number, column.header)
        if len(cell) > cells.LONGEST:
            found.blame("too_long", column.field)
            continue
        if "\x00" in cell:
            found.blame("bad_character", column.field)
            continue
        if index in formulas or cells.is_formula(cell):
            found.problems.append(Problem("formula", SHEET, number, column.header, note=True))
        _set(found, column, cells.as_written(cell).strip())
    found.name = str(found.fields.get("name", ""))
    return found


def _set(found: Incoming, column: SheetColumn, cell: str) -> None:
    if column.field == "external_id":
        found.external_id = cell[:120]
    elif column.field == "organisation":
        found.organisation = cell
    elif column.kind == "number":
        _set_number(found, column.field, cell)
    elif column.kind == "yes_no":
        _set_yes_no(found, column.field, cell)
    elif column.kind == "choice":
        _set_choice(found, column, cell)
    elif column.kind == "choices":
        found.fields[column.field] = list(_codes(found, column, cell))
    else:
        found.fields[column.field] = cells.pieces(cell) if column.kind == "list" else cell


def _set_number(found: Incoming, field: str, cell: str) -> None:
    number = cells.whole_number(cell) if cell else None
    if cell and (number is None or number < 0):
        found.blame("not_a_whole_number", field, value=cell[:80])
    else:
        found.fields[field] = number


def _set_yes_no(found: Incoming, field: str, cell: str) -> None:
    """An empty cell is no answer: the card keeps its own, a new one gets what new cards get."""
    word = folded(cell)
    if not word:
        return
    if word not in cells.YES | cells.NO:
        found.blame("not_yes_or_no", field, value=cell[:80])
    else:
        found.fields[field] = word in cells.YES


def _set_choice(found: Incoming, column: SheetColumn, cell: str) -> None:
    """A label or a code; an empty cell is no answer."""
    if not cell:
        return
    code = _code(column, cell)
    if code:
        found.fields[column.field] = code
    else:
        found.blame("not_a_choice", column.field, value=cell[:80])


def _code(column: SheetColumn, text: str) -> str:
    wanted = folded(text)
    for item in column.choices:
        if wanted in (folded(str(item.label)), item.value):
            return str(item.value)
    return ""


def _codes(found: Incoming, column: SheetColumn, cell: str) -> Iterator[str]:
    for piece in dict.fromkeys(cells.pieces(cell)):
        code = _code(column, piece)
        if code:
            yield code
        else:
            note = next(code for code, field in _NOTES.items() if field == column.field)
            data = {"value": piece[:80]}
            found.problems.append(Problem(note, SHEET, found.line, column.header, data, note=True))
