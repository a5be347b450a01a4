"""The gap list: what the basket lacks, in counts without a family.

For officers and directors of the own town, whose exact figures these are; they leave it through
indicator 11 only, which the region sees with the rules of disclosure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q

from core.families.queries import SEES_FIGURES
from core.matching.enums import Cause, NeedState
from core.matching.models import Need, UnmetNeed
from core.matching.rules.causes import half_year_days, half_years_until
from core.reference.grounds import ServiceCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError

HALF_YEARS: Final = 4


@dataclass(frozen=True)
class Gap:
    """A category of services: open gaps by cause, and how many needs of the kind are known at all."""

    category: str
    causes: dict[str, int]
    needs: int

    @property
    def total(self) -> int:
        """All open gaps of the category."""
        return sum(self.causes.values())

    @property
    def main_cause(self) -> str:
        """The most frequent cause; equal ones in their order."""
        return max(Cause.values, key=lambda cause: self.causes.get(cause, 0))


@dataclass(frozen=True)
class HalfYear:
    """Needs recorded in a half-year, and how many of them did not find a service (indicator 11)."""

    year: int
    half: int
    recorded: int
    unmet: int

    @property
    def percent(self) -> int | None:
        """Share without a service; None without any need."""
        return round(100 * self.unmet / self.recorded) if self.recorded else None


@dataclass(frozen=True)
class GapList:
    """All open gaps by category, the largest first, and how it went over the last half-years."""

    gaps: tuple[Gap, ...]
    trend: tuple[HalfYear, ...]
    causes: dict[str, int]

    @property
    def total(self) -> int:
        """All open gaps."""
        return sum(gap.total for gap in self.gaps)


def gap_list(actor: Actor, on: date | None = None) -> GapList:
    """The gap list of the town of the moment; three queries."""
    if not (actor.is_system or actor.has(*SEES_FIGURES)) or not actor.may_use("basket:read"):
        raise NotVisibleError
    day = on or clock.today()
    open_gaps = UnmetNeed.objects.filter(resolved_on__isnull=True, recorded_on__lte=day).order_by()
    counts = {
        (category, cause): number
        for category, cause, number in open_gaps.values_list("need__category", "cause").annotate(
            number=Count("pk")
        )
    }
    needs = _needs_by_category(day)
    categories = {category for category, _ in counts}
    gaps = [
        Gap(
            category,
            {cause: counts[category, cause] for cause in Cause.values if (category, cause) in counts},
            needs.get(category, 0),
        )
        for category in ServiceCategory.values
        if category in categories
    ]
    causes: Counter[str] = Counter()
    for gap in gaps:
        causes.update(gap.causes)
    return GapList(
        tuple(sorted(gaps, key=lambda gap: (-gap.total, ServiceCategory.values.index(gap.category)))),
        tuple(_trend(day)),
        {cause: causes[cause] for cause in Cause.values},
    )


def _needs_by_category(day: date) -> dict[str, int]:
    current = Need.objects.filter(recorded_on__lte=day).exclude(state=NeedState.DROPPED).order_by()
    return dict(current.values_list("category").annotate(number=Count("pk")))


def _trend(day: date) -> list[HalfYear]:
    halves = half_years_until(day, HALF_YEARS)
    numbers = {}
    for year, half in halves:
        starts, ends = half_year_days(year, half)
        inside = Q(recorded_on__gte=starts, recorded_on__lt=ends)
        numbers[f"r{year}_{half}"] = Count("pk", filter=inside, distinct=True)
        numbers[f"u{year}_{half}"] = Count("pk", filter=inside & Q(gaps__isnull=False), distinct=True)
    counted = Need.objects.exclude(state=NeedState.DROPPED).filter(recorded_on__lte=day).aggregate(**numbers)
    return [
        HalfYear(year, half, counted[f"r{year}_{half}"], counted[f"u{year}_{half}"]) for year, half in halves
    ]


def unmet_share(starts_on: date, ends_on: date) -> tuple[int, int]:
    """Needs recorded in a half-open period without a service, and all recorded: indicator 11."""
    recorded = Need.objects.exclude(state=NeedState.DROPPED).filter(
        recorded_on__gte=starts_on, recorded_on__lt=ends_on
    )
    counted = recorded.aggregate(
        all=Count("pk", distinct=True), unmet=Count("pk", filter=Q(gaps__isnull=False), distinct=True)
    )
    return counted["unmet"], counted["all"]
