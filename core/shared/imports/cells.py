"""Values between files and records: spreadsheets that calculate, decimal commas, Polish yes and no."""

from __future__ import annotations

import re
from typing import Final

_CALCULATES: Final = re.compile(r"^'*\s*[=+\-@\t\r\n＝＋－＠]")
_NUMBER: Final = re.compile(r"^[+-][\d\s().,/-]*\d[\d\s().,/-]*$")
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
