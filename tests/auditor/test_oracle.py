"""Bounds of random linear systems against tau-ARGUS, the program of statistical offices."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from auditor import Status, audit
from auditor.criteria import leaks
from auditor.identities import Identities
from auditor.programme import Programme
from auditor.reading import read
from auditor.system import System

engine = pytest.importorskip("pytauargus.engine")
_TOP = 40


def dealt(seed: int) -> tuple[dict[str, Any], list[int]]:
    """A random system of sums with a known solution; every cell is somewhere around its number."""
    chance = random.Random(seed)
    size = chance.randint(6, 14)
    values = [chance.choice((0, 1, 2, 3, 4, 5, 7, 12)) for _ in range(size)]
    relations = []
    for _ in range(chance.randint(2, size // 2)):
        chosen = chance.sample(range(size), chance.randint(2, 4))
        terms = [[chance.choice((1, 1, 1, -1)), place] for place in chosen]
        total = sum(factor * values[place] for factor, place in terms)
        relations.append({"terms": terms, "lo": total, "hi": total})
    cells = []
    for number, value in enumerate(values):
        key = {"place": f"p{number}"}
        if chance.random() < 0.3:
            cells.append({"m": "count", "k": key, "v": value})
        else:
            low = max(0, value - chance.randint(0, 4))
            cells.append({"m": "count", "k": key, "lo": low, "hi": min(_TOP, value + chance.randint(1, 6))})
    document = {
        "hierarchies": {"place": {"all": [f"p{number}" for number in range(size)]}},
        "measures": {"count": {}},
        "cells": cells,
        "relations": relations,
    }
    return document, values


def oracle(path: Path, document: dict[str, Any], values: list[int]) -> dict[int, tuple[float, float]]:
    """What tau-ARGUS says each withheld cell lies between."""
    lines = ["0", str(len(values))]
    for number, (cell, value) in enumerate(zip(document["cells"], values, strict=True)):
        low, high = cell.get("lo", value), cell.get("hi", value)
        status = "s" if "v" in cell else "u"
        lines.append(f"{number} {value} 1 {status} {low} {high} 0 0 0")
    lines.append(str(len(document["relations"])))
    for relation in document["relations"]:
        terms = " ".join(f"{place} ({factor})" for factor, place in relation["terms"])
        lines.append(f"{relation['lo']} {len(relation['terms'])} : {terms}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {row["cell"]: (row["min"], row["max"]) for row in engine.audit_jj(str(path))}


@pytest.mark.parametrize("seed", range(60))
def test_bounds_are_those_of_tau_argus(seed: int, tmp_path: Path) -> None:
    document, values = dealt(seed)
    expected = oracle(tmp_path / "table.jj", document, values)
    identities = Identities(read(document))
    system = System.of(identities.bounds, identities.rows)
    programme = Programme.held(system, np.arange(system.columns), system.lo)
    for place, (least, most) in expected.items():
        lowest = programme.linear(programme.costs(place, 1))
        highest = programme.linear(programme.costs(place, -1))
        assert lowest is not None
        assert highest is not None
        assert lowest[0] == pytest.approx(least, abs=1e-5)
        assert -highest[0] == pytest.approx(most, abs=1e-5)


@pytest.mark.parametrize("seed", range(60))
def test_the_verdict_is_never_milder_than_tau_argus(seed: int, tmp_path: Path) -> None:
    document, values = dealt(seed)
    findings = audit(document).findings
    for place, (least, most) in oracle(tmp_path / "table.jj", document, values).items():
        finding = findings[place]
        low, high = int(np.ceil(least - 1e-6)), int(np.floor(most + 1e-6))
        assert finding.status in (Status.PROVEN, Status.DISCLOSED)
        if leaks(low, high):
            assert finding.status is Status.DISCLOSED
        assert finding.inner is not None
        assert low <= finding.inner[0] <= values[place] or finding.inner[0] <= high
        assert finding.outer[0] <= values[place]
        assert finding.outer[1] is None or values[place] <= finding.outer[1]
