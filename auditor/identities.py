"""Every identity a reader of the release can write down: what adds up, what covers, what is declared.

Two cells may be linked through a cell that is not printed at all (a town and the region, when the
voivodeship between them is not in the catalogue). Such places join as unknown counts of their own: left
out, they would hide an identity from the audit that an attacker does know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from auditor.reading import Key, Release

Place = tuple[str, Key]
_MEETING = 2


@dataclass(frozen=True, slots=True)
class Row:
    """lo <= sum of coefficient * column <= hi; None is without a bound."""

    terms: tuple[tuple[int, int], ...]
    lo: int | None
    hi: int | None


@dataclass
class Identities:
    """The rows of a release and its columns: first the release's cells, then the unprinted links."""

    release: Release
    columns: dict[Place, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, cell in enumerate(self.release.cells):
            self.columns[cell.measure, cell.key] = number
        self._add_links()
        for place in list(self.columns):
            for parent, children, whole, additive in self._families(place):
                self._bind(parent, children, whole=whole, additive=additive)
        self.rows += [Row(each.terms, each.lo, each.hi) for each in self.release.relations]

    @property
    def size(self) -> int:
        return len(self.columns)

    def _add_links(self) -> None:
        """Unprinted ancestors that stand between printed cells, or where two dimensions meet."""
        found: set[Place] = set()
        waiting = list(self.columns)
        while waiting:
            for parent in self._parents(waiting.pop()):
                if parent not in self.columns and parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        everywhere = found | set(self.columns)
        for place in sorted(found, key=self._height):
            above = any(parent in self.columns for parent in self._parents(place))
            meets = sum(
                any(child in everywhere for child in children) for _, children, _, _ in self._children(place)
            )
            if above or meets >= _MEETING:
                self.columns[place] = len(self.columns)
        self._add_gaps()

    def _add_gaps(self) -> None:
        """A place left out among printed ones still belongs to several sums: it ties them together."""
        gaps: dict[Place, None] = {}
        for place in list(self.columns):
            for _, below, _, _ in self._children(place):
                if any(child in self.columns for child in below):
                    gaps |= dict.fromkeys(child for child in below if child not in self.columns)
        for gap in gaps:
            if sum(parent in self.columns for parent in self._parents(gap)) >= _MEETING:
                self.columns[gap] = len(self.columns)

    def _height(self, place: Place) -> tuple[int, Place]:
        """Nearest to the roots first, so that a link knows whether anything stands above it."""
        depth = 0
        for dimension, node in place[1]:
            tree = self.release.trees[dimension]
            while node != tree.root:
                node, depth = tree.parent[node], depth + 1  # noqa: PLW2901  the walk is the point
        return depth, place

    def _parents(self, place: Place) -> Iterator[Place]:
        """One step up along each dimension that adds up or covers."""
        name, key = place
        measure = self.release.measures[name]
        for dimension, node in key:
            if dimension in measure.additive or dimension in measure.covering:
                tree = self.release.trees[dimension]
                up = tree.parent[node]
                rest = tuple(pair for pair in key if pair[0] != dimension)
                yield name, rest if up == tree.root else tuple(sorted((*rest, (dimension, up))))

    def _children(self, place: Place) -> Iterator[tuple[Place, list[Place], int, bool]]:
        """Per dimension: the place, its parts, how many there are, and whether they are disjoint."""
        name, key = place
        measure = self.release.measures[name]
        here = dict(key)
        for dimension in (*measure.additive, *measure.covering):
            tree = self.release.trees[dimension]
            parts = tree.children.get(here.get(dimension, tree.root), ())
            rest = [pair for pair in key if pair[0] != dimension]
            below = [(name, tuple(sorted([*rest, (dimension, node)]))) for node in parts]
            if below:
                yield place, below, len(below), dimension in measure.additive

    def _families(self, place: Place) -> Iterator[tuple[int, list[int], bool, bool]]:
        for parent, below, number, additive in self._children(place):
            present = [self.columns[child] for child in below if child in self.columns]
            if present:
                yield self.columns[parent], present, len(present) == number, additive

    def _bind(self, parent: int, children: list[int], *, whole: bool, additive: bool) -> None:
        """A count is never negative, so known parts bound the whole even where a part is not printed."""
        if additive:
            terms = ((1, parent), *((-1, child) for child in children))
            self.rows.append(Row(terms, 0, 0 if whole else None))
            return
        self.rows += [Row(((1, parent), (-1, child)), 0, None) for child in children]
        if whole:
            self.rows.append(Row(((-1, parent), *((1, child) for child in children)), 0, None))

    def groups(self) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """For every column the branch it lies in, in the widest dimension (-1 above all branches).

        And whether it lies in the trunk: above the branches, or a branch's own first node.
        """
        sizes = {
            name: sum(len(nodes) for nodes in tree.children.values())
            for name, tree in self.release.trees.items()
        }
        widest = max(sizes, key=lambda name: (sizes[name], name), default="")
        branches: dict[str, int] = {}
        found, trunk = [], []
        for _, key in self.columns:
            node = dict(key).get(widest)
            tree = self.release.trees[widest]
            trunk.append(node is None or tree.parent[node] == tree.root)
            while node is not None and tree.parent[node] != tree.root:
                node = tree.parent[node]
            found.append(-1 if node is None else branches.setdefault(node, len(branches)))
        return np.array(found, dtype=np.int64), np.array(trunk, dtype=np.bool_)

    @cached_property
    def bounds(self) -> list[tuple[int, int | None]]:
        """What the printed symbols alone tell of every column."""
        printed = [(cell.lo, cell.hi) for cell in self.release.cells]
        return printed + [(0, None)] * (self.size - len(printed))
