"""What was printed of the indicators: numbers with their ranges, of territories, never of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import graphene

from core.indicators.enums import Dimension, Direction, PeriodKind, Unit
from core.regional.enums import Level, Missing, Reason
from core.shared.enums import Role
from graphql_api.fields import enumeration, field
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

READERS = policy(Role.REGIONAL_COORDINATOR, scopes=("indicators:read",))

LevelEnum = enumeration(Level, "Level", "Territory of a printed number.")
DimensionEnum = enumeration(Dimension, "Dimension", "A breakdown; there are no crossings.")
PeriodKindEnum = enumeration(PeriodKind, "PeriodKind", "Length of time of a figure.")
UnitEnum = enumeration(Unit, "Unit", "What a figure is counted in.")
DirectionEnum = enumeration(Direction, "Direction", "How to read a change.")
WhyMissing = Enum(  # type: ignore[misc]  # its members are two lists of choices and one more
    "WhyMissing",
    {
        **{each.name: each.value for each in (*Reason, *Missing)},
        "NOTHING_TO_DIVIDE_BY": "nothing_to_divide_by",
    },
)
WhyMissingEnum = enumeration(WhyMissing, "WhyMissing", "Why a figure has no number.")


class FigureType(graphene.ObjectType):
    """One number of an indicator."""

    class Meta:
        name = "Figure"

    key = field(NoNullString, required=True, policy=WITH_OBJECT, description="Key to ask for it by.")
    name = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Name in the language of the request."
    )
    unit = field(UnitEnum, required=True, policy=WITH_OBJECT, description="What it is counted in.")
    breakdowns = field(
        graphene.List(graphene.NonNull(DimensionEnum)),
        required=True,
        policy=WITH_OBJECT,
        description="Breakdowns it can be asked for by.",
    )
    stock = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Whether it stands for the last day of the period.",
    )


class IndicatorType(graphene.ObjectType):
    """An indicator's definition in one version."""

    class Meta:
        name = "Indicator"

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number in the catalogue.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Version.")
    valid_from = field(Date, required=True, policy=WITH_OBJECT, description="First day of the version.")
    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name.")
    meaning = field(NoNullString, required=True, policy=WITH_OBJECT, description="What it tells.")
    formula = field(NoNullString, required=True, policy=WITH_OBJECT, description="How it is computed.")
    inclusion = field(NoNullString, required=True, policy=WITH_OBJECT, description="What is counted.")
    source = field(NoNullString, required=True, policy=WITH_OBJECT, description="From which records.")
    rounding = field(NoNullString, required=True, policy=WITH_OBJECT, description="How it is rounded.")
    direction = field(DirectionEnum, required=True, policy=WITH_OBJECT, description="How to read a change.")
    figures = field(
        graphene.List(graphene.NonNull(FigureType)),
        required=True,
        policy=WITH_OBJECT,
        description="Its figures, the main one first.",
        size=8,
    )


class AreaType(graphene.ObjectType):
    """A territory that the caller's region sees."""

    class Meta:
        name = "Area"

    level = field(LevelEnum, required=True, policy=WITH_OBJECT, description="Level.")
    code = field(NoNullString, required=True, policy=WITH_OBJECT, description="Territorial code, or `all`.")
    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name.")
    voivodeship = field(NoNullString, policy=WITH_OBJECT, description="Code of its voivodeship.")


class ReleaseType(graphene.ObjectType):
    """A month printed once."""

    class Meta:
        name = "Release"

    month = field(Date, required=True, policy=WITH_OBJECT, description="First day of the month.")
    expected = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Towns expected.")
    submitted = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Towns that handed over.")
    is_released = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether it was printed."
    )
    digest = field(NoNullString, policy=WITH_OBJECT, description="SHA-256 of the printed cells.")


class FigureValueType(graphene.ObjectType):
    """A figure for a territory and period: a number with the range it stands for, or why none."""

    class Meta:
        name = "FigureValue"

    figure = field(NoNullString, required=True, policy=WITH_OBJECT, description="Key of the figure.")
    period = field(NoNullString, required=True, policy=WITH_OBJECT, description="2026-08, 2026-q2 or 2026.")
    level = field(LevelEnum, required=True, policy=WITH_OBJECT, description="Level.")
    area = field(NoNullString, required=True, policy=WITH_OBJECT, description="Code of the territory.")
    area_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Its name.")
    member = field(NoNullString, policy=WITH_OBJECT, description="Member of the breakdown, if one was asked.")
    value = field(graphene.Float, policy=WITH_OBJECT, description="The number; null when there is none.")
    low = field(graphene.Float, policy=WITH_OBJECT, description="Least true value it stands for.")
    high = field(graphene.Float, policy=WITH_OBJECT, description="Greatest one; null when unbounded.")
    missing = field(WhyMissingEnum, policy=WITH_OBJECT, description="Why there is no number.")


@dataclass(frozen=True)
class AreaValue:
    """Values of `Area`."""

    level: str
    code: str
    name: str
    voivodeship: str | None


@dataclass(frozen=True)
class ReleaseValue:
    """Values of `Release`."""

    month: date
    expected: int
    submitted: int
    is_released: bool
    digest: str | None


@dataclass(frozen=True)
class FigureValue:
    """Values of `FigureValue`."""

    figure: str
    period: str
    level: str
    area: str
    area_name: str
    member: str | None
    value: float | None
    low: float | None
    high: float | None
    missing: Any
