"""Writing: a town decides about its month; a region reminds, and writes down the support it gave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import graphene

from core.exchange.errors import SupportMissingError
from core.exchange.operations import support
from core.indicators.operations import compute
from core.regional import submissions
from core.regional.queries import towns
from core.shared.actor import Actor
from graphql_api.mutations import mutation, text, value
from graphql_api.scalars import Date, NoNullString
from graphql_api.submissions.types import REGION_WRITERS, TOWN_WRITERS, HoldReasonEnum, SupportKindEnum

_MONTH = value(Date, "Any day of the month.")


def _of_month(operation: Callable[..., object]) -> Callable[..., bool]:
    """An operation on the month of any of its days; it answers that it was done."""

    def perform(*, actor: Actor, month: date, **given: Any) -> bool:
        operation(actor=actor, month=month.replace(day=1), **given)
        return True

    return perform


def _count(*, actor: Actor, month: date) -> None:
    compute(actor=actor, months=[month])


def _confirm(*, actor: Actor, month: date, digest: str, replace: bool = False) -> None:
    submissions.confirm_month(actor=actor, month=month, seen=digest, replace=replace)


def _remind(*, actor: Actor, month: date, areas: list[str] | None = None) -> int:
    chosen = None if areas is None else [town.schema for town in towns() if town.area in areas]
    return submissions.remind_towns(actor=actor, month=month.replace(day=1), towns=chosen)


def _record(*, actor: Actor, areas: list[str], persons: list[int], **given: Any) -> bool:
    schemas = {town.area: town.schema for town in towns()}
    if len(areas) != len(persons):
        raise SupportMissingError
    shares = {schemas.get(area, area): number for area, number in zip(areas, persons, strict=True)}
    support.record_support(actor=actor, towns=shares, **given)
    return True


class TownMonthMutations:
    """What a town decides about a month."""

    month_count = mutation(
        "MonthCount",
        result=graphene.Boolean,
        policy=TOWN_WRITERS,
        takes={"month": _MONTH},
        perform=_of_month(_count),
        description="Count a month again from the records, so that it can be looked at.",
    )
    month_confirm = mutation(
        "MonthConfirm",
        result=graphene.Boolean,
        policy=TOWN_WRITERS,
        takes={
            "month": _MONTH,
            "digest": text("Hash of the counts that were looked at, from `monthPreview`."),
            "replace": value(graphene.Boolean, "Replace what was handed over before.", required=False),
        },
        perform=_of_month(_confirm),
        description="Hand a month over; refused when the counts changed since they were looked at.",
    )
    month_hold_back = mutation(
        "MonthHoldBack",
        result=graphene.Boolean,
        policy=TOWN_WRITERS,
        takes={
            "month": _MONTH,
            "reason": value(HoldReasonEnum, "Why."),
            "note": text("More words, without personal data; the region reads them.", required=False),
        },
        perform=_of_month(submissions.hold_back),
        description="Keep a month back; what was handed over is taken back.",
    )
    month_let_go = mutation(
        "MonthLetGo",
        result=graphene.Boolean,
        policy=TOWN_WRITERS,
        takes={"month": _MONTH},
        perform=_of_month(submissions.let_go),
        description="End a hold: the month waits for a look again.",
    )


class RegionMonthMutations:
    """What a region asks of its towns, and what it gave them."""

    towns_remind = mutation(
        "TownsRemind",
        result=graphene.Int,
        policy=REGION_WRITERS,
        takes={
            "month": _MONTH,
            "areas": value(
                graphene.List(graphene.NonNull(NoNullString)),
                "Codes of towns; all that have not answered when left out.",
                required=False,
            ),
        },
        perform=_remind,
        description="Ask towns for a month; gives how many were asked.",
    )
    support_record = mutation(
        "SupportRecord",
        result=graphene.Boolean,
        policy=REGION_WRITERS,
        takes={
            "kind": value(SupportKindEnum, "Kind."),
            "held_on": value(Date, "Day."),
            "minutes": value(graphene.Int, "Minutes, by the quarter of an hour."),
            "areas": value(graphene.List(graphene.NonNull(NoNullString)), "Codes of the towns."),
            "persons": value(
                graphene.List(graphene.NonNull(graphene.Int)), "Persons of each town, in the same order."
            ),
            "topic": text("What it was about; no names.", required=False),
        },
        perform=_record,
        description="Write down coaching, supervision, a workshop or training.",
    )
