"""How much of the catalogue a reader really gets: coverage, cells with a number, the error of rounding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from core.indicators.rules import Period
from core.regional import rules
from core.regional.enums import Level, Reason
from core.regional.models import PublishedCell, Release
from core.regional.queries.printed import Sight, in_sight

# Below so many the rounding weighs much: such numbers do not enter a relative error.
_LEAST = 10


@dataclass(frozen=True)
class Coverage:
    """Which towns of a territory gave data: "49 z 50"."""

    reported: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def expected(self) -> int:
        return len(self.reported) + len(self.missing)


@dataclass(frozen=True)
class Printing:
    """Cells of a level: how many have a number, and why the others have none."""

    level: str
    printed: int
    withheld: Mapping[str, int]

    @property
    def cells(self) -> int:
        return self.printed + sum(self.withheld.values())

    @property
    def share(self) -> float | None:
        """Printed among those of towns that reported: who gave nothing hides nothing."""
        known = self.cells - self.withheld.get(Reason.NOT_REPORTED, 0)
        return self.printed / known if known else None


@dataclass(frozen=True)
class Quality:
    """What may be said of a period's numbers beside the numbers."""

    release: Release
    coverage: Mapping[str, Coverage]
    printing: tuple[Printing, ...]
    # Mean and largest share by which rounding may have moved a total of a voivodeship or above.
    error: tuple[float, float] | None


def coverage_of(sight: Sight, release: Release) -> dict[str, Coverage]:
    """Names of towns that gave data and of those that did not, by voivodeship; "" for all in sight."""
    expected, reported = set(release.coverage["expected"]), set(release.coverage["reported"])
    own = [town for town in sight.towns if sight.scope.covers(town.voivodeship) and town.schema in expected]
    found = {}
    for code in ("", *sight.scope.voivodeships):
        inside = [town for town in own if code in {"", town.voivodeship}]
        found[code] = Coverage(
            tuple(town.name for town in inside if town.schema in reported),
            tuple(town.name for town in inside if town.schema not in reported),
        )
    return found


def quality_of(sight: Sight, release: Release, period: Period) -> Quality:
    """Coverage, share of cells printed and error of one period of a release."""
    cells = PublishedCell.objects.filter(
        in_sight(sight.scope), period_kind=period.kind, period_start=period.start
    )
    counted: dict[str, dict[str, int]] = {}
    for level, reason, number in (
        cells.values_list("level", "reason").annotate(number=Count("level")).order_by("level", "reason")
    ):
        counted.setdefault(level, {})[reason] = number
    printing = tuple(
        Printing(level, reasons.pop("", 0), reasons)
        for level in Level.values
        if (reasons := counted.get(level, {}))
    )
    wide = ~Q(level__in=[Level.MUNICIPALITY, Level.CLUSTER])
    totals = cells.filter(wide, dimension="", value__gte=_LEAST).values_list("value", flat=True)
    errors = [rules.ERROR / value for value in totals if value]
    error = (sum(errors) / len(errors), max(errors)) if errors else None
    return Quality(release, coverage_of(sight, release), printing, error)
