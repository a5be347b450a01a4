"""One table of published figures as a cube: periods by areas by members, each with a number or a reason.

A cell without a number never has one anywhere in a file: what stands in its place is a status and a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from core.indicators.rules import Period
from core.regional.rules import highest, lowest

TOTAL: Final = "_T"
ABSENT: Final = "not_in_table"
REVISED: Final = "revised"
_NOT_REPORTED: Final = "not_reported"


class Flag(StrEnum):
    """Observation status, in the words of SDMX's own list (CL_OBS_STATUS)."""

    PRINTED = "A"
    NOT_COLLECTED = "L"
    NOT_POSSIBLE = "M"
    SUPPRESSED = "Q"


@dataclass(frozen=True, slots=True)
class Item:
    """A code of a dimension and what it is called."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Span:
    """A period as its code and its days; a year counted again for its revision is `revised`."""

    kind: str
    start: date

    @property
    def period(self) -> Period:
        return Period("year" if self.kind == REVISED else self.kind, self.start)

    @property
    def code(self) -> str:
        """2026-09, 2026-Q3 or 2026: the same in ISO 8601 and in SDMX."""
        if self.kind == "month":
            return f"{self.start:%Y-%m}"
        if self.kind == "quarter":
            return f"{self.start.year}-Q{(self.start.month + 2) // 3}"
        return str(self.start.year)

    @property
    def last_day(self) -> date:
        return self.period.last_day


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is published together: one measure along one breakdown for one length of time."""

    measure: str
    breakdown: str
    kind: str
    title: str
    description: str
    first: date
    last: date
    released_on: date
    observations: int

    @property
    def code(self) -> str:
        return "-".join(
            part.replace("_", "-") for part in (self.measure, self.breakdown or "total", self.kind)
        )


@dataclass(frozen=True, slots=True)
class Observation:
    """One printed number with the range it stands for, or why there is none."""

    value: int | None
    reason: str = ""

    @property
    def flag(self) -> Flag:
        if self.value is not None:
            return Flag.PRINTED
        if self.reason == ABSENT:
            return Flag.NOT_POSSIBLE
        return Flag.NOT_COLLECTED if self.reason == _NOT_REPORTED else Flag.SUPPRESSED

    @property
    def status(self) -> str:
        """The flag, and after a dash why."""
        return f"{self.flag}-{self.reason}" if self.reason else str(self.flag)

    @property
    def low(self) -> int | None:
        return None if self.value is None else lowest(self.value)

    @property
    def high(self) -> int | None:
        return None if self.value is None else highest(self.value)


_NOT_THERE: Final = Observation(None, ABSENT)


@dataclass(frozen=True)
class Cube:
    """A dataset with its numbers; places nobody prints stand in no table."""

    dataset: Dataset
    spans: tuple[Span, ...]
    areas: tuple[Item, ...]
    members: tuple[Item, ...]
    found: Mapping[tuple[date, str, str], Observation]
    reasons: Mapping[str, str]

    def at(self, span: Span, area: str, member: str) -> Observation:
        return self.found.get((span.start, area, member), _NOT_THERE)

    def everything(self) -> Iterator[tuple[Span, Item, Item, Observation]]:
        """Row by row in the order of the dimensions, last one fastest."""
        for span in self.spans:
            for area in self.areas:
                for member in self.members:
                    yield span, area, member, self.at(span, area.code, member.code)

    def printed(self) -> Iterator[tuple[Span, Item, Item, Observation]]:
        """Only places that a table of the catalogue has."""
        return (row for row in self.everything() if row[3].reason != ABSENT)


def identifier(code: str) -> str:
    """A code as identifiers allow it: no plus sign, which joins codes in queries of SDMX."""
    return code.replace("+", "_")
