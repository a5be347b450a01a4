"""What the releases of the simulation tell and what they are worth: the figures of the guarantee."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

from core.protection.simulation.catalogue import TrueCell
from core.protection.simulation.releases import History, rounded

LEVELS: Final = ("town", "voivodeship", "region")
# A relative error is told of counts from here on.
_COUNTED: Final = 10
_PERCENT: Final = 100.0


@dataclass(frozen=True)
class Quality:
    """Printed cells of one level against the counts behind them."""

    cells: int
    published: float
    mean_error: float
    largest_error: int
    relative_error: float


@dataclass(frozen=True)
class Attack:
    """What an auditor found in everything published: cells of each kind."""

    exact: int
    narrow: int
    certain: int
    undecided: int


def quality(history: History) -> dict[str, Quality]:
    """By level and for all: share of non-zero cells printed, and how far off the printed ones are."""
    pairs = list(zip(history.true, history.cells, strict=True))
    found = {
        level: _quality([(true, cell.withheld) for true, cell in pairs if true.level == level])
        for level in LEVELS
    }
    return {"all": _quality([(true, cell.withheld) for true, cell in pairs])} | found


def _quality(cells: Iterable[tuple[TrueCell, bool]]) -> Quality:
    listed = list(cells)
    existing = [withheld for true, withheld in listed if true.count]
    errors = [
        (abs(rounded(true.count) - true.count), true.count) for true, withheld in listed if not withheld
    ]
    relative = [error / count for error, count in errors if count >= _COUNTED]
    return Quality(
        cells=len(listed),
        published=_PERCENT * (1 - sum(existing) / max(1, len(existing))),
        mean_error=sum(error for error, _ in errors) / max(1, len(errors)),
        largest_error=max((error for error, _ in errors), default=0),
        relative_error=_PERCENT * sum(relative) / max(1, len(relative)),
    )


def as_dict(history: History, attack: Attack | None) -> dict[str, Any]:
    """All figures as plain values."""
    return {
        "cells": len(history.cells),
        "withheld": sum(len(release.withheld) for release in history.releases),
        "releases": [asdict(release) for release in history.releases],
        "quality": {level: asdict(found) for level, found in quality(history).items()},
        "attack": asdict(attack) if attack else None,
        "cpu_certify": sum(release.cpu_certify for release in history.releases),
        "cpu_audit": sum(release.cpu_audit for release in history.releases),
    }
