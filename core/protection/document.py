"""The exchange format `sdc-release/1`: all that an outsider can read in every release so far.

    hierarchies  {dimension: {parent: [children]}}, the first parent is the root
    measures     {measure: {"additive": [dimensions], "covering": [dimensions]}}
    cells        [{"m": measure, "k": {dimension: node}, "v": 12}] or "lo"/"hi" instead of "v"
    relations    [{"terms": [[coefficient, cell]], "lo": 0, "hi": 0}]
    known        [{"cell": 3, "v": 4}], targets [{"terms": [[coefficient, cell]]}]

A dimension absent from "k" stands for its root. Counts are never negative. Writing is canonical: the same
document gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from core.protection.errors import DocumentError

FORMAT: Final = "sdc-release/1"

Key = tuple[tuple[str, str], ...]
Terms = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """How counts of one measure add up: over disjoint parts, or over labels that may overlap."""

    additive: tuple[str, ...] = ()
    covering: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One number as printed: what its symbol alone tells. Withheld is 0 to unknown."""

    measure: str
    key: Key
    lo: int = 0
    hi: int | None = None

    @property
    def withheld(self) -> bool:
        return self.lo == 0 and self.hi is None


@dataclass(frozen=True, slots=True)
class Relation:
    """A public identity: lo <= sum of coefficient times cell <= hi; None is without a bound."""

    terms: Terms
    lo: int | None = 0
    hi: int | None = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What an insider knows exactly of one cell."""

    cell: int
    value: int


@dataclass(frozen=True)
class Document:
    """One document; cells are named by their place in `cells`."""

    hierarchies: Mapping[str, Mapping[str, tuple[str, ...]]]
    measures: Mapping[str, Measure]
    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()
    known: tuple[Known, ...] = ()
    targets: tuple[Terms, ...] = ()

    def root(self, dimension: str) -> str:
        return next(iter(self.hierarchies[dimension]))

    @cached_property
    def places(self) -> dict[tuple[str, Key], int]:
        """Place of a cell by measure and key."""
        return {(cell.measure, cell.key): place for place, cell in enumerate(self.cells)}

    def withholding(self, cells: Collection[int]) -> Document:
        """The same document with some cells not printed."""
        chosen = set(cells)
        kept = (replace(cell, lo=0, hi=None) if at in chosen else cell for at, cell in enumerate(self.cells))
        return replace(self, cells=tuple(kept))

    def knowing(self, known: Iterable[Known]) -> Document:
        """The same document in the eyes of somebody who knows more."""
        return replace(self, known=(*self.known, *known))


def key_of(places: Mapping[str, str], hierarchies: Mapping[str, Mapping[str, Any]]) -> Key:
    """A cell's key: dimensions in the order of their names, roots left out."""
    return tuple(
        (dimension, node)
        for dimension, node in sorted(places.items())
        if node != next(iter(hierarchies[dimension]))
    )


def dump(document: Document) -> str:
    """Canonical JSON with a line end: the same document, the same bytes."""
    return json.dumps(as_dict(document), ensure_ascii=False, separators=(",", ":")) + "\n"


def as_dict(document: Document) -> dict[str, Any]:
    """The document as plain JSON values in canonical order."""
    return {
        "hierarchies": {
            dimension: _hierarchy_dict(document.hierarchies[dimension])
            for dimension in sorted(document.hierarchies)
        },
        "measures": {
            name: {
                "additive": sorted(document.measures[name].additive),
                "covering": sorted(document.measures[name].covering),
            }
            for name in sorted(document.measures)
        },
        "cells": [_cell_dict(cell) for cell in document.cells],
        "relations": [
            {"terms": [list(term) for term in item.terms], "lo": item.lo, "hi": item.hi}
            for item in document.relations
        ],
        "known": [{"cell": item.cell, "v": item.value} for item in document.known],
        "targets": [{"terms": [list(term) for term in terms]} for terms in document.targets],
    }


