"""The template of families as a table: a line a person, the lines of one number a household."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from core.families.enums import Sex
from core.families.rules.persons import settled_person
from core.reference.grounds import Ground, HouseholdRole, HouseholdType, grounds_in_force
from core.shared.errors import DomainError
from core.shared.identifiers import checked_pesel
from core.shared.imports import cells, sheets
from core.shared.imports.problems import Problem
from core.shared.imports.sheets import SheetCell, SheetColumn
from core.shared.text import folded

SHEET: Final = "Rodziny"
MOST_PERSONS: Final = 10_000
MOST_IN_A_HOUSEHOLD: Final = 40
PESEL_DIGITS: Final = 11
# The invented family of the template may stay in it.
EXAMPLE: Final = "przyklad"
COLUMNS: Final = (
    SheetColumn("source_number", "Numer rodziny w systemie", width=24),
    SheetColumn("household_type", "Rodzaj gospodarstwa", "choice", HouseholdType, 34),
    SheetColumn("opened_on", "Pierwsza rozmowa", "day", width=18),
    SheetColumn("grounds", "Powody z art. 7", "grounds", width=18),
    SheetColumn("first_name", "Imię", width=18),
    SheetColumn("last_name", "Nazwisko", width=24),
    SheetColumn("role", "Kim jest w rodzinie", "choice", HouseholdRole, 26),
    SheetColumn("born_on", "Data urodzenia", "day", width=16),
    SheetColumn("sex", "Płeć", "sex", width=12),
    SheetColumn("pesel", "PESEL", "pesel", width=16),
)
NEEDED: Final = ("source_number", "first_name", "last_name")
HEADERS: Final = {column.field: column.header for column in COLUMNS}
_LONGEST: Final = {"source_number": 60, "first_name": 80, "last_name": 120}
_OF_HOUSEHOLD: Final = ("household_type", "opened_on", "grounds")
_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y")
_SEXES: Final = {
    "k": Sex.FEMALE,
    "f": Sex.FEMALE,
    "kobieta": Sex.FEMALE,
    "m": Sex.MALE,
    "mezczyzna": Sex.MALE,
}


@dataclass
class SheetPerson:
    """A line of the file."""

    line: int
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """First and last name as they stand in the file."""
        return f"{self.fields.get('first_name', '')} {self.fields.get('last_name', '')}".strip()


@dataclass
class SheetHousehold:
    """The lines of one number."""

    number: str
    line: int
    fields: dict[str, Any] = field(default_factory=dict)
    persons: list[SheetPerson] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def blame(self, code: str, line: int, name: str = "", **data: Any) -> None:
        """Tell what is wrong in a line, under which heading."""
        self.problems.append(Problem(code, SHEET, line, HEADERS.get(name, ""), data))

    def note(self, code: str, line: int, name: str = "", **data: Any) -> None:
        """Tell what is worth knowing and hinders nothing."""
        self.problems.append(Problem(code, SHEET, line, HEADERS.get(name, ""), data, note=True))

    @property
    def wrong(self) -> bool:
        """Whether anything but notes was found."""
        return any(not problem.note for problem in self.problems)


def read(sheet: sheets.Sheet, name: str, today: date) -> list[SheetHousehold]:
    """Households in the order in which they first stand in the file, judged by themselves.

    Raises the refusals of `core.shared.imports.errors`.
    """
    found: dict[str, SheetHousehold] = {}
    for line, row in sheets.rows_of(sheet, COLUMNS, NEEDED, name=name, most=MOST_PERSONS):
        texts = {cell.column.field: cell.text for cell in row}
        number = " ".join(texts.get("source_number", "").split())
        if folded(number).startswith(EXAMPLE):
            continue
        # A line without a number stands alone: it is told so, and mixed up with no other.
        key = number or f"\n{line}"
        household = found.setdefault(key, SheetHousehold(number[:60], line))
        person = SheetPerson(line)
        household.persons.append(person)
        for cell in row:
            _read_cell(household, person, cell)
    for household in found.values():
        _judge(household, today)
    _judge_numbers(found.values())
    return list(found.values())


def _read_cell(household: SheetHousehold, person: SheetPerson, cell: SheetCell) -> None:
    name, text = cell.column.field, cell.text
    if cell.fault:
        household.blame(cell.fault, person.line, name)
        return
    if cell.formula:
        household.note("formula", person.line, name)
    if len(text) > _LONGEST.get(name, cells.LONGEST):
        household.blame("longer_than", person.line, name, most=_LONGEST[name], now=len(text))
        return
    if not text:
        return
    value, fault = _READERS.get(cell.column.kind, _text)(cell.column, text)
    if fault:
        # What was typed stays in the file: only words of our own vocabularies are repeated.
        told = {} if fault == "not_a_day" or name == "pesel" else {"value": text[:40]}
        household.blame(fault, person.line, name, **told)
        return
    if name not in _OF_HOUSEHOLD:
        person.fields[name] = value
    elif household.fields.setdefault(name, value) != value:
        household.blame("differs_in_household", person.line, name, first=household.line)


def _text(_column: SheetColumn, text: str) -> tuple[Any, str]:
    return " ".join(text.split()), ""


def _choice(column: SheetColumn, text: str) -> tuple[Any, str]:
    wanted = folded(text)
    for item in column.choices:
        if wanted in (folded(str(item.label)), item.value):
            return str(item.value), ""
    return None, "not_a_choice"


def _day(_column: SheetColumn, text: str) -> tuple[Any, str]:
    bare = text.split("T", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    for pattern in _DAYS:
        try:
            return datetime.strptime(bare, pattern).date(), ""  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None, "not_a_day"


def _sex(_column: SheetColumn, text: str) -> tuple[Any, str]:
    found = _SEXES.get(folded(text))
    return (str(found.value), "") if found else (None, "not_a_choice")


def _grounds(_column: SheetColumn, text: str) -> tuple[Any, str]:
    codes = [piece.strip().lower() for piece in text.replace(",", ";").split(";") if piece.strip()]
    known = set(Ground.values)
    return (list(dict.fromkeys(codes)), "") if known.issuperset(codes) else (None, "not_a_ground")


def _pesel(_column: SheetColumn, text: str) -> tuple[Any, str]:
    """Eleven digits; a spreadsheet that took the number for an amount had cut zeros off its front."""
    digits = text.replace(" ", "")
    if digits.isdigit():
        digits = digits.zfill(PESEL_DIGITS)
    try:
        return checked_pesel(digits), ""
    except DomainError as error:
        return None, error.code


_READERS: Final[dict[str, Callable[[SheetColumn, str], tuple[Any, str]]]] = {
    "choice": _choice,
    "day": _day,
    "sex": _sex,
    "grounds": _grounds,
    "pesel": _pesel,
}


def _judge(household: SheetHousehold, today: date) -> None:
    """What can be told without knowing the town."""
    if not household.number:
        household.blame("number_missing", household.line, "source_number")
    if len(household.persons) > MOST_IN_A_HOUSEHOLD:
        household.blame("too_many_persons", household.line, "source_number", most=MOST_IN_A_HOUSEHOLD)
    opened_on = household.fields.get("opened_on")
    if opened_on is not None and opened_on > today:
        household.blame("opened_in_future", household.line, "opened_on")
    in_force = {wording.ground.value for wording in grounds_in_force(opened_on or today)}
    for code in household.fields.get("grounds", ()):
        if code not in in_force:
            household.blame("not_a_ground", household.line, "grounds", value=code)
    leads = [row for row in household.persons if row.fields.get("role") == HouseholdRole.LEAD]
    for second in leads[1:]:
        household.blame("two_leads", second.line, "role")
    for person in household.persons:
        _judge_person(household, person, today)


def _judge_person(household: SheetHousehold, person: SheetPerson, today: date) -> None:
    for name in ("first_name", "last_name"):
        if not person.fields.get(name) and not _blamed(household, person.line, name):
            household.blame("required", person.line, name)
    given = person.fields
    try:
        born_on, sex = settled_person(
            given.get("born_on"), given.get("sex", ""), given.get("pesel", ""), today
        )
    except DomainError as error:
        household.blame(error.code, person.line, error.field or "pesel")
        return
    if born_on is not None:
        given["born_on"] = born_on
    if sex:
        given["sex"] = sex


def _blamed(household: SheetHousehold, line: int, name: str) -> bool:
    return any(problem.line == line and problem.column == HEADERS[name] for problem in household.problems)


def _judge_numbers(households: Iterable[SheetHousehold]) -> None:
    """One PESEL is one person: a second line with it is told where the first one stands."""
    first: dict[str, int] = {}
    for household in households:
        for person in household.persons:
            number = person.fields.get("pesel")
            if number and first.setdefault(number, person.line) != person.line:
                household.blame("pesel_twice", person.line, "pesel", first=first[number])


def template_rows() -> list[list[str]]:
    """An obviously invented family that shows how the template is filled in."""
    number, opened = "PRZYKŁAD-1", "01.09.2026"
    family = [number, "Rodzina z dziećmi", opened, "1; 4"]
    more = [number, "", "", ""]
    return [
        [*family, "Anna", "Przykładowa", "Osoba wiodąca", "12.04.1990", "K"],
        [*more, "Jan", "Przykładowy", "Małżonek lub małżonka", "03.02.1988", "M"],
        [*more, "Zofia", "Przykładowa", "Dziecko", "06.05.2015", "K"],
    ]
