"""Every public identity of a document as rows of whole coefficients: lo <= sum <= hi.

From the hierarchies: an additive parent is the sum of its parts, a covering parent is at least each of its
parts and at most their sum. A part that no cell prints is an unknown number that is not negative: then the
parent is only known to be at least what is printed of it. From the relations: whatever else is declared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from core.protection.document import Document, Key, Relation

Places = Mapping[str, int]


def identities_of(document: Document) -> Iterator[Relation]:
    """All of them, hierarchies first, in one fixed order."""
    yield from hierarchical(document)
    yield from document.relations


def hierarchical(document: Document) -> Iterator[Relation]:
    """What measures and hierarchies say, one dimension after the other."""
    for dimension in sorted(document.hierarchies):
        parents = document.hierarchies[dimension]
        adding_up = {
            name
            for name, ways in document.measures.items()
            if dimension in ways.additive or dimension in ways.covering
        }
        for (measure, _rest), places in _families(document, dimension, adding_up).items():
            ways = document.measures[measure]
            if dimension in ways.additive:
                yield from _additive(parents, places)
            else:
                yield from _covering(parents, places)


def _families(
    document: Document, dimension: str, measures: Collection[str]
) -> dict[tuple[str, Key], dict[str, int]]:
    """Cells of these measures alike but for one dimension: place by node."""
    root = document.root(dimension)
    found: dict[tuple[str, Key], dict[str, int]] = {}
    for place, cell in enumerate(document.cells):
        if cell.measure not in measures:
            continue
        nodes = dict(cell.key)
        node = nodes.pop(dimension, root)
        found.setdefault((cell.measure, tuple(nodes.items())), {})[node] = place
    return {key: places for key, places in found.items() if len(places) > 1}


def printed_parts(
    parents: Mapping[str, tuple[str, ...]], places: Places, node: str
) -> tuple[list[int], bool]:
    """The nearest cells below a node, and whether they are all of it."""
    found: list[int] = []
    complete = True
    for child in parents.get(node, ()):
        if child in places:
            found.append(places[child])
        else:
            below, whole = printed_parts(parents, places, child)
            found += below
            complete = complete and whole and bool(below)
    return found, complete


def _additive(parents: Mapping[str, tuple[str, ...]], places: Places) -> Iterator[Relation]:
    for node in parents:
        if node not in places:
            continue
        parts, complete = printed_parts(parents, places, node)
        if parts:
            terms = ((1, places[node]), *((-1, part) for part in parts))
            yield Relation(terms, 0, 0 if complete else None)


def _covering(parents: Mapping[str, tuple[str, ...]], places: Places) -> Iterator[Relation]:
    for node in parents:
        if node not in places:
            continue
        parts, complete = printed_parts(parents, places, node)
        yield from (Relation(((1, places[node]), (-1, part)), 0, None) for part in parts)
        if parts and complete:
            yield Relation((*((1, part) for part in parts), (-1, places[node])), 0, None)
