"""Reads `sdc-release/1`: what an outsider can read in every release so far. Nothing is guessed.

A part that is not described is refused, because a misspelt part would silently take an identity away from
the audit, and a missing identity makes an unsafe release look safe.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from auditor.errors import RejectedError

FORMAT: Final = "sdc-release/1"
_PARTS: Final = {"format", "hierarchies", "measures", "cells", "relations", "known", "targets"}
_PAIR: Final = 2

Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """One dimension: its root, the parent of every other node, the children of every inner node."""

    root: str
    children: Mapping[str, tuple[str, ...]]
    parent: Mapping[str, str]

    def __contains__(self, node: object) -> bool:
        return node == self.root or node in self.parent


@dataclass(frozen=True, slots=True)
class Measure:
    """How a count adds up along a dimension: disjoint parts (additive) or overlapping labels (covering)."""

    additive: tuple[str, ...]
    covering: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One published place: what its printed symbol alone tells; without an upper bound when withheld."""

    measure: str
    key: Key
    lo: int
    hi: int | None

    @property
    def exact(self) -> bool:
        return self.lo == self.hi

    @property
    def name(self) -> str:
        """For sentences: new[region=s, month=2026-09]."""
        inside = ", ".join(f"{dimension}={node}" for dimension, node in self.key)
        return f"{self.measure}[{inside or 'all'}]"


@dataclass(frozen=True, slots=True)
class Relation:
    """A further public identity: lo <= sum of coefficient * cell <= hi."""

    terms: tuple[tuple[int, int], ...]
    lo: int | None
    hi: int | None


@dataclass(frozen=True, slots=True)
class Release:
    """Everything in one document."""

    trees: Mapping[str, Tree]
    measures: Mapping[str, Measure]
    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    known: Mapping[int, int]
    targets: tuple[tuple[tuple[int, int], ...], ...]


def read(document: object, known: object = None) -> Release:
    """The release of a decoded JSON document; `known` adds to what the document says an insider knows."""
    parts = _object(document, "release")
    _only(parts, _PARTS, "release")
    if parts.get("format", FORMAT) != FORMAT:
        raise RejectedError(f"this auditor reads {FORMAT}, not {parts['format']!r}", where="format")
    for needed in ("hierarchies", "measures", "cells"):
        if needed not in parts:
            raise RejectedError(f"the part {needed!r} is missing", where="release")
    trees = {
        name: _tree(item, f"hierarchies.{name}")
        for name, item in _object(parts["hierarchies"], "hierarchies").items()
    }
    measures = {
        name: _measure(item, trees, f"measures.{name}")
        for name, item in _object(parts["measures"], "measures").items()
    }
    cells = _cells(parts["cells"], trees, measures)
    size = len(cells)
    return Release(
        trees=trees,
        measures=measures,
        cells=cells,
        relations=tuple(
            _relation(item, size, where) for item, where in _items(parts.get("relations") or [], "relations")
        ),
        known=_known((parts.get("known") or [], known or []), size),
        targets=tuple(
            _target(item, size, where) for item, where in _items(parts.get("targets") or [], "targets")
        ),
    )


def _tree(content: object, where: str) -> Tree:
    children = {
        name: tuple(_texts(items, f"{where}.{name}")) for name, items in _object(content, where).items()
    }
    if not children:
        raise RejectedError("a dimension names at least its root", where=where)
    root = next(iter(children))
    parent: dict[str, str] = {}
    for name, inside in children.items():
        for child in inside:
            if child in parent or child == root:
                raise RejectedError(f"{child!r} stands twice in the tree", where=where)
            parent[child] = name
    reached = {root}
    waiting = [root]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            reached.add(child)
            waiting.append(child)
    if loose := sorted({*children, *parent} - reached):
        raise RejectedError(f"{loose[0]!r} does not hang under the root {root!r}", where=where)
    return Tree(root, {name: inside for name, inside in children.items() if inside}, parent)


def _measure(content: object, trees: Mapping[str, Tree], where: str) -> Measure:
    ways = _object(content, where)
    _only(ways, {"additive", "covering"}, where)
    found: dict[str, tuple[str, ...]] = {}
    for way in ("additive", "covering"):
        names = tuple(_texts(ways.get(way, []), f"{where}.{way}"))
        for name in names:
            if name not in trees:
                raise RejectedError(f"there is no dimension {name!r}", where=f"{where}.{way}")
        if len(set(names)) != len(names):
            raise RejectedError("a dimension stands twice", where=f"{where}.{way}")
        found[way] = names
    if both := sorted({*found["additive"]} & {*found["covering"]}):
        raise RejectedError(f"{both[0]!r} cannot be both additive and covering", where=where)
    return Measure(found["additive"], found["covering"])


def _cells(content: object, trees: Mapping[str, Tree], measures: Mapping[str, Measure]) -> tuple[Cell, ...]:
    found: list[Cell] = []
    places: dict[tuple[str, Key], int] = {}
    for item, where in _items(content, "cells"):
        told = _object(item, where)
        _only(told, {"m", "k", "v", "lo", "hi"}, where)
        measure = told.get("m")
        if not isinstance(measure, str) or measure not in measures:
            raise RejectedError(f"there is no measure {measure!r}", where=where)
        key = _key(told.get("k", {}), trees, f"{where}.k")
        first = places.setdefault((measure, key), len(found))
        if first != len(found):
            raise RejectedError(f"the same cell already stands at cells[{first}]", where=where)
        found.append(Cell(measure, key, *_printed(told, where)))
    if not found:
        raise RejectedError("a release without a cell says nothing", where="cells")
    return tuple(found)


