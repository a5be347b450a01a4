"""A tiny invented file of boundaries: three square gminas, two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Ring = list[list[float]]
SIDE = 0.2


def square(longitude: float, latitude: float) -> Ring:
    """A closed ring of four corners, in degrees."""
    corners = [(0.0, 0.0), (SIDE, 0.0), (SIDE, SIDE), (0.0, SIDE), (0.0, 0.0)]
    return [[round(longitude + x, 6), round(latitude + y, 6)] for x, y in corners]


GRANICE = [
    ("2401011", square(19.0, 50.3)),
    ("2401022", square(19.0 + SIDE, 50.3)),
    ("1061011", square(19.4, 51.7)),
]


def geojson(units: Sequence[tuple[str, Any]], column: str = "terc") -> dict[str, Any]:
    """A collection of one polygon a unit."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {column: code, "nazwa": "Przykładów"},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for code, ring in units
        ],
    }
