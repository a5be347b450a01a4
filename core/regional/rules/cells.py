"""What a period would print: rounding, tiers, small towns, groups of voivodeships.

Everything printed is a multiple of 5, zero included ("0-2"), and only cells of a fixed catalogue exist;
a decision to withhold looks at printed values only, so that the decision itself tells nothing more.
Certification of all releases together comes on top of this and only ever withholds more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.regional.rules.groups import Group, merged_area

STEP = 5
ERROR = 2
# At most this printed yearly number of families: the town's own year is a total only.
SMALL_YEAR = 10
FEWEST_IN_CLUSTER = 2
# No share, mean or median rests on fewer printed events.
SMALLEST_BASE = 10

MACROREGION_AREA = "all"
FAMILIES_SERVED = "families_served"


@dataclass(frozen=True)
class Town:
    """A municipality as the release sees it: a code and where it lies."""

    schema: str
    area: str
    voivodeship: str
    name: str = ""


@dataclass(frozen=True)
class Table:
    """One table of the catalogue: a measure, by one breakdown or as a total, where and how often."""

    measure: str
    dimension: str
    level: str
    periods: tuple[str, ...]
    # A small town prints it too: institutions are not families (docs/adr), and the yearly total.
    of_small_towns: bool = False


@dataclass(frozen=True)
class Cell:
    """One printed cell; no value means withheld, and then there is a reason."""

    measure: str
    level: str
    area: str
    voivodeship: str
    dimension: str
    member: str
    value: int | None
    reason: str = ""


Counts = Mapping[tuple[str, str, str], int]
Members = Mapping[str, tuple[str, ...]]


def rounded(count: int) -> int:
    """The nearest multiple of 5; zero too is rounded (0, 1 and 2 all become 0)."""
    return (count + ERROR) // STEP * STEP


def lowest(printed: int) -> int:
    """The smallest count that prints so."""
    return max(0, printed - ERROR)


def highest(printed: int) -> int:
    """The largest count that prints so."""
    return printed + ERROR


def is_small(printed_year: int | None, printed_now: int) -> bool:
    """Whether a town prints its yearly total only.

    Looks at the last year printed and at what this period would print, whichever is larger: a town
    that has grown need not wait for its year. A withheld quarter tells that both are at most 10.
    """
    return max(printed_year or 0, printed_now) <= SMALL_YEAR


def tables_for(catalogue: Iterable[Table], level: str, period_kind: str) -> list[Table]:
    """Tables that the catalogue prints for a level and length of time."""
    return [item for item in catalogue if item.level == level and period_kind in item.periods]


def release_cells(
    *,
    catalogue: Iterable[Table],
    members: Members,
    period_kind: str,
    towns: Iterable[Town],
    reported: Mapping[str, Counts],
    printed_years: Mapping[str, int],
    groups: Iterable[Group],
) -> list[Cell]:
    """All cells of one period.

    `towns` are all that should report, `reported` holds true counts by schema of those that did (a
    missing key is zero), `printed_years` the last printed yearly number of families by area, `groups`
    how voivodeships are printed (see `groups_of`).
    """
    catalogue, towns, groups = tuple(catalogue), tuple(towns), tuple(groups)
    of_all = tables_for(catalogue, "macroregion", period_kind)
    of_voivodeships = tables_for(catalogue, "voivodeship", period_kind)
    by_voivodeship: dict[str, list[Counts]] = {town.voivodeship: [] for town in towns}
    for town in towns:
        if town.schema in reported:
            by_voivodeship[town.voivodeship].append(reported[town.schema])
    group_of = {voivodeship: group for group in groups for voivodeship in group}
    cells: list[Cell] = []
    for voivodeship, own in sorted(by_voivodeship.items()):
        group = group_of.get(voivodeship, ())
        reason = "few_municipalities" if not group else "merged" if len(group) > 1 else ""
        cells += _printed(of_voivodeships, members, "voivodeship", voivodeship, voivodeship, own, reason)
    for group in groups:
        if len(group) > 1:
            own = [counts for voivodeship in group for counts in by_voivodeship[voivodeship]]
            cells += _printed(of_voivodeships, members, "merged", merged_area(group), "", own, "")
    # Only voivodeships that are printed: a total minus the others must not bring one back.
    shown = [counts for group in groups for voivodeship in group for counts in by_voivodeship[voivodeship]]
    reason = "" if shown else "few_municipalities"
    cells += _printed(of_all, members, "macroregion", MACROREGION_AREA, "", shown, reason)
    cells += _town_cells(catalogue, members, period_kind, towns, reported, printed_years)
    return cells


def _town_cells(
    catalogue: tuple[Table, ...],
    members: Members,
    period_kind: str,
    towns: tuple[Town, ...],
    reported: Mapping[str, Counts],
    printed_years: Mapping[str, int],
) -> Iterator[Cell]:
    tables = tables_for(catalogue, "municipality", period_kind)
    if not tables:
        return
    hidden = [table for table in tables if not table.of_small_towns]
    free = [table for table in tables if table.of_small_towns]
    small = {
        town.schema
        for town in towns
        if town.schema in reported
        and is_small(
            None if period_kind == "year" else printed_years.get(town.area),
            rounded(reported[town.schema].get((FAMILIES_SERVED, "", ""), 0)),
        )
    }
    clusters = _clusters(towns, small) if period_kind == "year" else {}
    for town in towns:
        place = ("municipality", town.area, town.voivodeship)
        if town.schema not in reported:
            yield from _printed(tables, members, *place, [], "not_reported")
            continue
        own = [reported[town.schema]]
        yield from _printed(free, members, *place, own, "")
        reason = ""
        if town.schema in small:
            merged = town.voivodeship in clusters
            reason = "small_municipality"
            if period_kind == "year":
                reason = "in_cluster" if merged else "small_cluster"
        yield from _printed(hidden, members, *place, own, reason)
    for voivodeship, schemas in clusters.items():
        area = cluster_area(voivodeship)
        together = [reported[schema] for schema in schemas]
        yield from _printed(hidden, members, "cluster", area, voivodeship, together, "")


def cluster_area(voivodeship: str) -> str:
    """Code of a voivodeship's small towns taken together."""
    return f"{voivodeship}-pozostale"


def _clusters(towns: Iterable[Town], small: set[str]) -> dict[str, list[str]]:
    """Small towns of each voivodeship that has at least two of them."""
    found: dict[str, list[str]] = {}
    for town in towns:
        if town.schema in small:
            found.setdefault(town.voivodeship, []).append(town.schema)
    return {
        voivodeship: schemas
        for voivodeship, schemas in sorted(found.items())
        if len(schemas) >= FEWEST_IN_CLUSTER
    }


def _printed(
    tables: Iterable[Table],
    members: Members,
    level: str,
    area: str,
    voivodeship: str,
    counts: list[Counts],
    reason: str,
) -> Iterator[Cell]:
    for table in tables:
        for member in members[table.dimension]:
            key = (table.measure, table.dimension, member)
            value = None if reason else rounded(sum(own.get(key, 0) for own in counts))
            yield Cell(table.measure, level, area, voivodeship, table.dimension, member, value, reason)
