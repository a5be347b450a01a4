"""The tables that may be printed, and nothing else: filters select among them, never make new ones.

Tiers of disclosure control: no municipal months, no crossings, and details that are few everywhere (who came
by household, how long it took, who answered what) in a voivodeship only by year. A new table is a new version
and needs a review together with everything printed before, since two harmless tables can be telling together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.indicators import definitions
from core.indicators.dimensions import MEMBERS, members_of
from core.indicators.enums import Dimension, Measure
from core.regional.enums import Level
from core.regional.identities import UNPRINTED
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


def _details(
    measure: str, dimensions: tuple[str, ...], *periods: str, of_voivodeships: tuple[str, ...] = (_YEAR,)
) -> list[Table]:
    """Breakdowns of the region that its voivodeships print less often."""
    return [
        Table(measure, dimension, level, own)
        for level, own in ((Level.VOIVODESHIP, of_voivodeships), (Level.MACROREGION, periods))
        for dimension in dimensions
    ]


def _towns(
    measure: str, dimensions: tuple[str, ...], *periods: str, of_small_towns: bool = False
) -> list[Table]:
    return [
        Table(measure, dimension, Level.MUNICIPALITY, periods, of_small_towns) for dimension in dimensions
    ]


def _of_totals(*measures: str) -> list[Table]:
    return [table for measure in measures for table in _aggregates(measure, (_TOTAL,), _QUARTER, _YEAR)]


TABLES: Final[tuple[Table, ...]] = (
    *_aggregates(Measure.FAMILIES_ACTIVE, _WHO, _MONTH),
    *_aggregates(Measure.FAMILIES_NEW, (_TOTAL,), _MONTH, _QUARTER, _YEAR),
    *_details(
        Measure.FAMILIES_NEW, (Dimension.GROUND,), _MONTH, _QUARTER, _YEAR, of_voivodeships=(_QUARTER, _YEAR)
    ),
    *_details(Measure.FAMILIES_NEW, (Dimension.HOUSEHOLD,), _QUARTER, _YEAR),
    *_aggregates(Measure.FAMILIES_CLOSED, (_TOTAL,), _MONTH, _QUARTER, _YEAR),
    *_details(
        Measure.FAMILIES_CLOSED,
        (Dimension.OUTCOME,),
        _MONTH,
        _QUARTER,
        _YEAR,
        of_voivodeships=(_QUARTER, _YEAR),
    ),
    *_details(Measure.FAMILIES_CLOSED, (Dimension.MONTHS,), _QUARTER, _YEAR),
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
    *_of_totals(
        Measure.PARTNERSHIPS_FORMED,
        Measure.SECTORS_COVERED,
        Measure.SECTORS_KNOWN,
        Measure.PARTNERS_INVITED,
        Measure.PARTNERS_ACCEDED,
        Measure.ATTENDANCE_INVITED,
        Measure.ATTENDANCE_PRESENT,
        Measure.SUPPORT_MINUTES,
        Measure.PERSONS_TRAINED,
        Measure.CARDS_REVIEWED,
        Measure.CARDS_USED,
        Measure.NEEDS_RECORDED,
        Measure.CASES_CONSENTED,
        Measure.TEAMS_ACTIVE,
        Measure.TEAM_INSTITUTIONS,
        Measure.TEAMS_BROAD,
        Measure.REQUESTS_DUE,
        Measure.REQUESTS_IN_TIME,
        Measure.GOALS_SET,
        Measure.GOALS_ACHIEVED,
        Measure.ESF_INSTITUTIONS,
        Measure.ESF_RESULTS,
    ),
    *_aggregates(Measure.SUPPORT_SESSIONS, (_TOTAL, Dimension.SUPPORT), _QUARTER, _YEAR),
    *_aggregates(Measure.NEEDS_UNMET, (_TOTAL, Dimension.CATEGORY, Dimension.CAUSE), _QUARTER, _YEAR),
    *_aggregates(Measure.PERSONS_SERVED, (_TOTAL, Dimension.SEX, Dimension.AGE), _QUARTER, _YEAR),
    *_aggregates(Measure.TASKS_DUE, (_TOTAL,), _QUARTER, _YEAR),
    *_details(Measure.TASKS_DUE, (Dimension.DOER,), _QUARTER, _YEAR),
    *_aggregates(Measure.TASKS_IN_TIME, (_TOTAL,), _QUARTER, _YEAR),
    *_details(Measure.TASKS_IN_TIME, (Dimension.DOER,), _QUARTER, _YEAR),
    *_aggregates(Measure.RATINGS_COMPARED, (_TOTAL,), _QUARTER, _YEAR),
    *_details(Measure.RATINGS_COMPARED, (Dimension.CHANGE,), _QUARTER, _YEAR),
    *_aggregates(Measure.VOICE_ANSWERS, (_TOTAL,), _QUARTER, _YEAR),
    *_details(Measure.VOICE_ANSWERS, (Dimension.INFLUENCE,), _QUARTER, _YEAR),
    *_aggregates(Measure.ESF_PARTICIPANTS, (_TOTAL,), _QUARTER, _YEAR),
    *_details(
        Measure.ESF_PARTICIPANTS,
        (Dimension.SEX, Dimension.AGE, Dimension.LABOUR, Dimension.ISCED, Dimension.VULNERABILITY),
        _QUARTER,
        _YEAR,
    ),
    *_aggregates(Measure.ESF_LEAVERS, (_TOTAL,), _QUARTER, _YEAR),
    *_details(Measure.ESF_LEAVERS, (Dimension.RESULT,), _QUARTER, _YEAR),
    *_aggregates(Measure.ESF_ASKED_LATER, (_TOTAL, Dimension.LASTING), _YEAR),
    *_aggregates(Measure.FAMILIES_CLOSED_BEFORE, (_TOTAL,), _YEAR),
    *_aggregates(Measure.FAMILIES_RETURNED, (_TOTAL,), _YEAR),
    *_aggregates(Measure.REACH_PERSONS, (_TOTAL,), _YEAR),
    *_aggregates(Measure.REACH_POPULATION, (_TOTAL,), _YEAR),
    *_aggregates(Measure.SUPPORTED_FAMILIES, (_TOTAL, Dimension.GROUND), _YEAR),
    *_aggregates(Measure.CASELOAD_FAMILIES, (_TOTAL,), _YEAR),
    *_aggregates(Measure.CASELOAD_WORKERS, (_TOTAL,), _YEAR),
    *_aggregates(Measure.CASELOAD_RESIDENTS, (_TOTAL,), _YEAR),
    *_aggregates(Measure.ASSISTED_FAMILIES, (_TOTAL,), _YEAR),
    *_aggregates(Measure.ASSISTANTS, (_TOTAL,), _YEAR),
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
    """Measure and breakdown of the counts that a town hands over for a length of time.

    Only what some table needs, and what no table prints but ties tables together.
    """
    printed = {(item.measure, item.dimension) for item in TABLES if period_kind in item.periods}
    return printed | {
        (measure, dimension) for measure, dimension in UNPRINTED if (measure, _TOTAL) in printed
    }


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
