"""The tiered catalogue of the simulation: what is printed of which place in a month, quarter and year.

Region and voivodeships: stocks by every breakdown each month, served by every breakdown each quarter, flows
as totals, those that ended by outcome too. Towns: no month; three totals a quarter; served by ground and
household and ended by outcome once a year. Towns of fewer than ten families print yearly totals only, and
their detail together as one cluster of the voivodeship.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.protection.declaring import Flow, Identity, Served, Stock, Within
from core.protection.document import Key, Measure
from core.protection.periods import months_of
from core.protection.simulation.families import AGES, GROUNDS, HOUSEHOLDS, OUTCOMES, SEXES, Families

YEAR: Final = "2026"
REGION: Final = "region"
FEWEST_OF_TOWN: Final = 10
FEWEST_IN_CLUSTER: Final = 2
ACTIVE, NEW, CLOSED, SERVED = "active", "new", "closed", "served"

_BREAKDOWNS: Final[Mapping[str, tuple[str, ...]]] = {
    "ground": GROUNDS,
    "household": HOUSEHOLDS,
    "sex": SEXES,
    "age": AGES,
    "outcome": OUTCOMES,
}
_WHO: Final = ("ground", "household", "sex", "age")
_TOWN: Final = ("ground", "household")

IDENTITIES: Final[tuple[Identity, ...]] = (
    Flow(NEW),
    Flow(CLOSED),
    Stock(ACTIVE, NEW, CLOSED, lasting=_WHO),
    Served(SERVED, ACTIVE, NEW, CLOSED, lasting=_WHO),
    Within(CLOSED, SERVED),
)


@dataclass(frozen=True)
class TrueCell:
    """A count of the catalogue before it is rounded; nothing but a simulation holds it beside the printed."""

    measure: str
    key: Key
    count: int
    level: str


def measure_of(name: str) -> Measure:
    """How counts of a measure add up."""
    if name == CLOSED:
        return Measure(additive=("area", "outcome"))
    if name == NEW:
        return Measure(additive=("area",))
    return Measure(additive=("area", "household", "sex", "age"), covering=("ground",))


class Cube:
    """True counts by place for the invented families."""

    def __init__(self, families: Families) -> None:
        self.families = families
        of_town = families.voivodeship_of_town
        sizes = np.bincount(families.town, minlength=families.towns)
        self.small = sizes < FEWEST_OF_TOWN
        shared = np.bincount(of_town[self.small], minlength=families.voivodeships)
        self.clustered = self.small & (shared[of_town] >= FEWEST_IN_CLUSTER)
        self.labels: dict[str, NDArray[np.bool_]] = {
            "ground": families.grounds,
            "household": np.eye(len(HOUSEHOLDS), dtype=bool)[families.household],
            "sex": np.eye(len(SEXES), dtype=bool)[families.sex],
            "age": np.eye(len(AGES), dtype=bool)[families.age],
            "outcome": np.eye(len(OUTCOMES), dtype=bool)[families.outcome],
        }

    def hierarchies(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Places as a tree, and one flat tree for each breakdown."""
        area: dict[str, tuple[str, ...]] = {
            REGION: tuple(_voivodeship(number) for number in range(self.families.voivodeships))
        }
        for number in range(self.families.voivodeships):
            own = self.families.voivodeship_of_town == number
            loose = tuple(_town(town) for town in np.flatnonzero(own & ~self.clustered))
            together = tuple(_town(town) for town in np.flatnonzero(own & self.clustered))
            area[_voivodeship(number)] = (*loose, _cluster(number)) if together else loose
            if together:
                area[_cluster(number)] = together
        return {"area": area} | {name: {"any": labels} for name, labels in _BREAKDOWNS.items()}

    def of_month(self, month: int) -> Iterator[TrueCell]:
        """All that is printed when a month (1 to 12) is over: the quarter and the year it ends too."""
        period = f"{YEAR}-{month:02}"
        yield from self._aggregates(ACTIVE, period, ("", *_WHO))
        yield from self._flows(period)
        if month % 3 == 0:
            quarter = f"{YEAR}-Q{month // 3}"
            yield from self._flows(quarter)
            yield from self._aggregates(SERVED, quarter, ("", *_WHO))
            for name in (NEW, CLOSED, SERVED):
                yield from self._towns(name, quarter, "", ~self.small)
        if month == len(months_of(YEAR)):
            yield from self._flows(YEAR)
            yield from self._aggregates(SERVED, YEAR, ("", *_WHO))
            yield from self._town_year()

    def _flows(self, period: str) -> Iterator[TrueCell]:
        yield from self._aggregates(NEW, period, ("",))
        yield from self._aggregates(CLOSED, period, ("", "outcome"))

    def _town_year(self) -> Iterator[TrueCell]:
        everyone = np.ones(self.families.towns, dtype=bool)
        for name in (NEW, CLOSED, SERVED):
            yield from self._towns(name, YEAR, "", everyone)
        for name, breakdowns in ((SERVED, _TOWN), (CLOSED, ("outcome",))):
            for breakdown in breakdowns:
                yield from self._towns(name, YEAR, breakdown, ~self.small)
                yield from self._clusters(name, breakdown)

    def _clusters(self, name: str, breakdown: str) -> Iterator[TrueCell]:
        counts = self._counts(name, YEAR, breakdown)
        for number in np.unique(self.families.voivodeship_of_town[self.clustered]):
            inside = self.clustered & (self.families.voivodeship_of_town == number)
            yield from _cells(name, YEAR, breakdown, _cluster(number), counts[inside].sum(axis=0), "town")

    def _aggregates(self, name: str, period: str, breakdowns: tuple[str, ...]) -> Iterator[TrueCell]:
        for breakdown in breakdowns:
            counts = self._counts(name, period, breakdown)
            yield from _cells(name, period, breakdown, REGION, counts.sum(axis=0), "region")
            for number in range(self.families.voivodeships):
                inside = self.families.voivodeship_of_town == number
                area = _voivodeship(number)
                yield from _cells(name, period, breakdown, area, counts[inside].sum(axis=0), "voivodeship")

    def _towns(self, name: str, period: str, breakdown: str, chosen: NDArray[np.bool_]) -> Iterator[TrueCell]:
        counts = self._counts(name, period, breakdown)
        for town in np.flatnonzero(chosen):
            yield from _cells(name, period, breakdown, _town(town), counts[town], "town")

    def _counts(self, name: str, period: str, breakdown: str) -> NDArray[np.int64]:
        """A row a town, a column a label; the total is one column."""
        rows = self._chosen(name, period)
        labels = self.labels[breakdown] if breakdown else np.ones((len(rows), 1), dtype=bool)
        found = np.zeros((self.families.towns, labels.shape[1]), dtype=np.int64)
        np.add.at(found, self.families.town[rows], labels[rows].astype(np.int64))
        return found

    def _chosen(self, name: str, period: str) -> NDArray[np.bool_]:
        months = months_of(period)
        first, last = (int(month.split("-")[1]) - 1 for month in (months[0], months[-1]))
        began, ended = self.families.began, self.families.ended
        if name == NEW:
            return (began >= first) & (began <= last)
        if name == CLOSED:
            return (ended >= first) & (ended <= last)
        if name == ACTIVE:
            return (began <= last) & (ended > last)
        return (began <= last) & (ended >= first)


def _cells(
    name: str, period: str, breakdown: str, area: str, counts: NDArray[np.int64], level: str
) -> Iterator[TrueCell]:
    place = () if area == REGION else (("area", area),)
    labels = _BREAKDOWNS[breakdown] if breakdown else ("",)
    for label, count in zip(labels, counts, strict=True):
        key = (*place, (breakdown, label)) if breakdown else place
        yield TrueCell(f"{name}@{period}", key, int(count), level)


def _voivodeship(number: int) -> str:
    return f"v{number + 1:02}"


def _town(number: np.integer[Any]) -> str:
    return f"t{number + 1:04}"


def _cluster(number: int) -> str:
    return f"{_voivodeship(number)}-small"
