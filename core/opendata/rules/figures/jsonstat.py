"""JSON-stat 2.0: a cube as one list of numbers with the status of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.opendata.rules.figures.cube import Cube, Item

VERSION: Final = "2.0"


def document(cube: Cube, *, source: str, href: str, notes: list[str], labels: Mapping[str, str]) -> Any:
    """The dataset; a number that is not there is null, and its status says why."""
    dataset = cube.dataset
    observations = [observation for *_, observation in cube.everything()]
    statuses = sorted({observation.status for observation in observations})
    return {
        "version": VERSION,
        "class": "dataset",
        "href": href,
        "label": dataset.title,
        "source": source,
        "updated": dataset.released_on.isoformat(),
        "note": notes,
        "id": ["measure", "time", "area", "member"],
        "size": [1, len(cube.spans), len(cube.areas), len(cube.members)],
        "role": {"metric": ["measure"], "time": ["time"], "geo": ["area"]},
        "dimension": {
            "measure": {
                "label": labels["measure"],
                "category": {
                    "index": [dataset.measure],
                    "label": {dataset.measure: dataset.title},
                    "unit": {dataset.measure: {"decimals": 0, "label": labels["unit"]}},
                },
            },
            "time": _dimension(labels["time"], [Item(span.code, span.code) for span in cube.spans]),
            "area": _dimension(labels["area"], cube.areas),
            "member": _dimension(labels["member"], cube.members),
        },
        "value": [observation.value for observation in observations],
        "status": [observation.status for observation in observations],
        "extension": {
            "status": {
                status: cube.reasons.get(status.partition("-")[2], labels["printed"]) for status in statuses
            },
            "rounding": {"base": 5, "error": 2},
            "vintage": dataset.kind if dataset.kind == "revised" else "first",
        },
    }


def _dimension(label: str, items: tuple[Item, ...] | list[Item]) -> dict[str, Any]:
    return {
        "label": label,
        "category": {
            "index": [item.code for item in items],
            "label": {item.code: item.label for item in items},
        },
    }
