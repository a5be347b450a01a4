"""Reading what was printed, as far as the regional centre sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import graphene
from django.utils.translation import gettext as _

from core.indicators.definitions import Definition, Figure, definitions_on, figures
from core.indicators.dimensions import members_of
from core.indicators.rules import Period, parsed_period
from core.reference.territory import VOIVODESHIPS
from core.regional import queries
from core.regional.enums import Level
from core.regional.rules import cluster_area
from core.shared import clock
from core.shared.actor import Actor
from graphql_api.errors import bad_input
from graphql_api.fields import field
from graphql_api.regional.types import (
    READERS,
    AreaType,
    AreaValue,
    DimensionEnum,
    FigureValue,
    FigureValueType,
    IndicatorType,
    LevelEnum,
    PeriodKindEnum,
    ReleaseType,
    ReleaseValue,
)
from graphql_api.scalars import NoNullString

MOST_PERIODS = 12
MOST_FIGURES = 20
MOST_VALUES = 5_000


def areas_of(actor: Actor) -> list[AreaValue]:
    """Every territory of which the actor's region may read numbers, from the largest."""
    scope = queries.scope_of(actor)
    found = []
    if scope.macroregion:
        found.append(AreaValue(Level.MACROREGION, "all", str(Level.MACROREGION.label), None))
    for code in scope.voivodeships:
        found.append(AreaValue(Level.VOIVODESHIP, code, str(VOIVODESHIPS.get(code, code)), code))
        cluster = AreaValue(Level.CLUSTER, cluster_area(code), str(Level.CLUSTER.label), code)
        found.append(cluster)
    found += [
        AreaValue(Level.MUNICIPALITY, town.area, town.name, town.voivodeship)
        for town in queries.towns()
        if scope.covers(town.voivodeship)
    ]
    return found


def _periods(codes: list[str]) -> list[Period]:
    periods = [parsed_period(code) for code in dict.fromkeys(codes)]
    known = [period for period in periods if period is not None]
    if len(known) != len(periods) or not 1 <= len(known) <= MOST_PERIODS:
        raise bad_input(
            _("Podaj od 1 do %(most)s okresów, na przykład 2026-08, 2026-q2 albo 2026.")
            % {"most": MOST_PERIODS}
        )
    return known


def _figures(keys: list[str]) -> list[Figure]:
    catalogue = figures()
    if not 1 <= len(keys) <= MOST_FIGURES or not set(keys) <= set(catalogue):
        raise bad_input(_("Nie ma takiego wskaźnika. Lista kluczy jest w polu „indicators”."))
    return [catalogue[key][1] for key in dict.fromkeys(keys)]


def _members(chosen: list[Figure], dimension: str) -> tuple[str, ...]:
    if dimension and any(dimension not in figure.breakdowns for figure in chosen):
        raise bad_input(_("Tego wskaźnika nie wydajemy w takim podziale."))
    return members_of(dimension)


def _values(
    _source: Any,
    info: Any,
    *,
    figures: list[str],
    periods: list[str],
    level: Any,
    areas: list[str] | None = None,
    dimension: Any = None,
) -> list[FigureValue]:
    actor = info.context.actor
    chosen, asked = _figures(figures), _periods(periods)
    breakdown = str(dimension.value) if dimension else ""
    members = _members(chosen, breakdown)
    places = [
        area
        for area in areas_of(actor)
        if area.level == level.value and (areas is None or area.code in areas)
    ]
    if len(chosen) * len(asked) * len(places) * len(members) > MOST_VALUES:
        raise bad_input(_("Zapytanie prosi o zbyt wiele liczb naraz. Podziel je."))
    return list(_read(actor, chosen, asked, places, (breakdown, members)))


def _read(
    actor: Actor,
    chosen: list[Figure],
    asked: list[Period],
    places: list[AreaValue],
    breakdown: tuple[str, tuple[str, ...]],
) -> Iterator[FigureValue]:
    dimension, members = breakdown
    for printed in queries.printed(actor, asked, chosen):
        for figure in chosen:
            for place in places:
                for member in members:
                    reading = printed.read(figure, place.level, place.code, dimension, member)
                    known = reading.known
                    yield FigureValue(
                        figure=figure.key,
                        period=printed.period.code,
                        level=place.level,
                        area=place.code,
                        area_name=place.name,
                        member=member or None,
                        value=known.value if known else None,
                        low=known.low if known else None,
                        high=known.high if known else None,
                        missing=None if known else str(reading.missing or "nothing_to_divide_by"),
                    )


def _areas(_source: Any, info: Any, *, level: Any = None) -> list[AreaValue]:
    found = areas_of(info.context.actor)
    return [area for area in found if level is None or area.level == level.value]


def _indicators(_source: Any, _info: Any) -> list[Definition]:
    return list(definitions_on(clock.today()))


def _periods_released(_source: Any, info: Any, *, kind: Any) -> list[str]:
    queries.scope_of(info.context.actor)
    return [period.code for period in queries.periods_released(kind.value)]


def _releases(_source: Any, info: Any) -> list[ReleaseValue]:
    return [
        ReleaseValue(
            month=status.month,
            expected=status.expected,
            submitted=len(status.submitted),
            is_released=status.release is not None,
            digest=status.release.digest if status.release else None,
        )
        for status in queries.months(info.context.actor)
    ]


def _many(type_: Any) -> Any:
    return graphene.List(graphene.NonNull(type_))


def _required(type_: Any, description: str) -> Any:
    return graphene.Argument(graphene.NonNull(_many(type_)), description=description)


class RegionalQueries:
    """Indicators, from published cells only."""

    indicators = field(
        _many(IndicatorType),
        policy=READERS,
        description="Definitions of the indicators, by number.",
        resolver=_indicators,
    )
    areas = field(
        _many(AreaType),
        policy=READERS,
        description="Territories that the caller's region sees.",
        resolver=_areas,
        size=60,
        args={"level": graphene.Argument(LevelEnum, description="Only of this level.")},
    )
    periods = field(
        _many(NoNullString),
        policy=READERS,
        description="Codes of the periods that have been printed, the newest first.",
        resolver=_periods_released,
        args={
            "kind": graphene.Argument(graphene.NonNull(PeriodKindEnum), description="Length of time."),
        },
    )
    releases = field(
        _many(ReleaseType),
        policy=READERS,
        description="The newest twelve months that are over, and how far each has come.",
        resolver=_releases,
        size=12,
    )
    values = field(
        _many(FigureValueType),
        policy=READERS,
        description=(
            f"Figures for territories: at most {MOST_FIGURES} figures, {MOST_PERIODS} periods and "
            f"{MOST_VALUES} numbers. Codes of territories that the region does not see are left out."
        ),
        resolver=_values,
        size=500,
        args={
            "figures": _required(NoNullString, "Keys of figures."),
            "periods": _required(NoNullString, "Codes of periods: 2026-08, 2026-q2, 2026."),
            "level": graphene.Argument(graphene.NonNull(LevelEnum), description="Level of territory."),
            "areas": graphene.Argument(_many(NoNullString), description="Codes; all when left out."),
            "dimension": graphene.Argument(DimensionEnum, description="Break down by this."),
        },
    )
