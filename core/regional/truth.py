"""True counts beside the system: only the release job holds them, to notice what cannot be true.

Two things are noticed before anything is protected. Counts of one release that contradict each other were
made by a wrong formula: nothing is published. Counts of different releases that do were corrected in
between: the series breaks there, and the identity is not declared for that area and period.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from core.indicators.dimensions import MULTI_LABEL
from core.indicators.rules import Period
from core.regional.identities import COVERED_BY_LABELS, REVISED, UNCOUNTED
from core.regional.places import Place
from core.regional.revisions import year_revised_by
from core.regional.rules import MACROREGION_AREA, Counts, cluster_area, parts_of
from core.regional.system import Break, Declared, System

_PRINTED_AS: Final = {
    (covered, dimension): measure for (measure, dimension), covered in COVERED_BY_LABELS.items()
}


class Counted(NamedTuple):
    """Whose counts of which period."""

    area: str
    kind: str
    start: date


class Truth:
    """Counts of towns by area and period; counts of larger areas are their sums."""

    def __init__(self, system: System, counts: Mapping[Counted, Counts]) -> None:
        self._system = system
        self._counts = counts

    def value(self, place: Place) -> int | None:
        """The count of a place; none where no formula makes it or nobody handed it over."""
        shares = self.shares(place)
        return None if None in shares.values() else sum(share or 0 for share in shares.values())

    def shares(self, place: Place) -> dict[str, int | None]:
        """What each town adds to a place; none where no formula makes it or the town handed nothing over."""
        measure = place.measure.removesuffix(REVISED)
        kind = place.period.kind if measure == place.measure else "revised"
        towns = self._towns(place)
        if place.dimension in MULTI_LABEL:
            measure = _PRINTED_AS.get((measure, place.dimension), measure)
        elif measure in UNCOUNTED:
            return dict.fromkeys(towns)
        key = (measure, place.dimension, place.member)
        found = {town: self._counts.get(Counted(town, kind, place.period.start)) for town in towns}
        return {town: None if own is None else own.get(key, 0) for town, own in found.items()}

    def of_periods(self, periods: Collection[Period]) -> list[tuple[Counted, Counts]]:
        """The counts themselves of some periods, and of years counted again with them."""
        starts = {(period.kind, period.start) for period in periods}
        revised = {year_revised_by(period.start) for period in periods if period.kind == "month"}
        return [
            (counted, counts)
            for counted, counts in self._counts.items()
            if (counted.kind, counted.start) in starts
            or (counted.kind == "revised" and counted.start in revised)
        ]

    def _towns(self, place: Place) -> Iterable[str]:
        coverage = self._system.coverage_of[place.period]
        area = place.area
        if area == MACROREGION_AREA:
            shown = {code for group in coverage.groups for code in group}
            return [town for town, code in coverage.reported.items() if code in shown]
        if "-" in area:
            small = self._system.small[place.period]
            return next(towns for code, towns in small.items() if cluster_area(code) == area)
        parts = parts_of(area)
        if parts[0] in coverage.voivodeships:
            return [town for town, code in coverage.reported.items() if code in parts]
        return [area]


def violated(system: System, truth: Truth, months: Collection[date]) -> Iterator[tuple[Declared, bool]]:
    """Identities of these releases that the counts break, and whether all of it is of one release."""
    for declared in system.declared:
        places = [system.places[cell] for _, cell in declared.relation.terms]
        releases = {system.coverage_of[place.period].month for place in places}
        if releases.isdisjoint(months):
            continue
        values = [truth.value(place) for place in places]
        if None in values:
            continue
        total = sum(
            weight * (value or 0) for (weight, _), value in zip(declared.relation.terms, values, strict=True)
        )
        lo, hi = declared.relation.lo, declared.relation.hi
        if (lo is not None and total < lo) or (hi is not None and total > hi):
            yield declared, len(releases) == 1


def breaks(system: System, truth: Truth, months: Collection[date]) -> set[Break]:
    """Where a series breaks because records were corrected between releases."""
    return {declared.origin for declared, _ in violated(system, truth, months)}


def inconsistent(counts: Counts, tables: Iterable[tuple[str, str]]) -> str:
    """The first measure whose breakdown does not fit its total; empty when all do."""
    sums: dict[tuple[str, str], list[int]] = {}
    for (measure, dimension, _), value in counts.items():
        if dimension:
            sums.setdefault((measure, dimension), []).append(value)
    wanted = set(tables)
    for measure, dimension in sorted(wanted):
        total = counts.get((measure, "", ""), 0)
        found = sums.get((measure, dimension), [])
        if not dimension or (measure, "") not in wanted:
            continue
        fits = max(found, default=0) <= total if dimension in MULTI_LABEL else sum(found) == total
        if not fits:
            return measure
    return ""
