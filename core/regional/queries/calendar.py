"""Which months have been printed: the choice of periods, and a stamp for everything made from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from core.indicators.rules import Period, month_of, period_of
from core.regional.models import Release


@dataclass(frozen=True)
class Calendar:
    """Printed months, newest first. `stamp` changes with whatever is printed, and with nothing else."""

    months: tuple[date, ...]
    stamp: str

    def periods(self, kind: str) -> list[Period]:
        """Periods of a kind that are printed whole, newest first."""
        found = ((period_of(month, kind), month) for month in self.months)
        return [period for period, month in found if month_of(period.last_day) == month]

    def holds(self, period: Period) -> bool:
        """Whether the period is printed."""
        return month_of(period.last_day) in self.months


def calendar() -> Calendar:
    """All printed months; one query."""
    rows = list(Release.objects.order_by("-month").values_list("month", "digest"))
    stamp = hashlib.sha256("".join(f"{month} {digest}\n" for month, digest in rows).encode())
    return Calendar(tuple(month for month, _ in rows), stamp.hexdigest()[:24])


def periods_released(kind: str) -> list[Period]:
    """Periods of a kind that have been printed, newest first."""
    return calendar().periods(kind)
