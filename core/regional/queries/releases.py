"""All releases as one system, as anybody may read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from core.indicators.rules import Period
from core.protection.document import Document, Known
from core.regional.enums import SealedKind
from core.regional.identities import COVERED_BY_LABELS
from core.regional.models import KnownFigure, PublishedCell, Release
from core.regional.places import Place, Row
from core.regional.system import Break, Coverage, System, system_of

_ROW = (
    "period_kind",
    "period_start",
    "level",
    "area",
    "voivodeship",
    "measure",
    "dimension",
    "member",
    "value",
    "reason",
    "release",
)


def printed_rows(until: date | None = None) -> list[Row]:
    """Everything printed up to a month, in one fixed order."""
    cells = PublishedCell.objects.all() if until is None else PublishedCell.objects.filter(release__lte=until)
    return [Row(*values) for values in cells.order_by("release", "pk").values_list(*_ROW)]


def coverage_of(release: Release) -> Coverage:
    """Who contributed; a town's area is its territorial code, which begins with its voivodeship's."""
    areas = [str(schema).partition("_")[2] for schema in release.coverage["reported"]]
    groups = release.coverage.get("groups", [])
    return Coverage(
        release.month, {area: area[:2] for area in areas}, tuple(tuple(group) for group in groups)
    )


def breaks_of(releases: Iterable[Release]) -> set[Break]:
    """Identities that releases left out because of corrections."""
    return {Break(*told) for release in releases for told in release.parameters.get("breaks", [])}


def system_until(until: date | None = None) -> System:
    """All releases up to a month, or all."""
    releases: Sequence[Release] = list(
        Release.objects.order_by("month") if until is None else Release.objects.filter(month__lte=until)
    )
    return system_of(
        printed_rows(until), {item.month: coverage_of(item) for item in releases}, breaks_of(releases)
    )


def known_in(system: System, figures: Iterable[KnownFigure]) -> list[Known]:
    """What towns published themselves, where the system has such a cell."""
    found = []
    for figure in figures:
        place = place_of_figure(figure)
        if place in system.index:
            found.append(Known(system.index[place], figure.value))
    return found


def place_of_figure(figure: KnownFigure) -> Place:
    """Where in the system a town's own publication belongs."""
    measure = COVERED_BY_LABELS.get((figure.measure, figure.dimension), figure.measure)
    kind = "year" if figure.period_kind == SealedKind.REVISED else figure.period_kind
    return Place(Period(kind, figure.period_start), figure.area, measure, figure.dimension, figure.member)


def exported(until: date | None = None) -> Document:
    """The document for outside auditors: all releases, and what towns publish themselves as known."""
    system = system_until(until)
    return system.document.knowing(known_in(system, KnownFigure.objects.all()))
