"""Of what a printed cell speaks, and what its symbol alone tells."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from core.indicators.rules import Period
from core.regional.enums import Reason, SealedKind
from core.regional.identities import COVERED_BY_LABELS, REVISED
from core.regional.rules import ERROR, FAMILIES_SERVED, SMALL_YEAR, highest, lowest


class Row(NamedTuple):
    """A printed or withheld cell, as it stands in the table of what was published."""

    kind: str
    start: date
    level: str
    area: str
    voivodeship: str
    measure: str
    dimension: str
    member: str
    value: int | None
    reason: str
    release: date


class Place(NamedTuple):
    """Of what a cell of the system speaks; `area` is a code as in `Row`."""

    period: Period
    area: str
    measure: str
    dimension: str = ""
    member: str = ""


def place_of(row: Row) -> Place:
    """Where a row stands in the system: a breakdown of several labels is of those who have one."""
    measure = COVERED_BY_LABELS.get((row.measure, row.dimension), row.measure)
    if row.kind == SealedKind.REVISED:
        return Place(Period("year", row.start), row.area, f"{measure}{REVISED}", row.dimension, row.member)
    return Place(Period(row.kind, row.start), row.area, measure, row.dimension, row.member)


def bounds_of(row: Row) -> tuple[int, int | None]:
    """What the printed symbol alone tells of a count."""
    if row.value is not None:
        return lowest(row.value), highest(row.value)
    if (row.reason, row.measure, row.dimension) == (Reason.SMALL_MUNICIPALITY, FAMILIES_SERVED, ""):
        # That a town is small is decided by this very number (`rules.is_small`).
        return 0, SMALL_YEAR + ERROR
    return 0, None
