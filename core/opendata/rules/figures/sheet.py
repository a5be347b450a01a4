"""The same figures as a plain table for a spreadsheet, in words."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

from core.opendata.rules.figures.cube import Cube
from core.shared.imports.cells import neutral

COLUMNS: Final = ("okres", "kod_obszaru", "obszar", "kod", "nazwa", "liczba", "od", "do", "status", "powod")


def text(cube: Cube, reasons: Mapping[str, str]) -> str:
    """A line a number; an empty number has its status and its reason in words."""
    found = io.StringIO()
    writer = csv.writer(found, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for span, area, member, seen in cube.printed():
        numbers: Sequence[int | None] = (seen.value, seen.low, seen.high)
        writer.writerow(
            [
                span.code,
                area.code,
                neutral(area.label),
                member.code,
                neutral(member.label),
                *("" if number is None else number for number in numbers),
                seen.flag,
                neutral(reasons.get(seen.reason, "")),
            ]
        )
    return found.getvalue()
