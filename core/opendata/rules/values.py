"""What may be wrong with a value of a table of the standard."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from core.opendata.rules.tables import Column
from core.shared.imports.cells import LONGEST

_EMAIL: Final = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")


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
