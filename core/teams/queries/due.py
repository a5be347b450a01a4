"""The next step of many cases at once, worked out and ordered by the database.

The rule is `rules.due_of`; here it stands once more in SQL, because a worker's list must put what waits
longest first without loading every case. A test compares the two over many cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Case as SqlCase
from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from core.families.enums import Stage
from core.families.models import Case
from core.privacy.models import ParticipationAgreement
from core.shared import clock
from core.teams import rules
from core.teams.enums import PlanState, Step
from core.teams.models import PlannedMeeting, TeamMeeting

# Nobody agrees any more: overdue without a day, so it stands before everything that has one.
AT_ONCE = date.min


@dataclass(frozen=True)
class Workload:
    """How much waits in the cases of a list."""

    cases: int
    overdue: int
    soon: int


def with_due(cases: QuerySet[Case], on: date | None = None) -> QuerySet[Case]:
    """Cases with `due_step` and `due_by` (`AT_ONCE` when nobody agrees, none when closed)."""
    day = on or clock.today()
    agreeing = ParticipationAgreement.objects.in_force(day).filter(case=OuterRef("pk"))
    held = TeamMeeting.objects.filter(team__case=OuterRef("pk"), held_on__lte=day)
    planned = PlannedMeeting.objects.filter(team__case=OuterRef("pk"), state=PlanState.SET)
    known = cases.annotate(
        _agrees=Exists(agreeing),
        _formed=F("team__formed_on"),
        _last=_one(held, Max("held_on")),
        _named=_one(held, Max("next_on")),
        _set=_one(planned, Min("day")),
    )
    named = SqlCase(When(_named__gt=F("_last"), then=F("_named")), output_field=DateField())
    known = known.annotate(_next=Coalesce(F("_set"), named, output_field=DateField()))
    return known.annotate(due_step=_step(), due_by=_by())


def _one(rows: QuerySet[Any], of: Any) -> Subquery:
    """One figure of a case's meetings."""
    return Subquery(rows.order_by().values("team__case").annotate(found=of).values("found"))


def _step() -> SqlCase:
    return SqlCase(
        When(stage=Stage.CLOSED, then=Value(Step.NOTHING.value)),
        When(agreed_on__isnull=True, then=Value(Step.AGREEMENT.value)),
        When(_agrees=False, then=Value(Step.NO_AGREEMENT.value)),
        When(_formed__isnull=True, then=Value(Step.TEAM.value)),
        When(_last__isnull=True, then=Value(Step.FIRST_MEETING.value)),
        default=Value(Step.NEXT_MEETING.value),
        output_field=CharField(),
    )


def _by() -> SqlCase:
    return SqlCase(
        When(stage=Stage.CLOSED, then=Value(None)),
        When(agreed_on__isnull=True, then=_after("opened_on", rules.DAYS_TO_AGREEMENT)),
        When(_agrees=False, then=Value(AT_ONCE)),
        When(_formed__isnull=True, then=_after("agreed_on", rules.DAYS_TO_TEAM)),
        When(_next__isnull=False, then=F("_next")),
        When(_last__isnull=True, then=_after("_formed", rules.DAYS_TO_FIRST_MEETING)),
        default=_after("_last", rules.DAYS_BETWEEN_MEETINGS),
        output_field=DateField(),
    )


def _after(name: str, days: int) -> Cast:
    return Cast(F(name) + timedelta(days=days), DateField())


def by_due(cases: QuerySet[Case], on: date | None = None) -> QuerySet[Case]:
    """Cases, what waits longest first, closed ones last."""
    return with_due(cases, on).order_by(F("due_by").asc(nulls_last=True), "-opened_on", "-number", "pk")


def workload(waiting: Iterable[Case], soon: timedelta) -> Workload:
    """How many of the cases of `by_due` wait, and since when."""
    today = clock.today()
    days: list[date | None] = [case.due_by for case in cast("Iterable[Any]", waiting)]
    known = [day for day in days if day is not None]
    return Workload(
        cases=len(days),
        overdue=sum(day < today for day in known),
        soon=sum(today <= day <= today + soon for day in known),
    )


def without_agreement(waiting: Iterable[Case]) -> list[Case]:
    """Those of the cases of `by_due` in which nobody agrees (yet, or any more), in their order."""
    asked = (Step.AGREEMENT, Step.NO_AGREEMENT)
    return [case for case in cast("Iterable[Any]", waiting) if case.due_step in asked]
