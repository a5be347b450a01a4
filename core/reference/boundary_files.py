"""Reading official boundaries: GeoJSON, or a shapefile in a ZIP, joined on the first 6 digits of TERYT."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import shapefile

from core.reference.errors import (
    BoundaryCodesError,
    BoundaryEmptyError,
    BoundaryFormatError,
    BoundaryPlaneError,
    BoundaryShapeError,
)
from core.reference.geometry import Ring, from_degrees, on_grid

Feature = tuple[Mapping[str, Any], Mapping[str, Any]]
Progress = Callable[[int, int], None]

# What the registers call their code: PRG, GISCO, and files made from them.
_NAMES: Final = ("jpt_kod_je", "terc", "teryt", "kod_teryt", "lau_id", "lau_code", "gisco_id", "code", "kod")
_COUNTRY: Final = ("cntr_code", "country")
_CODE: Final = re.compile(r"^(?:PL_?)?(\d{2}|\d{4}|\d{6,7})$")
_DEGREES: Final = 360
_METRES: Final = (100_000, 900_000)
_JOIN: Final = 6


def units_of(
    path: Path, voivodeships: Iterable[str], progress: Progress | None = None
) -> dict[str, list[Ring]]:
    """Rings on the grid by code (2, 4 or 6 digits), of the given voivodeships only.

    Raises a `BoundaryFileError`; then nothing was kept.
    """
    wanted = set(voivodeships)
    found: dict[str, list[Ring]] = {}
    features, number, plane = _opened(path)
    column = ""
    for done, (properties, geometry) in enumerate(features, start=1):
        lowered = {str(name).lower(): value for name, value in properties.items()}
        column = column or _column(lowered)
        code = _code(lowered, column)
        if code and code[:2] in wanted:
            found.setdefault(code, []).extend(_rings(geometry, plane, done))
        if progress:
            progress(done, number)
    found = {code: rings for code, rings in found.items() if rings}
    if not found:
        raise BoundaryEmptyError if column else BoundaryCodesError
    return found


def _opened(path: Path) -> tuple[Iterator[Feature], int, str]:
    """Features one after the other, their number, and the plane of their coordinates (or "" for unsaid)."""
    if zipfile.is_zipfile(path):
        return _shapefile(path)
    try:
        document = json.loads(path.read_bytes())
        features = document["features"]
        plane = _plane_named(str(document.get("crs", {}).get("properties", {}).get("name", "")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BoundaryFormatError from error
    if not isinstance(features, list):
        raise BoundaryFormatError
    pairs = ((item.get("properties") or {}, item.get("geometry") or {}) for item in features)
    return pairs, len(features), plane


def _shapefile(path: Path) -> tuple[Iterator[Feature], int, str]:
    try:
        with zipfile.ZipFile(path) as archive:
            name = next(n for n in archive.namelist() if n.lower().endswith(".prj"))
            plane = _plane_of(archive.read(name).decode("latin-1"))
        reader = shapefile.Reader(str(path), encoding="utf-8", encodingErrors="replace")
    except StopIteration as error:
        raise BoundaryPlaneError from error
    except (shapefile.ShapefileException, zipfile.BadZipFile, OSError, KeyError, ValueError) as error:
        raise BoundaryFormatError from error
    return _records(reader), len(reader), plane


def _records(reader: Any) -> Iterator[Feature]:
    with reader:
        for item in reader.iterShapeRecords():
            yield item.record.as_dict(), item.shape.__geo_interface__


def _plane_named(name: str) -> str:
    """The coordinate system that a GeoJSON names, if it names one."""
    if not name or "CRS84" in name or name.endswith("4326"):
        return "" if not name else "degrees"
    if name.endswith("2180"):
        return "metres"
    raise BoundaryPlaneError


def _plane_of(projection: str) -> str:
    """The coordinate system of a shapefile: degrees, or PL-1992 by its constants whatever its name."""
    text = projection.replace(" ", "").lower()
    if not text.startswith("projcs"):
        return "degrees"
    if "transverse_mercator" in text and "0.9993" in text and '"central_meridian",19' in text:
        return "metres"
    raise BoundaryPlaneError


def _column(properties: Mapping[str, Any]) -> str:
    """Where the code stands: under a name that the registers use, else the one value that looks like it."""
    for name in _NAMES:
        if name in properties and _CODE.match(str(properties[name]).strip()):
            return name
    alike = [
        name
        for name, value in properties.items()
        if isinstance(value, str) and len(value.strip()) >= _JOIN and _CODE.match(value.strip())
    ]
    return alike[0] if len(alike) == 1 else ""


def _code(properties: Mapping[str, Any], column: str) -> str:
    if any(properties.get(name) not in {None, "PL"} for name in _COUNTRY):
        return ""
    found = _CODE.match(str(properties.get(column, "")).strip())
    return found[1][:_JOIN] if found else ""


def _rings(geometry: Mapping[str, Any], plane: str, row: int) -> Iterator[Ring]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"}:
        raise BoundaryShapeError(row=row)
    try:
        polygons: Any = [coordinates] if kind == "Polygon" else coordinates
        for polygon in polygons:
            for ring in polygon:
                made = on_grid(_placed(point, plane) for point in ring)
                if made:
                    yield made
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        raise BoundaryShapeError(row=row) from error


def _placed(point: Any, plane: str) -> tuple[float, float]:
    """A point in PL-1992; a file that does not say is read by the size of its numbers."""
    x, y = float(point[0]), float(point[1])
    if (plane or _guessed(x, y)) == "degrees":
        if not (-_DEGREES / 2 <= x <= _DEGREES / 2 and -_DEGREES / 4 < y < _DEGREES / 4):
            raise BoundaryPlaneError
        return from_degrees(x, y)
    return x, y


def _guessed(x: float, y: float) -> str:
    if abs(x) <= _DEGREES / 2 and abs(y) <= _DEGREES / 4:
        return "degrees"
    if all(_METRES[0] <= value <= _METRES[1] for value in (x, y)):
        return "metres"
    raise BoundaryPlaneError
