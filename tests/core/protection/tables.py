"""Small tables whose every set of counts can be listed: the answer that certification has to agree with."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.protection.document import Cell, Document, Measure, Relation
from core.protection.evidence import safe_between
from core.protection.search import Verdict
from core.protection.system import ENDLESS, system_of

# Withheld cells are listed up to here; no cell of these tables can need more.
MOST = 28


def document(cells: list[Cell], *, covering: bool = False, relations: tuple[Relation, ...] = ()) -> Document:
    """A tree of one region, two halves and two towns each; by two labels that may overlap or not."""
    labels = {"covering": ("label",)} if covering else {}
    measure = Measure(additive=("area",) if covering else ("area", "label"), **labels)
    return Document(
        hierarchies={
            "area": {"all": ("n", "s"), "n": ("n1", "n2")},
            "label": {"any": ("x", "y")},
        },
        measures={"m": measure},
        cells=tuple(cells),
        relations=relations,
    )


def worlds(doc: Document) -> NDArray[np.int64]:
    """Every set of counts that fits, a column each: nothing clever, so that it can be believed."""
    system = system_of(doc)
    ranges = [
        np.arange(lo, (MOST if hi >= ENDLESS else hi) + 1)
        for lo, hi in zip(system.lo, system.hi, strict=True)
    ]
    every = np.stack([grid.ravel() for grid in np.meshgrid(*ranges, indexing="ij")])
    sums = system.sums(every)
    fits = (sums >= system.row_lo[:, None]) & (sums <= system.row_hi[:, None])
    return every[:, fits.all(axis=0)]


def listed_verdicts(doc: Document) -> list[Verdict]:
    """Safe or told, from the list of all worlds."""
    found = worlds(doc)
    safe = safe_between(found.min(axis=1), found.max(axis=1))
    return [Verdict.SAFE if one else Verdict.TOLD for one in safe]


def key(area: str, label: str) -> tuple[tuple[str, str], ...]:
    places = (("area", area), ("label", label))
    return tuple(part for part in places if part[1] not in {"all", "any"})


def printed(count: int) -> tuple[int, int]:
    value = (count + 2) // 5 * 5
    return max(0, value - 2), value + 2


@st.composite
def tables(draw: st.DrawFn) -> tuple[Document, list[int]]:
    """A small table with planted counts, all of them rounded; and the counts."""
    covering = draw(st.booleans())
    counts = st.integers(0, 4)
    cells: dict[tuple[str, str], int] = {}
    for area in ("n1", "n2", "s"):
        x, y = draw(counts), draw(counts)
        both = draw(st.integers(0, min(x, y))) if covering else 0
        cells |= {(area, "x"): x, (area, "y"): y, (area, "any"): x + y - both}
    for label in ("any", "x", "y"):
        cells["n", label] = cells["n1", label] + cells["n2", label]
        cells["all", label] = cells["n", label] + cells["s", label]
    chosen = draw(st.lists(st.sampled_from(sorted(cells)), min_size=2, max_size=5, unique=True))
    made = [Cell("m", key(*place), *printed(cells[place])) for place in chosen]
    return document(made, covering=covering), [cells[place] for place in chosen]
