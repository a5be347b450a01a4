"""Values between files and records: spreadsheets that calculate, decimal commas, Polish yes and no."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from core.opendata.rules.tables import Column

_CALCULATES: Final = re.compile(r"^'*\s*[=+\-@\t\r\n＝＋－＠]")
_NUMBER: Final = re.compile(r"^[+-][\d\s().,/-]*\d[\d\s().,/-]*$")
_EMAIL: Final = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")
LONGEST: Final = 20_000
YES: Final = frozenset({"tak", "t", "yes", "y", "true", "prawda", "1", "x"})
NO: Final = frozenset({"nie", "n", "no", "false", "falsz", "0", ""})


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula; telephone and other plain numbers stay."""
    if _CALCULATES.match(text) and not _NUMBER.match(text):
        return f"'{text}"
    return text


def as_written(text: str) -> str:
    """The text that `neutral` was given."""
    if text.startswith("'") and _CALCULATES.match(text[1:]) and not _NUMBER.match(text[1:]):
        return text[1:]
    return text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate this cell."""
    return text.lstrip()[:1] in tuple("=+-@＝＋－＠") and not _NUMBER.match(text.strip())


def fault_of(value: Any, column: Column) -> str:
    """Code of what is wrong with a value of a table, or an empty text; values are text or JSON's own."""
    text = str(value)
    if len(text) > LONGEST:
        return "too_long"
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        return "bad_character"
    if column.choices:
        return "" if text in column.choices else "not_a_choice"
    return {
        "text": _text_fault,
        "uuid": _uuid_fault,
        "number": _number_fault,
        "date": _date_fault,
        "moment": _moment_fault,
        "email": _email_fault,
        "uri": _uri_fault,
    }[column.kind](value)


def _text_fault(value: Any) -> str:
    return "" if isinstance(value, str) else "not_a_text"


def _uuid_fault(value: Any) -> str:
    try:
        UUID(str(value))
    except ValueError:
        return "not_an_id"
    return ""


def _number_fault(value: Any) -> str:
    if isinstance(value, bool):
        return "not_a_number"
    try:
        number = float(value)
    except (ValueError, TypeError, OverflowError):
        return "not_a_number"
    return "" if number == number and abs(number) != float("inf") else "not_a_number"  # noqa: PLR0124


def _date_fault(value: Any) -> str:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return "not_a_date"
    return ""


def _moment_fault(value: Any) -> str:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return "not_a_moment"
    return ""


def _email_fault(value: Any) -> str:
    return "" if _EMAIL.match(str(value)) else "not_an_email"


def _uri_fault(value: Any) -> str:
    try:
        parts = urlsplit(str(value))
    except ValueError:
        return "not_an_address"
    return "" if parts.scheme and (parts.netloc or parts.path) and " " not in str(value) else "not_an_address"


def whole_number(text: str) -> int | None:
    """A number without a fraction ("12", "12.0", "12,0"), or None when it is none."""
    bare = text.replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        number = float(bare)
    except ValueError:
        return None
    return int(number) if number == int(number) and abs(number) < 2**31 else None  # inf and nan were texts


def pieces(text: str) -> list[str]:
    """Entries of a cell that holds several, divided by semicolons or lines."""
    return [piece.strip() for piece in re.split(r"[;\n]", text) if piece.strip()]
