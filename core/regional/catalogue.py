"""The tables that may be printed, and nothing else: filters select among them, never make new ones.

Tiers of disclosure control: no municipal months, no crossings. A new table is a new version and needs a
review together with everything printed before, since two harmless tables can be telling together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.indicators import definitions
from core.indicators.dimensions import MEMBERS, members_of
from core.indicators.enums import Dimension, Measure
from core.regional.enums import Level
from core.regional.rules import Table

VERSION: Final = definitions.CATALOGUE_VERSION

_MONTH, _QUARTER, _YEAR = "month", "quarter", "year"
_TOTAL: Final = ""
_WHO = (_TOTAL, Dimension.GROUND, Dimension.HOUSEHOLD, Dimension.SEX, Dimension.AGE)


def _aggregates(measure: str, dimensions: tuple[str, ...], *periods: str) -> list[Table]:
    return [
        Table(measure, dimension, level, periods)
        for level in (Level.VOIVODESHIP, Level.MACROREGION)
        for dimension in dimensions
    ]


def _towns(
    measure: str, dimensions: tuple[str, ...], *periods: str, of_small_towns: bool = False
) -> list[Table]:
    return [
        Table(measure, dimension, Level.MUNICIPALITY, periods, of_small_towns) for dimension in dimensions
    ]


TABLES: Final[tuple[Table, ...]] = (
    *_aggregates(Measure.FAMILIES_ACTIVE, _WHO, _MONTH),
    *_aggregates(
        Measure.FAMILIES_NEW,
        (_TOTAL, Dimension.GROUND, Dimension.HOUSEHOLD),
        _MONTH,
        _QUARTER,
        _YEAR,
    ),
    *_aggregates(Measure.FAMILIES_CLOSED, (_TOTAL, Dimension.OUTCOME), _MONTH, _QUARTER, _YEAR),
    *_aggregates(Measure.FAMILIES_SERVED, _WHO, _QUARTER, _YEAR),
    *_aggregates(Measure.FAMILIES_ASSESSED, (_TOTAL,), _QUARTER, _YEAR),
    *_aggregates(Measure.GROUND_MENTIONS, (_TOTAL,), _QUARTER, _YEAR),
    *_aggregates(Measure.FIRST_MEETINGS, (_TOTAL, Dimension.DAYS), _QUARTER, _YEAR),
    *_aggregates(Measure.TEAM_MEETINGS, (_TOTAL,), _QUARTER, _YEAR),
    *_aggregates(Measure.TEAM_MEETINGS_WITH_FAMILY, (_TOTAL,), _QUARTER, _YEAR),
    *_aggregates(Measure.CASES_PAST_FIRST_MEETING, (_TOTAL,), _QUARTER, _YEAR),
    *_aggregates(Measure.CASES_WITH_PLAN, (_TOTAL,), _QUARTER, _YEAR),
    *_aggregates(Measure.PARTNERS_ACTIVE, (_TOTAL, Dimension.SECTOR), _QUARTER, _YEAR),
    *_aggregates(Measure.PARTNERSHIP_MEETINGS, (_TOTAL, Dimension.MEETING), _QUARTER, _YEAR),
    *_aggregates(Measure.CARDS_PUBLISHED, (_TOTAL, Dimension.CATEGORY), _QUARTER, _YEAR),
    *_towns(Measure.FAMILIES_NEW, (_TOTAL,), _QUARTER, _YEAR),
    *_towns(Measure.FAMILIES_CLOSED, (_TOTAL,), _QUARTER, _YEAR),
    *_towns(Measure.FAMILIES_SERVED, (_TOTAL,), _QUARTER),
    *_towns(Measure.FAMILIES_SERVED, (_TOTAL,), _YEAR, of_small_towns=True),
    *_towns(Measure.FAMILIES_SERVED, (Dimension.GROUND, Dimension.HOUSEHOLD), _YEAR),
    *_towns(Measure.FAMILIES_CLOSED, (Dimension.OUTCOME,), _YEAR),
    *_towns(Measure.PARTNERS_ACTIVE, (_TOTAL,), _QUARTER, _YEAR, of_small_towns=True),
    *_towns(Measure.PARTNERSHIP_MEETINGS, (_TOTAL,), _QUARTER, _YEAR, of_small_towns=True),
    *_towns(Measure.CARDS_PUBLISHED, (_TOTAL,), _QUARTER, _YEAR, of_small_towns=True),
)

PRINTED_MEMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    dimension: members_of(dimension) for dimension in ("", *MEMBERS)
}


def handed_over(period_kind: str) -> set[tuple[str, str]]:
    """Measure and breakdown of the counts that a town hands over for a length of time: only what
    some table needs.
    """
    return {(item.measure, item.dimension) for item in TABLES if period_kind in item.periods}


def has_table(measure: str, dimension: str, level: str, period_kind: str) -> bool:
    """Whether the catalogue prints it at all."""
    kind = {Level.CLUSTER: Level.MUNICIPALITY, Level.MERGED: Level.VOIVODESHIP}.get(Level(level), level)
    return any(
        item.measure == measure
        and item.dimension == dimension
        and item.level == kind
        and period_kind in item.periods
        and not (level == Level.CLUSTER and (item.of_small_towns or period_kind != _YEAR))
        for item in TABLES
    )
