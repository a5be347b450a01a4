"""Numbers of MRPiPS-03, OZPS and the population: how they are written, read from a sheet, and checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from core.indicators.enums import ContextKind, FigureStatus
from core.indicators.errors.context import (
    GroundAboveFamiliesError,
    MoreFamiliesThanPersonsError,
    MorePersonsThanPopulationError,
    WrongContextPeriodError,
    WrongContextValueError,
)
from core.indicators.rules import Period, parsed_period
from core.reference.grounds import Ground, short_name
from core.shared.errors import DomainError
from core.shared.imports.cells import whole_number
from core.shared.imports.errors import BrokenSheetError, FileEmptyError, FileTooLargeError
from core.shared.imports.sheets import SheetColumn, opened_csv, opened_xlsx, rows_of

What = tuple[str, str]
KINDS: Final = ("half", "year")
MOST_ROWS: Final = 2_000
MOST_BYTES: Final = 2 * 1024 * 1024
SHEET: Final = "Liczby"
_LARGEST: Final = 2**31 - 1

PERIOD: Final = SheetColumn("period", "Okres")
KIND: Final = SheetColumn("kind", "Liczba")
GROUND: Final = SheetColumn("ground", "Powód")
VALUE: Final = SheetColumn("value", "Wartość")
COLUMNS: Final = (PERIOD, KIND, GROUND, VALUE)


@dataclass(frozen=True)
class Given:
    """A number, or the sign why there is none."""

    value: int | None
    status: str = ""

    @property
    def shown(self) -> str:
        """As it is typed in."""
        return self.status if self.value is None else str(self.value)


@dataclass(frozen=True)
class Line:
    """A line of a spreadsheet as far as it could be read."""

    number: int
    period: Period | None
    what: What | None
    given: Given | None
    problem: str = ""
    period_text: str = ""
    kind_text: str = ""


def every_number() -> list[What]:
    """All numbers of a period in the order of the form: grounds one by one."""
    return [
        (kind.value, ground)
        for kind in ContextKind
        for ground in (Ground.values if kind is ContextKind.GROUND else ("",))
    ]


def read_value(text: str) -> Given | None:
    """A number, a sign, or nothing; raises `WrongContextValueError`."""
    bare = text.strip()
    if not bare:
        return None
    if bare.lower() in FigureStatus.values:
        return Given(None, bare.lower())
    number = whole_number(bare)
    if number is None or not 0 <= number <= _LARGEST:
        raise WrongContextValueError(value=bare[:30])
    return Given(number)


def period_of_code(code: str) -> Period | None:
    """A half-year or a year by its code."""
    period = parsed_period(code.strip().lower())
    return period if period is not None and period.kind in KINDS else None


def seen(given: Mapping[What, Given]) -> str:
    """What the numbers of a period were when somebody looked, as a hash."""
    said = ";".join(f"{kind} {ground} {held.shown}" for (kind, ground), held in sorted(given.items()))
    return hashlib.sha256(said.encode()).hexdigest()


def check_period(period: Period, today: date) -> None:
    """Raises `WrongContextPeriodError` for other lengths and for one that is not over."""
    if period.kind not in KINDS or period.end > today:
        raise WrongContextPeriodError


def check(given: Mapping[What, Given]) -> None:
    """Numbers that cannot all be true; a missing one is no contradiction.

    Raises `MorePersonsThanPopulationError`, `MoreFamiliesThanPersonsError`, `GroundAboveFamiliesError`.
    """

    def number(kind: str) -> int | None:
        held = given.get((kind, ""))
        return held.value if held else None

    persons, families = number(ContextKind.PERSONS), number(ContextKind.FAMILIES)
    population = number(ContextKind.POPULATION)
    if persons is not None and population is not None and persons > population:
        raise MorePersonsThanPopulationError
    if persons is not None and families is not None and families > persons:
        raise MoreFamiliesThanPersonsError
    for (kind, ground), held in given.items():
        if kind == ContextKind.GROUND and families is not None and (held.value or 0) > families:
            raise GroundAboveFamiliesError(ground=short_name(ground))


def fault(given: Mapping[What, Given]) -> str:
    """What `check` refuses, as a sentence."""
    try:
        check(given)
    except DomainError as error:
        return error.message
    return ""


def read_sheet(filename: str, content: bytes, today: date) -> Iterator[Line]:
    """Lines of a filled-in template, CSV or XLSX; raises `FileRefusedError` where nothing can be read."""
    if not content:
        raise FileEmptyError
    if len(content) > MOST_BYTES:
        raise FileTooLargeError(most=MOST_BYTES // 1024 // 1024)
    if content.startswith(b"PK"):
        sheet = opened_xlsx(content, SHEET, MOST_ROWS)
    elif content.startswith(b"\xd0\xcf"):
        raise BrokenSheetError
    else:
        sheet = opened_csv(content, filename)
    seen: set[tuple[Period, What]] = set()
    needed = [column.field for column in (PERIOD, KIND, VALUE)]
    for number, cells in rows_of(sheet, COLUMNS, needed, name=filename, most=MOST_ROWS):
        line = _line(number, {cell.column.field: cell.text for cell in cells}, today)
        if line is None:
            continue
        if line.period and line.what:
            place = (line.period, line.what)
            if place in seen:
                line = _with(line, _("Ta liczba stoi w arkuszu drugi raz. Zostaw jeden wiersz."))
            else:
                seen.add(place)
        yield line


def _line(number: int, cells: Mapping[str, str], today: date) -> Line | None:
    """One line; without a value it says nothing."""
    texts = {field: cells.get(field, "").strip() for field in ("period", "kind", "ground", "value")}
    if not texts["value"]:
        return None
    period = period_of_code(texts["period"])
    what = _what(texts["kind"], texts["ground"])
    problem, given = "", None
    try:
        given = read_value(texts["value"])
        if period is None:
            raise WrongContextPeriodError
        check_period(period, today)
        if what is None:
            problem = _("Nieznana liczba albo powód. Przepisz nazwę z szablonu.")
    except DomainError as error:
        problem = error.message
    return Line(number, period, what, given, problem, texts["period"][:20], texts["kind"][:60])


def _with(line: Line, problem: str) -> Line:
    return Line(line.number, line.period, line.what, line.given, line.problem or problem)


def _what(kind: str, ground: str) -> What | None:
    """The number of a code or a name, with the code of its ground where it is one."""
    chosen = next((each for each in ContextKind if kind in {each.value, str(each.label)}), None)
    if chosen is None:
        return None
    if chosen is not ContextKind.GROUND:
        return (chosen.value, "")
    code = next((each for each in Ground if ground in {each.value, str(each.label), short_name(each)}), None)
    return None if code is None else (chosen.value, code.value)


def template_rows(period: Period) -> Iterator[tuple[str, str, str, str]]:
    """An empty template for a period: one line a number."""
    for kind, ground in every_number():
        yield period.code, str(ContextKind(kind).label), short_name(ground) if ground else "", ""
