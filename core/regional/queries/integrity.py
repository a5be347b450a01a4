"""Whether what was printed is still what its release says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.regional import rules
from core.regional.models import PublishedCell, Release


def digest_of_cells(cells: Iterable[PublishedCell]) -> str:
    """SHA-256 of what a release printed, whatever the order in which its cells are read."""
    return rules.digest_of(
        sorted(
            [
                cell.period_kind,
                cell.period_start.isoformat(),
                cell.level,
                cell.area,
                cell.measure,
                cell.dimension,
                cell.member,
                str(cell.value),
                cell.reason,
            ]
            for cell in cells
        )
    )


def altered_releases() -> list[date]:
    """Months whose printed cells no longer give the hash of their release; empty when all do."""
    return [
        release.month
        for release in Release.objects.order_by("month")
        if digest_of_cells(PublishedCell.objects.filter(release=release.month)) != release.digest
    ]
