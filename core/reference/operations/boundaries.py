"""Official boundaries for the region's maps: read once, made small, replaced as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import transaction

from core.reference import boundary_files, geometry
from core.reference.geometry import Ring
from core.reference.models import Boundary, BoundarySource
from core.shared import clock

_TIERS: Final = (4, 2)  # digits of a powiat's and of a voivodeship's code


@dataclass(frozen=True, slots=True)
class BoundaryResult:
    """What an import kept: units of the file, and outlines made from their parts."""

    units: int
    derived: int
    points: int


@transaction.atomic
def import_boundaries(
    *, path: Path, voivodeships: Iterable[str], progress: Callable[[int, int], None] | None = None
) -> BoundaryResult:
    """Replace all boundaries by those of a file, simplified for a screen; all of it or nothing.

    Powiats and voivodeships that the file does not draw are put together from their gminas. Raises a
    `BoundaryFileError`.
    """
    units = boundary_files.units_of(path, voivodeships, progress)
    given = len(units)
    for length in _TIERS:
        units |= _put_together(units, length)
    shapes = geometry.simplified(units)
    Boundary.objects.all().delete()
    Boundary.objects.bulk_create(
        [_row(code, shape) for code, shape in sorted(shapes.items())], batch_size=200
    )
    BoundarySource.objects.all().delete()
    BoundarySource.objects.create(
        file_name=path.name[:200],
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        units=len(shapes),
        imported_at=clock.now(),
    )
    points = sum(len(ring) for shape in shapes.values() for ring in shape.rings)
    return BoundaryResult(given, len(units) - given, points)


def _put_together(units: dict[str, list[Ring]], length: int) -> dict[str, list[Ring]]:
    """Outlines of a tier that the file names only through its parts."""
    missing = geometry.parents_missing(units, length)
    below = max((len(code) for code in units if code[:length] in missing), default=0)
    return {
        code: geometry.dissolved(
            rings for part, rings in units.items() if part.startswith(code) and len(part) == below
        )
        for code in sorted(missing)
    }


def _row(code: str, shape: geometry.Shape) -> Boundary:
    left, top, right, bottom = shape.box
    return Boundary(code=code, path=shape.path, left=left, top=top, right=right, bottom=bottom)
