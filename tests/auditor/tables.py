"""Small tables whose every integer world is counted out, as the truth an auditor must find."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Table:
    """Two towns by two grounds; families with several grounds where the grounds cover."""

    covering: bool
    document: dict[str, Any]

    def truth(self) -> list[tuple[int, int] | None]:
        """Lowest and highest value of every cell over all worlds; None where no world exists."""
        cells = self.document["cells"]
        most = max([cell.get("hi") or cell.get("v") or 0 for cell in cells]) + 8
        worlds = everything(most, covering=self.covering)
        keep = np.ones(len(worlds["all", "every"]), dtype=np.bool_)
        for cell in cells:
            values = worlds[place(cell)]
            keep &= values >= cell.get("lo", cell.get("v"))
            high = cell.get("hi", cell.get("v"))
            if high is not None:
                keep &= values <= high
        found: list[tuple[int, int] | None] = []
        for cell in cells:
            values = worlds[place(cell)][keep]
            found.append((int(values.min()), int(values.max())) if len(values) else None)
        return found


def place(cell: dict[str, Any]) -> tuple[str, str]:
    return cell["k"].get("town", "all"), cell["k"].get("ground", "every")


_CACHE: dict[tuple[int, bool], dict[tuple[str, str], NDArray[np.int16]]] = {}


def everything(most: int, *, covering: bool) -> dict[tuple[str, str], NDArray[np.int16]]:
    """Every world with leaves up to `most`: one array a cell."""
    if (most, covering) in _CACHE:
        return _CACHE[most, covering]
    per_town = [
        (first, second, total)
        for first in range(most + 1)
        for second in range(most + 1)
        for total in (range(max(first, second), first + second + 1) if covering else [first + second])
    ]
    town = np.array(per_town, dtype=np.int16)
    one = np.repeat(town, len(town), axis=0)
    other = np.tile(town, (len(town), 1))
    found = {
        (name, ground): values[:, at]
        for name, values in (("a", one), ("b", other), ("all", one + other))
        for at, ground in enumerate(("x", "y", "every"))
    }
    _CACHE.clear()
    _CACHE[most, covering] = found
    return found


def document(cells: list[dict[str, Any]], *, covering: bool) -> dict[str, Any]:
    ways = {"additive": ["town"], "covering": ["ground"]} if covering else {"additive": ["town", "ground"]}
    return {
        "hierarchies": {"town": {"all": ["a", "b"]}, "ground": {"every": ["x", "y"]}},
        "measures": {"served": ways},
        "cells": cells,
    }


def cell(town: str, ground: str, **printed: int | None) -> dict[str, Any]:
    key = {name: node for name, node in (("town", town), ("ground", ground)) if node not in ("all", "every")}
    return {"m": "served", "k": key, **printed}


def dealt(seed: int) -> Table:
    """A table printed in one of several manners, some numbers withheld, some places not in the catalogue."""
    chance = random.Random(seed)
    covering = chance.random() < 0.4
    most = 3 if covering else 6
    values: dict[tuple[str, str], int] = {}
    for town in "ab":
        first, second = (chance.randint(0, most) for _ in range(2))
        total = chance.randint(max(first, second), first + second) if covering else first + second
        values |= {(town, "x"): first, (town, "y"): second, (town, "every"): total}
    for ground in ("x", "y", "every"):
        values["all", ground] = values["a", ground] + values["b", ground]
    manner = chance.choice(("exact", "rounded", "mixed"))
    cells = []
    for (town, ground), value in values.items():
        if chance.random() < 0.1:
            continue
        how = chance.choice(("exact", "rounded", "withheld")) if manner == "mixed" else manner
        cells.append(cell(town, ground, **printed(value, how)))
    return Table(covering, document(cells or [cell("all", "every", v=5)], covering=covering))


def printed(value: int, how: str) -> dict[str, int | None]:
    """What one manner of printing tells of a count."""
    if how == "withheld":
        return {"lo": 0, "hi": None}
    if how == "exact":
        return (
            {"v": value}
            if value == 0 or value >= 5
            else {"lo": 1, "hi": 4}
            if value % 2
            else {"lo": 0, "hi": 4}
        )
    base = 5 * ((value + 2) // 5)
    return {"lo": max(0, base - 2), "hi": base + 2}
