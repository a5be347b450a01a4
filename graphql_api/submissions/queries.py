"""Reading where months stand: a town its own, a region those of its towns."""

from __future__ import annotations

from datetime import date
from typing import Any

import graphene

from core.exchange.queries import submissions as steps
from core.regional import queries
from core.regional.queries.submissions import towns_in
from graphql_api.fields import field
from graphql_api.scalars import Date
from graphql_api.submissions.types import (
    REGION_READERS,
    TOWN_READERS,
    MonthPreviewType,
    MonthPreviewValue,
    MonthStateType,
    MonthStateValue,
)
from tenants.context import current, current_schema

_MONTH = graphene.Argument(graphene.NonNull(Date), description="Any day of the month.")


def _own_months(_source: Any, info: Any) -> list[MonthStateValue]:
    found = queries.months(info.context.actor)
    months = [item.month for item in found]
    states = steps.states(months, [current_schema()])
    given = queries.submissions_of(info.context.actor, months)
    return [_own(item, states.get((current_schema(), item.month)), given.get(item.month)) for item in found]


def _own(status: queries.MonthStatus, event: Any, submission: Any) -> MonthStateValue:
    town = current()
    released = status.release is not None
    return _stands(status.month, (str(town.teryt), str(town.name)), event, submission, released=released)


def _stands(
    month: date,
    town: tuple[str, str],
    event: Any,
    submission: Any,
    *,
    released: bool,
    reminded_on: date | None = None,
) -> MonthStateValue:
    """A month of a town, given by code and name, with its newest step and what was handed over."""
    return MonthStateValue(
        month=month,
        area=town[0],
        name=town[1],
        step=event.step if event else None,
        reason=(event.reason or None) if event else None,
        note=event.note if event else "",
        submitted_at=submission.submitted_at if submission else None,
        is_released=released,
        reminded_on=reminded_on,
    )


def _preview(_source: Any, info: Any, *, month: date) -> MonthPreviewValue:
    found = queries.preview(info.context.actor, month.replace(day=1))
    counts = sum(len(part) for part in (found.counts or {}).values())
    return MonthPreviewValue(
        found.month, found.counted_at, found.digest if found.counts is not None else "", counts
    )


def _town_months(_source: Any, info: Any, *, month: date) -> list[MonthStateValue]:
    first = month.replace(day=1)
    return [
        _stands(
            first,
            (item.town.area, item.town.name),
            item.event,
            item.submission,
            released=item.released,
            reminded_on=item.reminded_on,
        )
        for item in towns_in(info.context.actor, first)
    ]


class TownMonthQueries:
    """A town's own months."""

    months = field(
        graphene.List(graphene.NonNull(MonthStateType)),
        policy=TOWN_READERS,
        description="The newest twelve months that are over, and where each stands.",
        resolver=_own_months,
        size=12,
    )
    month_preview = field(
        MonthPreviewType,
        policy=TOWN_READERS,
        description="What would leave for a month; the counts themselves are on the page.",
        resolver=_preview,
        args={"month": _MONTH},
    )


class RegionMonthQueries:
    """Months of a region's towns."""

    town_months = field(
        graphene.List(graphene.NonNull(MonthStateType)),
        policy=REGION_READERS,
        description="Every town of the caller's region with one month.",
        resolver=_town_months,
        size=60,
        args={"month": _MONTH},
    )
