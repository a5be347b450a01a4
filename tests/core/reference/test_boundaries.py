"""Boundaries: read from either format, joined on 6 digits, neighbours that stay together, all or nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapefile
from django.db import ProgrammingError, transaction

from core.reference import geometry, queries
from core.reference.errors import (
    BoundaryCodesError,
    BoundaryEmptyError,
    BoundaryFormatError,
    BoundaryPlaneError,
    BoundaryShapeError,
)
from core.reference.models import Boundary
from core.reference.operations import import_boundaries
from tests.support.boundaries import GRANICE, geojson, square
from tests.support.database import as_owner

PL_1992 = (
    'PROJCS["ETRF2000-PL_CS92",GEOGCS["x"],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["central_meridian",19.0],PARAMETER["scale_factor",0.9993]]'
)


@pytest.fixture
def owner(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Only the owner writes boundaries; nothing of a test stays."""
    unblocked = django_db_blocker.unblock()  # type: ignore[attr-defined]
    with unblocked, as_owner(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def file_of(folder: Path, document: Any) -> Path:
    path = folder / "granice.geojson"
    path.write_text(json.dumps(document))
    return path


def test_units_are_joined_on_six_digits_and_parts_make_the_whole(owner: None, tmp_path: Path) -> None:
    result = import_boundaries(path=file_of(tmp_path, geojson(GRANICE)), voivodeships=["24"])
    # Two gminas of one powiat are kept, the one of another voivodeship is not; the powiat and the
    # voivodeship are put together.
    assert (result.units, result.derived) == (2, 2)
    assert set(queries.places_of(["2401011", "2401", "24", "1061011"])) == {"2401011", "2401", "24"}
    left, right = Boundary.objects.get(code="240101"), Boundary.objects.get(code="240102")
    whole = Boundary.objects.get(code="2401")
    assert whole.left == left.left
    assert whole.right == right.right
    assert abs(left.right - right.left) <= 1
    source = queries.boundary_source()
    assert source is not None
    assert source.units == 4
    # A second file replaces the first as a whole.
    import_boundaries(path=file_of(tmp_path, geojson(GRANICE[:1])), voivodeships=["24"])
    assert set(Boundary.objects.values_list("code", flat=True)) == {"240101", "2401", "24"}


def test_a_shapefile_in_metres_lies_where_the_geojson_in_degrees_lies(owner: None, tmp_path: Path) -> None:
    import_boundaries(path=file_of(tmp_path, geojson(GRANICE)), voivodeships=["24"])
    before = queries.places_of(["2401011"])["2401011"].box
    path = shape_zip(tmp_path, PL_1992)
    assert import_boundaries(path=path, voivodeships=["24"]).units == 1
    after = queries.places_of(["2401011"])["2401011"].box
    assert all(abs(one - other) <= 1 for one, other in zip(before, after, strict=True))


def shape_zip(folder: Path, projection: str) -> Path:
    ring = [geometry.from_degrees(*point) for point in square(19.0, 50.3)]
    with shapefile.Writer(str(folder / "g"), encoding="utf-8") as writer:
        writer.field("JPT_KOD_JE", "C", 20)
        writer.poly([ring[::-1]])
        writer.record("2401011")
    (folder / "g.prj").write_text(projection)
    path = folder / "granice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for end in ("shp", "shx", "dbf", "prj"):
            archive.write(folder / f"g.{end}", f"g.{end}")
    return path


@pytest.mark.parametrize(
    ("document", "refusal"),
    [
        ({"type": "FeatureCollection"}, BoundaryFormatError),
        ([], BoundaryFormatError),
        (geojson([("żadna", square(19.0, 50.3))]), BoundaryCodesError),
        (geojson([("0201011", square(19.0, 50.3))]), BoundaryEmptyError),
        (geojson([("2401011", [[4000000.0, 3000000.0], [1.0, 2.0], [3.0, 3.0]])]), BoundaryPlaneError),
        (geojson([("2401011", [["x", None], [1, 2], [2, 2]])]), BoundaryShapeError),
    ],
)
def test_a_bad_file_is_refused_and_the_old_boundaries_stay(
    owner: None, tmp_path: Path, document: Any, refusal: type[Exception]
) -> None:
    import_boundaries(path=file_of(tmp_path, geojson(GRANICE)), voivodeships=["24"])
    with pytest.raises(refusal):
        import_boundaries(path=file_of(tmp_path, document), voivodeships=["24"])
    assert Boundary.objects.filter(code="240101").exists()


def test_other_coordinate_systems_and_other_files_are_refused(owner: None, tmp_path: Path) -> None:
    with pytest.raises(BoundaryPlaneError):
        import_boundaries(path=shape_zip(tmp_path, 'PROJCS["ETRS89 / LAEA Europe"]'), voivodeships=["24"])
    (tmp_path / "x.txt").write_text("nic")
    with pytest.raises(BoundaryFormatError):
        import_boundaries(path=tmp_path / "x.txt", voivodeships=["24"])


def test_a_town_may_read_boundaries_and_not_write_them(db: None) -> None:
    assert queries.places_of(["2401011"]) == {}
    with pytest.raises(ProgrammingError), transaction.atomic():
        Boundary.objects.create(code="240101", path="M0 0l1 1z", left=0, top=0, right=1, bottom=1)


def test_neighbours_share_their_simplified_border() -> None:
    wave = [(100, y) for y in range(0, 101, 5)]
    bent = [(x + (y // 5) % 2, y) for x, y in wave]
    left = (*bent, (0, 100), (0, 0))
    right = (*bent[::-1], (200, 0), (200, 100))
    shapes = geometry.simplified({"a": [left], "b": [right]})
    common = set(shapes["a"].rings[0]) & set(shapes["b"].rings[0])
    assert {(100, 0), (100, 100)} <= common
    assert len(shapes["a"].rings[0]) < len(left)
    # A town inside its powiat: ring and hole stay the same line.
    hole = tuple((50 + x, 50 + y) for x, y in ((0, 0), (9, 1), (20, 0), (20, 20), (0, 20)))
    ground = ((0, 0), (100, 0), (100, 100), (0, 100))
    shapes = geometry.simplified({"inner": [hole], "outer": [ground, hole[::-1]]})
    assert set(shapes["inner"].rings[0]) == set(shapes["outer"].rings[1])
