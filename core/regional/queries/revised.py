"""A year counted again after corrections, beside what was printed of it first."""

from __future__ import annotations

from dataclasses import dataclass

from core.indicators.rules import Period
from core.regional.enums import Level, SealedKind
from core.regional.models import PublishedCell
from core.regional.queries.printed import Sight, in_sight

_KINDS = ("year", SealedKind.REVISED)
# What a cell has: its rounded number, or why there is none.
Cell = tuple[int | None, str]


@dataclass(frozen=True)
class Revised:
    """One number of a town in both vintages; both stand as they were printed."""

    area: str
    measure: str
    dimension: str
    member: str
    first: Cell
    again: Cell


def revised_year(sight: Sight, year: Period) -> list[Revised]:
    """Numbers of the towns whose year was counted again: every total, and each part that differs."""
    rows = (
        PublishedCell.objects.filter(
            in_sight(sight.scope),
            level=Level.MUNICIPALITY,
            period_kind__in=_KINDS,
            period_start=year.start,
            area__in=PublishedCell.objects.filter(
                period_kind=SealedKind.REVISED, period_start=year.start
            ).values("area"),
        )
        .order_by("area", "measure", "dimension", "member")
        .values_list("period_kind", "area", "measure", "dimension", "member", "value", "reason")
    )
    found: dict[tuple[str, str, str, str], dict[str, Cell]] = {}
    for kind, area, measure, dimension, member, value, reason in rows:
        found.setdefault((area, measure, dimension, member), {})[kind] = (value, reason)
    return [
        Revised(*place, cells["year"], cells[SealedKind.REVISED])
        for place, cells in found.items()
        if len(cells) == len(_KINDS) and (not place[2] or cells["year"] != cells[SealedKind.REVISED])
    ]
