"""All releases as one system: what was printed, and every identity between it, as `sdc-release/1`.

Pure: from rows as they are printed and from who contributed, nothing else; true counts never come near. A
period's measure is a measure of its own (`families_new@2026-q3`), because who contributed differs from
period to period and the document says it by the hierarchy of areas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from core.indicators.dimensions import MEMBERS, MULTI_LABEL
from core.indicators.rules import Period
from core.protection.document import Cell, Document, Measure, Relation, key_of
from core.regional.enums import Level, Reason, SealedKind
from core.regional.identities import (
    IDENTITIES,
    UNPRINTED,
    Identity,
    Term,
    When,
    instances,
)
from core.regional.places import Place, Row, bounds_of, place_of
from core.regional.rules import MACROREGION_AREA, Group, cluster_area, merged_area

AREA: Final = "area"
_WHOLE: Final = "all"


class Break(NamedTuple):
    """An identity that does not hold for an area and period: records were corrected in between."""

    identity: str
    period: str
    area: str


@dataclass(frozen=True)
class Coverage:
    """Who contributed to the release of a month: area and voivodeship of each town, and the groups."""

    month: date
    reported: Mapping[str, str]
    groups: tuple[Group, ...]

    def of(self, voivodeship: str) -> frozenset[str]:
        return frozenset(area for area, own in self.reported.items() if own == voivodeship)

    @property
    def voivodeships(self) -> list[str]:
        return sorted(set(self.reported.values()))


@dataclass(frozen=True)
class Declared:
    """One identity written down: relation, and of which identity, period and area it is."""

    relation: Relation
    origin: Break


@dataclass(frozen=True)
class System:
    """The document with the place in the world of each of its cells."""

    document: Document
    places: tuple[Place, ...]
    declared: tuple[Declared, ...]
    # Which release printed a number there.
    printed: Mapping[Place, date] = field(repr=False)
    coverage_of: Mapping[Period, Coverage] = field(repr=False)
    # Small towns printed together, by period and voivodeship.
    small: Mapping[Period, Mapping[str, Collection[str]]] = field(repr=False)

    @cached_property
    def index(self) -> dict[Place, int]:
        return {place: number for number, place in enumerate(self.places)}

    def printed_by(self, months: Collection[date]) -> list[int]:
        """Cells for which some release of these months printed a number."""
        return [number for number, place in enumerate(self.places) if self.printed.get(place) in months]


def system_of(
    rows: Iterable[Row], coverages: Mapping[date, Coverage], broken: Collection[Break] = ()
) -> System:
    """The system of everything printed so far, without the identities named in `broken`."""
    return _Builder(list(rows), coverages).system(frozenset(broken))


class _Builder:
    """Collects cells first, then what ties them, then the document."""

    def __init__(self, rows: Sequence[Row], coverages: Mapping[date, Coverage]) -> None:
        self.coverages = coverages
        self.releases: dict[Period, date] = {}
        self.printed: dict[Place, date] = {}
        self.bounds: dict[Place, tuple[int, int | None]] = {}
        self.small: dict[Period, dict[str, set[str]]] = defaultdict(dict)
        self.irregular = _irregular(coverages.values())
        for row in rows:
            self._add(row)
        self._add_unprinted()

    # Cells.

    def _add(self, row: Row) -> None:
        place = place_of(row)
        if row.kind != SealedKind.REVISED:
            self.releases[place.period] = row.release
        coverage = self.coverages[row.release]
        if row.level == Level.VOIVODESHIP and row.area not in coverage.voivodeships:
            return
        if row.level == Level.MACROREGION and not coverage.groups:
            return
        if row.reason == Reason.IN_CLUSTER:
            self.small[place.period].setdefault(row.voivodeship, set()).add(row.area)
        if row.reason != Reason.NOT_REPORTED:
            self.bounds[place] = bounds_of(row)
            if row.value is not None:
                self.printed[place] = row.release

    def _add_unprinted(self) -> None:
        """Counts that no table prints but that tie printed ones together."""
        for place in list(self.bounds):
            if place.area == MACROREGION_AREA:
                # A table of the region alone is the sum of what its voivodeships have.
                for area in self._inside(place.period):
                    self.bounds.setdefault(place._replace(area=area), (0, None))
        for place in list(self.bounds):
            if place.dimension:
                self.bounds.setdefault(Place(place.period, place.area, place.measure), (0, None))
        for measure, dimension in UNPRINTED:
            for place in list(self.bounds):
                if place.measure == measure and place.area in self._coverage(place.period).voivodeships:
                    for member in MEMBERS[dimension]:
                        unprinted = Place(place.period, place.area, measure, dimension, member)
                        self.bounds.setdefault(unprinted, (0, None))

    def _inside(self, period: Period) -> Iterator[str]:
        """Voivodeships of the region, and those printed together."""
        for group in self._coverage(period).groups:
            yield from group
            if len(group) > 1:
                yield merged_area(group)

    def _coverage(self, period: Period) -> Coverage:
        return self.coverages[self.releases[period]]

    # Identities.

    def _declare(self) -> Iterator[tuple[Bounded, Break]]:
        voivodeships = sorted(
            {code for coverage in self.coverages.values() for code in coverage.voivodeships}
        )
        for period in sorted(self.releases):
            towns = self._places_of_towns(period)
            for identity in IDENTITIES:
                if period.kind in identity.kinds:
                    for area in voivodeships:
                        yield from self._declared(identity, period, area, self._terms_of_voivodeship)
                    for area in towns:
                        yield from self._declared(identity, period, area, self._terms_of_town)
                if period.kind == "year" and all(term.when is When.HERE for term in identity.terms):
                    for area in towns:
                        yield from self._declared(identity.revised, period, area, self._terms_of_town)

    def _places_of_towns(self, period: Period) -> list[str]:
        """Towns of which the period says something alone, clusters of small ones among them."""
        if period.kind == "month":
            return sorted(self.irregular)
        coverage = self._coverage(period)
        clusters = {cluster_area(code) for code in self.small[period]}
        return sorted({*coverage.reported, *clusters, *self.irregular})

    def _declared(
        self,
        identity: Identity,
        period: Period,
        area: str,
        terms_of: Callable[[Instance, str, str, str], Sum],
    ) -> Iterator[tuple[Bounded, Break]]:
        for instance in instances(identity, period):
            for dimension in identity.breakdowns:
                for member in MEMBERS[dimension] if dimension else ("",):
                    found = terms_of(instance, area, dimension, member).bounded(identity.lo, identity.hi)
                    if found.says_something:
                        yield found, Break(identity.name, period.code, area)

    def _terms_of_town(self, instance: Instance, area: str, dimension: str, member: str) -> Sum:
        """A town that comes and goes is followed through the gap: its totals are counts nobody printed."""
        followed = not dimension and area in self.irregular and self._has_gap(instance, area)
        found = Sum()
        if self._changes(instance, area):
            return found
        for term, periods in instance:
            for period in periods:
                for place in _places(term, period, area, dimension, member):
                    is_there = place in self.bounds or (followed and self._is_printed_above(place))
                    found.add(term.coefficient, place if is_there else None)
        return found

    def _changes(self, instance: Instance, area: str) -> bool:
        """Whether small towns taken together are others in another of the periods."""
        code, _, is_cluster = area.partition("-")
        periods = {period for _, inside in instance for period in inside if period in self.releases}
        return bool(is_cluster) and len({frozenset(self.small[p].get(code, ())) for p in periods}) > 1

    def _has_gap(self, instance: Instance, area: str) -> bool:
        return any(
            area not in self._coverage(period).reported
            for _, periods in instance
            for period in periods
            if period in self.releases
        )

    def _is_printed_above(self, place: Place) -> bool:
        return place._replace(area=MACROREGION_AREA) in self.bounds

    def _terms_of_voivodeship(self, instance: Instance, area: str, dimension: str, member: str) -> Sum:
        """With the unprinted counts of towns that contributed to some of the periods only."""
        contributed = {
            period: self._coverage(period).of(area)
            for _, periods in instance
            for period in periods
            if period in self.releases
        }
        everybody = frozenset().union(*contributed.values())
        found = Sum()
        for term, periods in instance:
            for period in periods:
                own = contributed.get(period)
                for place in _places(term, period, area, dimension, member):
                    if own is None or (own and place not in self.bounds):
                        found.add(term.coefficient, None)
                        continue
                    if own:
                        found.add(term.coefficient, place)
                    for town in sorted(everybody - own):
                        found.add(term.coefficient, place._replace(area=town))
        return found

    # The document.

    def system(self, broken: frozenset[Break]) -> System:
        declared: dict[Bounded, Break] = {}
        for found, origin in list(self._declare()):
            if origin not in broken:
                declared.setdefault(found, origin)
                for place, _ in found.parts:
                    self.bounds.setdefault(place, (0, None))
        places = tuple(sorted(self.bounds, key=_order))
        index = {place: number for number, place in enumerate(places)}
        trees = _Trees(self, places)
        numbered = tuple(
            Declared(
                Relation(
                    tuple(sorted((weight, index[place]) for place, weight in found.parts)), found.lo, found.hi
                ),
                origin,
            )
            for found, origin in declared.items()
        )
        document = Document(
            hierarchies=trees.hierarchies,
            measures=trees.measures,
            cells=tuple(
                Cell(
                    trees.measure_of(place),
                    key_of(trees.nodes_of(place), trees.hierarchies),
                    *self.bounds[place],
                )
                for place in places
            ),
            relations=tuple(item.relation for item in numbered),
        )
        return System(
            document=document,
            places=places,
            declared=numbered,
            printed=self.printed,
            coverage_of={period: self._coverage(period) for period in self.releases},
            small=self.small,
        )


Instance = tuple[tuple[Term, tuple[Period, ...]], ...]


@dataclass(frozen=True)
class Bounded:
    """lo <= sum of the parts <= hi."""

    parts: frozenset[tuple[Place, int]]
    lo: int | None
    hi: int | None

    @property
    def says_something(self) -> bool:
        return bool(self.parts) and (self.lo is not None or self.hi is not None)


class Sum:
    """Terms of a relation; a count that is not there is only known not to be negative."""

    def __init__(self) -> None:
        self.terms: dict[Place, int] = {}
        self.missing: set[bool] = set()

    def add(self, coefficient: int, place: Place | None) -> None:
        if place is None:
            self.missing.add(coefficient > 0)
        else:
            self.terms[place] = self.terms.get(place, 0) + coefficient

    def bounded(self, lo: int | None, hi: int | None) -> Bounded:
        """The relation without what is missing, and without a side that only says that counts are counts."""
        weights = [weight for weight in self.terms.values() if weight]
        if True in self.missing or (lo == 0 and min(weights, default=0) > 0):
            lo = None
        if False in self.missing or (hi == 0 and max(weights, default=0) < 0):
            hi = None
        parts = frozenset((place, weight) for place, weight in self.terms.items() if weight)
        return Bounded(parts, lo, hi)


class _Trees:
    """Hierarchies and measures of the document; periods of equal coverage share a hierarchy of areas."""

    def __init__(self, builder: _Builder, places: Sequence[Place]) -> None:
        self._builder = builder
        self.hierarchies: dict[str, dict[str, tuple[str, ...]]] = {}
        self.measures: dict[str, Measure] = {}
        self._area_of: dict[Period, str] = {}
        self._loose: dict[Period, set[str]] = {}
        known: dict[tuple[tuple[str, tuple[str, ...]], ...], str] = {}
        used: dict[str, set[str]] = defaultdict(set)
        for period in sorted({place.period for place in places}):
            tree = self._tree(period)
            self._loose[period] = {MACROREGION_AREA, *(node for inside in tree.values() for node in inside)}
            name = known.setdefault(tuple(tree.items()), AREA if not known else f"{AREA}-{len(known) + 1}")
            self._area_of[period] = name
            self.hierarchies.setdefault(name, tree)
        for place in places:
            if place.dimension:
                used[self.measure_of(place)].add(place.dimension)
                members = tuple(MEMBERS[place.dimension])
                self.hierarchies.setdefault(place.dimension, {_WHOLE: members})
        for place in places:
            name = self.measure_of(place)
            covering = tuple(sorted(used[name] & MULTI_LABEL))
            additive = tuple(sorted(used[name] - MULTI_LABEL))
            if self._stands_in_tree(place):
                additive = (self._area_of[place.period], *additive)
            self.measures[name] = Measure(additive, covering)

    def measure_of(self, place: Place) -> str:
        """A count outside the areas of its period (a town that did not contribute) stands alone."""
        name = f"{place.measure}@{place.period.code}"
        return name if self._stands_in_tree(place) else f"{name}:{place.area}"

    def nodes_of(self, place: Place) -> dict[str, str]:
        nodes = {place.dimension: place.member} if place.dimension else {}
        if self._stands_in_tree(place):
            nodes[self._area_of[place.period]] = place.area
        return nodes

    def _stands_in_tree(self, place: Place) -> bool:
        return place.area in self._loose[place.period]

    def _tree(self, period: Period) -> dict[str, tuple[str, ...]]:
        """Macroregion, groups, voivodeships; towns and clusters of longer periods below them."""
        coverage = self._builder._coverage(period)  # noqa: SLF001  both halves of one builder
        tree: dict[str, tuple[str, ...]] = {
            MACROREGION_AREA: tuple(merged_area(group) for group in coverage.groups)
        }
        for group in coverage.groups:
            if len(group) > 1:
                tree[merged_area(group)] = group
        for code in (code for group in coverage.groups for code in group):
            tree.update(self._below(period, code, sorted(coverage.of(code))))
        return tree

    def _below(self, period: Period, code: str, towns: list[str]) -> dict[str, tuple[str, ...]]:
        if period.kind == "month":
            # Only towns that come and go are told apart; what the others have is one unprinted rest.
            apart = [town for town in towns if town in self._builder.irregular]
            return {code: (*apart, f"{code}-rest")} if apart else {}
        small = sorted(self._builder.small[period].get(code, ()))
        if small:
            cluster = cluster_area(code)
            return {code: (*(town for town in towns if town not in small), cluster), cluster: tuple(small)}
        return {code: tuple(towns)}


def _places(term: Term, period: Period, area: str, dimension: str, member: str) -> list[Place]:
    if term.over:
        return [Place(period, area, term.measure, term.over, each) for each in MEMBERS[term.over]]
    return [Place(period, area, term.measure, dimension, member)]


def _irregular(coverages: Iterable[Coverage]) -> frozenset[str]:
    """Towns that contributed to some releases and not to all."""
    sets = [frozenset(coverage.reported) for coverage in coverages]
    return frozenset().union(*sets) - frozenset.intersection(*sets) if sets else frozenset()


def _order(place: Place) -> tuple[object, ...]:
    """Cells in one fixed order: by period, measure, breakdown and area."""
    period = place.period
    return (period.end, period.kind, place.measure, place.dimension, place.member, place.area)