def _key(content: object, trees: Mapping[str, Tree], where: str) -> Key:
    """Sorted by dimension, roots left out: two spellings of one cell are one cell."""
    places = _object(content, where)
    for dimension, node in places.items():
        if dimension not in trees:
            raise RejectedError(f"there is no dimension {dimension!r}", where=where)
        if node not in trees[dimension]:
            raise RejectedError(f"{dimension} has no {node!r}", where=where)
    return tuple(sorted((name, node) for name, node in places.items() if node != trees[name].root))


def _printed(told: Mapping[str, Any], where: str) -> tuple[int, int | None]:
    if ("v" in told) == ("lo" in told or "hi" in told):
        raise RejectedError("a cell says v, or lo and hi", where=where)
    if "v" in told:
        value = _count(told["v"], f"{where}.v")
        return value, value
    if "lo" not in told or "hi" not in told:
        raise RejectedError("a cell says v, or lo and hi", where=where)
    lo = _count(told["lo"], f"{where}.lo")
    hi = None if told["hi"] is None else _count(told["hi"], f"{where}.hi")
    if hi is not None and hi < lo:
        raise RejectedError(f"lo {lo} is above hi {hi}", where=where)
    return lo, hi


def _relation(content: object, size: int, where: str) -> Relation:
    told = _object(content, where)
    _only(told, {"terms", "lo", "hi"}, where)
    lo, hi = (_bound(told, name, where) for name in ("lo", "hi"))
    if lo is None and hi is None:
        raise RejectedError("a relation needs lo or hi, or it says nothing", where=where)
    if lo is not None and hi is not None and lo > hi:
        raise RejectedError(f"lo {lo} is above hi {hi}", where=where)
    return Relation(_terms(told.get("terms"), size, f"{where}.terms"), lo, hi)


def _bound(told: Mapping[str, Any], name: str, where: str) -> int | None:
    if name not in told:
        raise RejectedError(f"{name} is missing (null stands for no bound)", where=where)
    return None if told[name] is None else _whole(told[name], f"{where}.{name}")


def _target(content: object, size: int, where: str) -> tuple[tuple[int, int], ...]:
    if isinstance(content, list):
        return _terms(content, size, where)
    told = _object(content, where)
    _only(told, {"terms"}, where)
    return _terms(told.get("terms"), size, f"{where}.terms")


def _terms(content: object, size: int, where: str) -> tuple[tuple[int, int], ...]:
    found: dict[int, int] = {}
    for item, at in _items(content, where):
        if not isinstance(item, list | tuple) or len(item) != _PAIR:
            raise RejectedError("a term is [coefficient, cell]", where=at)
        coefficient, cell = _whole(item[0], at), _place(item[1], size, at)
        if coefficient == 0 or cell in found:
            raise RejectedError("a term needs a coefficient other than 0 and a cell of its own", where=at)
        found[cell] = coefficient
    if not found:
        raise RejectedError("there are no terms", where=where)
    return tuple((coefficient, cell) for cell, coefficient in found.items())


def _known(parts: Sequence[object], size: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for content in parts:
        for item, where in _items(content, "known"):
            told = _object(item, where)
            _only(told, {"cell", "v"}, where)
            cell, value = _place(told.get("cell"), size, where), _count(told.get("v"), f"{where}.v")
            if found.setdefault(cell, value) != value:
                raise RejectedError(f"cell {cell} is said to be {found[cell]} and {value}", where=where)
    return found


def _object(content: object, where: str) -> Mapping[str, Any]:
    if not isinstance(content, Mapping):
        raise RejectedError("an object is expected", where=where)
    return content


def _items(content: object, where: str) -> list[tuple[Any, str]]:
    if not isinstance(content, list | tuple):
        raise RejectedError("a list is expected", where=where)
    return [(item, f"{where}[{place}]") for place, item in enumerate(content)]


def _texts(content: object, where: str) -> list[str]:
    for item, at in _items(content, where):
        if not isinstance(item, str):
            raise RejectedError("a text is expected", where=at)
    return list(content)  # type: ignore[call-overload, no-any-return]  # checked just above


def _only(told: Mapping[str, Any], names: set[str], where: str) -> None:
    if unknown := sorted(set(told) - names):
        raise RejectedError(f"there is no part {unknown[0]!r} in {FORMAT}", where=where)


def _whole(content: object, where: str) -> int:
    if not isinstance(content, int) or isinstance(content, bool):
        raise RejectedError(f"a whole number is expected, not {content!r}", where=where)
    return content


def _count(content: object, where: str) -> int:
    count = _whole(content, where)
    if count < 0:
        raise RejectedError(f"a count is never negative ({count})", where=where)
    return count


def _place(content: object, size: int, where: str) -> int:
    place = _whole(content, where)
    if not 0 <= place < size:
        raise RejectedError(f"there is no cell {place}", where=where)
    return place
