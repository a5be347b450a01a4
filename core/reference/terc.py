"""Reading the file TERC of the territorial register (GUS): pure parsing, no database.

Format: ``WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA``, UTF-8 (usually with a byte order mark),
usually CRLF.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.reference import errors
from core.reference.enums import TerritoryKind

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER: Final = ["WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD", "STAN_NA"]
_CODE: Final = re.compile(r"\d{2}(?:\d{2}(?:\d{2}[1-589])?)?", re.ASCII)
_WHOLE_GMINA_TYPES: Final = frozenset("123")
_RURAL_AND_TOWN_PARTS: Final = frozenset("45")
_POWIAT_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """One territorial unit as a file states it."""

    code: str
    kind: TerritoryKind
    name: str
    parent_code: str


@dataclass(frozen=True, slots=True)
class TercFile:
    """A register's state on a day."""

    state_on: dt.date
    units: tuple[Unit, ...]

    @property
    def voivodeships(self) -> frozenset[str]:
        """What the file speaks about: an excerpt says nothing about what it leaves out."""
        return frozenset(unit.code[:2] for unit in self.units)


def kind_of(code: str) -> TerritoryKind:
    """The tier follows from the code's length and, for gminas, from its last digit."""
    if len(code) == len("24"):
        return TerritoryKind.VOIVODESHIP
    if len(code) == _POWIAT_DIGITS:
        return TerritoryKind.POWIAT
    return TerritoryKind.GMINA if code[-1] in _WHOLE_GMINA_TYPES else TerritoryKind.PART


def parent_of(code: str) -> str:
    """The unit above: parts of an urban-rural gmina belong to it, districts of a city to its
    powiat.
    """
    if len(code) > _POWIAT_DIGITS and code[-1] in _RURAL_AND_TOWN_PARTS:
        return f"{code[:-1]}3"
    return code[:_POWIAT_DIGITS] if len(code) > _POWIAT_DIGITS else code[:-2]


def read(content: bytes) -> TercFile:
    """Parse a whole file or refuse it with the number of the first wrong row (header: row 1)."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.TercEncodingError from error
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    if [cell.strip() for cell in next(rows, [])] != HEADER:
        raise errors.TercHeaderError
    return _collect((number, cells) for number, cells in enumerate(rows, start=2) if any(cells))


def _collect(rows: Iterable[tuple[int, list[str]]]) -> TercFile:
    units: dict[str, tuple[int, Unit]] = {}
    state_on: dt.date | None = None
    for number, cells in rows:
        unit, row_state_on = _row(number, cells)
        if unit.code in units:
            raise errors.TercDuplicateError(row=number, teryt=unit.code)
        if state_on not in {None, row_state_on}:
            raise errors.TercMixedDatesError(row=number)
        state_on = row_state_on
        units[unit.code] = (number, unit)
    if state_on is None:
        raise errors.TercEmptyError
    for number, unit in units.values():
        if unit.parent_code and unit.parent_code not in units:
            raise errors.TercOrphanError(row=number, parent=unit.parent_code)
    return TercFile(state_on, tuple(unit for _, unit in units.values()))


def _row(number: int, cells: list[str]) -> tuple[Unit, dt.date]:
    if len(cells) != len(HEADER):
        raise errors.TercColumnsError(row=number, found=len(cells))
    *digits, name, _kind_in_words, state_on = (cell.strip() for cell in cells)
    code = "".join(digits)
    if not _CODE.fullmatch(code) or "" in digits[: len(code) // 2]:
        raise errors.TercCodeError(row=number, teryt=code)
    if not name:
        raise errors.TercNameError(row=number, teryt=code)
    kind = kind_of(code)
    # TERC shouts the names of voivodeships; nobody prints them so.
    spelled = name.lower() if kind is TerritoryKind.VOIVODESHIP else name
    return Unit(code, kind, spelled, parent_of(code)), _date(number, state_on)


def _date(number: int, value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise errors.TercDateError(row=number, value=value) from error
