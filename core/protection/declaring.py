"""How periods hang together, declared once for a measure instead of cell by cell.

A catalogue lists `Flow`, `Stock` and `Served`; `declared` finds every place where the cells of such an
identity are printed, at every level and breakdown, and writes the relations. An identity that is true but
not declared is a hole that an attacker finds; one that is declared and not true makes a release contradict
itself. `lasting` names the breakdowns whose label a family keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.protection import periods
from core.protection.document import Cell, Key, Relation

AREA: Final = "area"


@dataclass(frozen=True)
class Flow:
    """Counts events of a period: a quarter is the sum of its months, a year of its quarters."""

    measure: str


@dataclass(frozen=True)
class Stock:
    """Counts at the end of a month: the last month's, more those that came, less those that went."""

    measure: str
    inflow: str
    outflow: str
    lasting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Served:
    """Counts who was there on at least one day of a period: those of its beginning and those that came."""

    measure: str
    stock: str
    inflow: str
    outflow: str
    lasting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Within:
    """Counts a part of what another measure counts, in the same period, place and breakdown."""

    measure: str
    whole: str


Identity = Flow | Stock | Served | Within


class _Printed:
    """Finds cells by measure, period and key."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.keys: dict[str, dict[str, dict[Key, int]]] = {}
        for place, cell in enumerate(cells):
            measure, period = periods.split(cell.measure)
            self.keys.setdefault(measure, {}).setdefault(period, {})[cell.key] = place

    def of(self, measure: str) -> Mapping[str, Mapping[Key, int]]:
        return self.keys.get(measure, {})

    def find(self, measure: str, period: str, key: Key) -> int | None:
        return self.keys.get(measure, {}).get(period, {}).get(key)

    def near(self, measure: str, period: str, key: Key) -> tuple[int | None, bool]:
        """The cell of a key, or else of the whole place; and whether it is the cell itself."""
        found = self.find(measure, period, key)
        if found is not None:
            return found, True
        return self.find(measure, period, place_of(key)), key == place_of(key)


def place_of(key: Key) -> Key:
    """The same place without any breakdown."""
    return tuple(part for part in key if part[0] == AREA)


def declared(cells: Sequence[Cell], identities: Iterable[Identity]) -> tuple[Relation, ...]:
    """Every relation that the identities give among these cells, each once, in one fixed order."""
    printed = _Printed(cells)
    found: dict[Relation, None] = {}
    for identity in identities:
        for relation in _relations(printed, identity):
            found.setdefault(relation, None)
    return tuple(found)


def _relations(printed: _Printed, identity: Identity) -> Iterator[Relation]:
    if isinstance(identity, Flow):
        yield from _flow(printed, identity)
    elif isinstance(identity, Stock):
        yield from _stock(printed, identity)
    elif isinstance(identity, Served):
        yield from _served(printed, identity)
    else:
        yield from _within(printed, identity)


def _flow(printed: _Printed, flow: Flow) -> Iterator[Relation]:
    for period, keys in printed.of(flow.measure).items():
        for key, place in keys.items():
            yield from _sum(place, _finest(printed, flow.measure, period, key))


def _finest(printed: _Printed, measure: str, period: str, key: Key) -> tuple[list[int], bool]:
    """The nearest printed parts of a period, and whether they are all of it."""
    found: list[int] = []
    complete = True
    for part in periods.parts_of(period):
        place = printed.find(measure, part, key)
        if place is not None:
            found.append(place)
            continue
        below, whole = _finest(printed, measure, part, key)
        found += below
        complete = complete and whole and bool(below)
    return found, complete


def _sum(place: int, parts: tuple[list[int], bool]) -> Iterator[Relation]:
    """A whole and its parts: equal if all are printed, else at least their sum."""
    found, complete = parts
    if found:
        yield Relation(((1, place), *((-1, part) for part in found)), 0, 0 if complete else None)


def _keeps(key: Key, lasting: tuple[str, ...]) -> bool:
    """Whether whoever is in this cell stays in it while staying at all."""
    return all(dimension == AREA or dimension in lasting for dimension, _ in key)


def _stock(printed: _Printed, item: Stock) -> Iterator[Relation]:
    for period, keys in printed.of(item.measure).items():
        if not periods.is_month(period):
            continue
        before = periods.month_before(period)
        for key, now in keys.items():
            then = printed.find(item.measure, before, key)
            if then is None or not _keeps(key, item.lasting):
                continue
            came, its_own = printed.near(item.inflow, period, key)
            went, its_own_too = printed.near(item.outflow, period, key)
            yield from _step(now, then, (came, its_own), (went, its_own_too))


def _step(
    now: int, then: int, came: tuple[int | None, bool], went: tuple[int | None, bool]
) -> Iterator[Relation]:
    """Now = then + came - went; with less known of a breakdown, the bounds that remain."""
    if came[0] is not None and came[1] and went[0] is not None and went[1]:
        yield Relation(((1, now), (-1, then), (-1, came[0]), (1, went[0])), 0, 0)
        return
    if came[0] is not None:
        yield Relation(((1, now), (-1, then), (-1, came[0])), None, 0)
    if went[0] is not None:
        yield Relation(((1, now), (-1, then), (1, went[0])), 0, None)


def _served(printed: _Printed, item: Served) -> Iterator[Relation]:
    for period, keys in printed.of(item.measure).items():
        for key, place in keys.items():
            if _keeps(key, item.lasting):
                yield from _beginning(printed, item, period, key, place)
            yield from _at_least(printed, item, period, key, place)
            if "Q" in period:
                yield from _next_quarter(printed, item, period, key, place)
            else:
                yield from _year(printed, item, period, key, place)


def _beginning(printed: _Printed, item: Served, period: str, key: Key, place: int) -> Iterator[Relation]:
    """Served is the stock on the day before, and those that came; and less those that went the new stock."""
    months = periods.months_of(period)
    then = printed.find(item.stock, periods.month_before(months[0]), key)
    came, its_own = printed.near(item.inflow, period, key)
    if then is not None:
        yield Relation(((1, place), (-1, then)), 0, None)
        if came is not None:
            yield Relation(((1, place), (-1, then), (-1, came)), 0 if its_own else None, 0)
    end = printed.find(item.stock, months[-1], key)
    went, its_own = printed.near(item.outflow, period, key)
    if end is not None and went is not None:
        yield Relation(((1, place), (-1, end), (-1, went)), 0 if its_own else None, 0)


def _at_least(printed: _Printed, item: Served, period: str, key: Key, place: int) -> Iterator[Relation]:
    """Whoever was there in a part of the time, came or went in it, was served."""
    inside = [printed.find(item.measure, part, key) for part in periods.parts_of(period)]
    inside += [printed.find(item.stock, month, key) for month in periods.months_of(period)]
    inside += [printed.find(item.inflow, period, key), printed.find(item.outflow, period, key)]
    yield from (Relation(((1, place), (-1, part)), 0, None) for part in inside if part is not None)


def _next_quarter(printed: _Printed, item: Served, period: str, key: Key, place: int) -> Iterator[Relation]:
    """served(Q2) = served(Q1) - closed(Q1) + new(Q2)."""
    before = periods.quarter_before(period)
    then = printed.find(item.measure, before, key)
    if then is None or not _keeps(key, item.lasting):
        return
    came, own_came = printed.near(item.inflow, period, key)
    went, own_went = printed.near(item.outflow, before, key)
    yield from _step(place, then, (came, own_came), (went, own_went))


def _year(printed: _Printed, item: Served, period: str, key: Key, place: int) -> Iterator[Relation]:
    """served(year) = served(Q1) + new(Q2) + new(Q3) + new(Q4)."""
    first, *later = periods.parts_of(period) or ("",)
    then = printed.find(item.measure, first, key)
    came = [printed.near(item.inflow, quarter, key) for quarter in later]
    arrivals = [found for found, _ in came if found is not None]
    if not later or then is None or len(arrivals) < len(later) or not _keeps(key, item.lasting):
        return
    exact = all(its_own for _, its_own in came)
    yield Relation(((1, place), (-1, then), *((-1, found) for found in arrivals)), 0 if exact else None, 0)


def _within(printed: _Printed, item: Within) -> Iterator[Relation]:
    for period, keys in printed.of(item.measure).items():
        for key, part in keys.items():
            whole = printed.find(item.whole, period, key)
            if whole is not None:
                yield Relation(((1, whole), (-1, part)), 0, None)