def _hierarchy_dict(parents: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """The root first, then parents as one meets them going down."""
    root = next(iter(parents))
    waiting, found = [root], {}
    while waiting:
        node = waiting.pop(0)
        if node in parents:
            found[node] = list(parents[node])
            waiting.extend(parents[node])
    return found


def _cell_dict(cell: Cell) -> dict[str, Any]:
    told: dict[str, Any] = {"m": cell.measure, "k": dict(cell.key)}
    if cell.lo == cell.hi:
        return {**told, "v": cell.lo}
    return {**told, "lo": cell.lo, "hi": cell.hi}


def parse(text: str | bytes) -> Document:
    """Read and check a document; a `DocumentError` says where it is wrong."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise DocumentError("document", f"not JSON ({error})") from None
    return from_dict(content)


def from_dict(content: object) -> Document:
    """Read and check plain JSON values."""
    parts = _object(content, "document")
    unknown = sorted(set(parts) - {"hierarchies", "measures", "cells", "relations", "known", "targets"})
    if parts.get("format", FORMAT) != FORMAT:
        raise DocumentError("format", f"this program reads {FORMAT}")
    if unknown not in ([], ["format"]):
        raise DocumentError("document", f"unknown part {unknown[0]!r}")
    for needed in ("hierarchies", "measures", "cells"):
        if needed not in parts:
            raise DocumentError("document", f"the part {needed!r} is missing")
    reader = _Reader(_hierarchies(parts["hierarchies"]))
    reader.measures = reader.read_measures(parts["measures"])
    reader.read_cells(parts["cells"])
    return Document(
        hierarchies=reader.hierarchies,
        measures=reader.measures,
        cells=tuple(reader.cells),
        relations=tuple(
            reader.relation(item, where) for item, where in _items(parts.get("relations", []), "relations")
        ),
        known=reader.knowns(parts.get("known", [])),
        targets=tuple(
            reader.target(item, where) for item, where in _items(parts.get("targets", []), "targets")
        ),
    )


@dataclass
class _Reader:
    """Reads the parts in turn; each is checked against those before it."""

    hierarchies: dict[str, dict[str, tuple[str, ...]]]
    measures: dict[str, Measure] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.nodes = {
            dimension: {*parents, *(child for children in parents.values() for child in children)}
            for dimension, parents in self.hierarchies.items()
        }

    def read_measures(self, content: object) -> dict[str, Measure]:
        found: dict[str, Measure] = {}
        for name, item in _object(content, "measures").items():
            where = f"measures.{name}"
            ways = _object(item, where)
            _only(ways, {"additive", "covering"}, where)
            additive = self._dimensions(ways.get("additive", []), f"{where}.additive")
            covering = self._dimensions(ways.get("covering", []), f"{where}.covering")
            if both := sorted(set(additive) & set(covering)):
                raise DocumentError(where, f"{both[0]!r} cannot be additive and covering")
            found[name] = Measure(additive, covering)
        return found

    def _dimensions(self, content: object, where: str) -> tuple[str, ...]:
        names = _texts(content, where)
        for name in names:
            if name not in self.hierarchies:
                raise DocumentError(where, f"there is no dimension {name!r}")
        if len(set(names)) != len(names):
            raise DocumentError(where, "a dimension stands twice")
        return names

    def read_cells(self, content: object) -> None:
        seen: dict[tuple[str, Key], int] = {}
        for item, where in _items(content, "cells"):
            cell = self._cell(item, where)
            first = seen.setdefault((cell.measure, cell.key), len(self.cells))
            if first != len(self.cells):
                raise DocumentError(where, f"the same cell stands at cells[{first}]")
            self.cells.append(cell)

    def _cell(self, content: object, where: str) -> Cell:
        told = _object(content, where)
        _only(told, {"m", "k", "v", "lo", "hi"}, where)
        measure = told.get("m")
        if not isinstance(measure, str) or measure not in self.measures:
            raise DocumentError(where, f"there is no measure {measure!r}")
        places = _object(told.get("k", {}), f"{where}.k")
        for dimension, node in places.items():
            if dimension not in self.hierarchies:
                raise DocumentError(f"{where}.k", f"there is no dimension {dimension!r}")
            if node not in self.nodes[dimension]:
                raise DocumentError(f"{where}.k", f"{dimension} has no {node!r}")
        lo, hi = _printed(told, where)
        return Cell(measure, key_of(places, self.hierarchies), lo, hi)

    def relation(self, content: object, where: str) -> Relation:
        told = _object(content, where)
        _only(told, {"terms", "lo", "hi"}, where)
        lo, hi = (_bound(told.get(name), f"{where}.{name}") for name in ("lo", "hi"))
        if lo is None and hi is None:
            raise DocumentError(where, "a relation needs lo or hi")
        if lo is not None and hi is not None and lo > hi:
            raise DocumentError(where, "lo is above hi")
        return Relation(self._terms(told.get("terms"), f"{where}.terms"), lo, hi)

    def target(self, content: object, where: str) -> Terms:
        if isinstance(content, list):
            return self._terms(content, where)
        told = _object(content, where)
        _only(told, {"terms"}, where)
        return self._terms(told.get("terms"), f"{where}.terms")

    def knowns(self, content: object) -> tuple[Known, ...]:
        found: dict[int, Known] = {}
        for item, where in _items(content, "known"):
            told = _object(item, where)
            _only(told, {"cell", "v"}, where)
            cell = self._place(told.get("cell"), where)
            if cell in found:
                raise DocumentError(where, f"cell {cell} is known twice")
            found[cell] = Known(cell, _count(told.get("v"), f"{where}.v"))
        return tuple(found.values())

    def _terms(self, content: object, where: str) -> Terms:
        found: dict[int, int] = {}
        for item, at in _items(content, where):
            if not isinstance(item, list) or len(item) != len(("coefficient", "cell")):
                raise DocumentError(at, "a term is [coefficient, cell]")
            coefficient, cell = _whole(item[0], at), self._place(item[1], at)
            if coefficient == 0 or cell in found:
                raise DocumentError(at, "a term needs a coefficient other than 0 and a cell of its own")
            found[cell] = coefficient
        if not found:
            raise DocumentError(where, "there are no terms")
        return tuple((coefficient, cell) for cell, coefficient in found.items())

    def _place(self, content: object, where: str) -> int:
        place = _whole(content, where)
        if not 0 <= place < len(self.cells):
            raise DocumentError(where, f"there is no cell {place}")
        return place


def _hierarchies(content: object) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        dimension: _hierarchy(item, f"hierarchies.{dimension}")
        for dimension, item in _object(content, "hierarchies").items()
    }


def _hierarchy(content: object, where: str) -> dict[str, tuple[str, ...]]:
    """A tree: every node has one parent, and the first parent is the root of all."""
    parents = {
        name: _texts(children, f"{where}.{name}") for name, children in _object(content, where).items()
    }
    if not parents:
        raise DocumentError(where, "a dimension needs its root")
    root = next(iter(parents))
    met = {root}
    waiting = [root]
    while waiting:
        for child in parents.get(waiting.pop(), ()):
            if child in met:
                raise DocumentError(where, f"{child!r} is met twice")
            met.add(child)
            waiting.append(child)
    if loose := sorted(set(parents) - met):
        raise DocumentError(where, f"{loose[0]!r} does not hang under the root {root!r}")
    return parents


def _printed(told: Mapping[str, Any], where: str) -> tuple[int, int | None]:
    if "v" in told:
        if "lo" in told or "hi" in told:
            raise DocumentError(where, "a cell has v, or lo and hi")
        value = _count(told["v"], f"{where}.v")
        return value, value
    if "lo" not in told or "hi" not in told:
        raise DocumentError(where, "a cell has v, or lo and hi")
    lo = _count(told["lo"], f"{where}.lo")
    hi = None if told["hi"] is None else _count(told["hi"], f"{where}.hi")
    if hi is not None and hi < lo:
        raise DocumentError(where, "lo is above hi")
    return lo, hi


def _object(content: object, where: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise DocumentError(where, "an object is expected")
    return content


def _items(content: object, where: str) -> list[tuple[Any, str]]:
    if not isinstance(content, list):
        raise DocumentError(where, "a list is expected")
    return [(item, f"{where}[{place}]") for place, item in enumerate(content)]


def _texts(content: object, where: str) -> tuple[str, ...]:
    items = _items(content, where)
    for item, at in items:
        if not isinstance(item, str):
            raise DocumentError(at, "a text is expected")
    return tuple(item for item, _ in items)


def _only(told: Mapping[str, Any], names: set[str], where: str) -> None:
    if unknown := sorted(set(told) - names):
        raise DocumentError(where, f"unknown part {unknown[0]!r}")


def _whole(content: object, where: str) -> int:
    if not isinstance(content, int) or isinstance(content, bool):
        raise DocumentError(where, "a whole number is expected")
    return content


def _count(content: object, where: str) -> int:
    count = _whole(content, where)
    if count < 0:
        raise DocumentError(where, "a count is not negative")
    return count


def _bound(content: object, where: str) -> int | None:
    return None if content is None else _whole(content, where)
