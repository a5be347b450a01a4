"""What was shown of insiders at one release, written down for the next.

Most of the numbers are frozen: what left a town uncertain of them last month mostly still fits. A change is
written as the places of its counts, since cells are numbered anew with each release, and it is checked by
additions before anything is built on it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from core.indicators.rules import Period
from core.protection.nearest import Change
from core.regional.places import Place
from core.regional.system import System


def packed(changes: Sequence[Change], system: System) -> bytes:
    """Changes as bytes."""
    cells = sorted({int(cell) for change in changes for cell in change.cells})
    number_of = {cell: number for number, cell in enumerate(cells)}
    content = {
        "places": [_written(system.places[cell]) for cell in cells],
        "changes": [
            [[number_of[int(cell)] for cell in change.cells], change.counts.tolist()] for change in changes
        ],
    }
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)


def unpacked(body: bytes, system: System) -> Iterator[Change]:
    """Changes of which every place is still there."""
    content = json.loads(zlib.decompress(body))
    cells = [system.index.get(_read(*place)) for place in content["places"]]
    for numbers, counts in content["changes"]:
        found = [
            (cell, count)
            for number, count in zip(numbers, counts, strict=True)
            if (cell := cells[number]) is not None
        ]
        if len(found) == len(numbers):
            found.sort()
            yield Change(*(np.array(part, dtype=np.int64) for part in zip(*found, strict=True)))


def _written(place: Place) -> list[str]:
    return [place.period.kind, place.period.start.isoformat(), *place[1:]]


def _read(kind: str, start: str, *names: str) -> Place:
    return Place(Period(kind, date.fromisoformat(start)), *names)
