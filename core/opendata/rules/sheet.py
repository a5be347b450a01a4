"""The one template of cards as a table: CSV and XLSX with Polish headers, a row a service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from core.basket.enums import Accessibility, CapacityUnit, CardLanguage, ReferralMode
from core.opendata.rules.incoming import CARD, MOST_CARDS, Incoming, Parsed
from core.reference.grounds import ServiceCategory
from core.shared.imports import cells, sheets
from core.shared.imports.problems import Problem
from core.shared.imports.sheets import SheetColumn
from core.shared.text import folded

if TYPE_CHECKING:
    from core.basket.models import ServiceCard

SHEET: Final = "Karty"
MOST_NOTES: Final = 1_000


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
    """Cards of a CSV file."""
    return _read(sheets.opened_csv(content, name), name)


def read_xlsx(content: bytes, name: str) -> Parsed:
    """Cards of a workbook's sheet "Karty", or of its first one."""
    return _read(sheets.opened_xlsx(content, SHEET, MOST_CARDS), name)


def _read(sheet: sheets.Sheet, name: str) -> Parsed:
    found = Parsed()
    rows = sheets.rows_of(sheet, COLUMNS, _NEEDED, name=name, most=MOST_CARDS)
    found.cards.extend(_card(number, row) for number, row in rows)
    return found


def _card(number: int, row: list[sheets.SheetCell]) -> Incoming:
    found = Incoming(CARD, SHEET, number)
    for cell in row:
        found.places[cell.column.field] = (SHEET, number, cell.column.header)
        if cell.fault:
            found.blame(cell.fault, cell.column.field)
            continue
        if cell.formula:
            found.problems.append(Problem("formula", SHEET, number, cell.column.header, note=True))
        _set(found, cell.column, cell.text)
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
