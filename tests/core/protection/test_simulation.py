"""Identities declared once hold for invented families, whoever they are; releases follow each other."""

from __future__ import annotations

import numpy as np
import pytest

from core.protection.declaring import declared
from core.protection.evidence import verify
from core.protection.periods import month_before, months_of, parts_of, quarter_before, quarter_of
from core.protection.simulation.catalogue import IDENTITIES, Cube
from core.protection.simulation.families import FAMILIES_OF_FIFTY, invented
from core.protection.simulation.metrics import Attack, as_dict, quality
from core.protection.simulation.releases import document_of, printed, released
from core.protection.system import system_of


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_declared_identity_is_true(seed: int) -> None:
    cube = Cube(invented(50, seed))
    true = [cell for month in range(1, 13) for cell in cube.of_month(month)]
    document = document_of(cube, [printed(cell) for cell in true])
    assert len(document.relations) > len(true)
    assert system_of(document).holds(np.array([cell.count for cell in true], dtype=np.int64))


def test_the_pilot_has_its_families_and_the_same_seed_the_same() -> None:
    families = invented(50)
    assert len(families.town) == FAMILIES_OF_FIFTY
    assert families.voivodeships == 4
    sizes = np.bincount(families.town)
    assert (sizes.min() >= 5, sizes.max() <= 60) == (True, True)
    assert (invented(50).began == families.began).all()


def test_three_releases_are_safe_and_printed_cells_stay() -> None:
    cube = Cube(invented(50))
    history = released(cube, [1, 2, 3])
    assert history.document
    assert history.certificate
    verify(history.document, history.certificate.evidence)
    first = released(cube, [1])
    assert history.cells[: len(first.cells)] == first.cells
    figures = as_dict(history, Attack(0, 0, 0, 0))
    assert figures["cells"] == len(history.cells)
    found = quality(history)
    assert found["all"].published >= 99
    assert found["all"].largest_error <= 2


def test_relations_are_declared_once() -> None:
    cube = Cube(invented(50))
    cells = [printed(cell) for month in (1, 2, 3) for cell in cube.of_month(month)]
    relations = declared(cells, (*IDENTITIES, *IDENTITIES))
    assert len(set(relations)) == len(relations) == len(declared(cells, IDENTITIES))


def test_names_of_periods() -> None:
    assert (month_before("2026-01"), month_before("2026-11")) == ("2025-12", "2026-10")
    assert (quarter_before("2026-Q1"), quarter_of("2026-05")) == ("2025-Q4", "2026-Q2")
    assert parts_of("2026-Q2") == ("2026-04", "2026-05", "2026-06")
    assert parts_of("2026") == ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
    assert (len(months_of("2026")), months_of("2026-03")) == (12, ("2026-03",))
