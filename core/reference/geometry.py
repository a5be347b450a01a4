"""Boundaries made small enough for a page: one plane, one grid, borders simplified once for both sides.

The plane is PL-1992 (EPSG:2180), the one of Polish maps of the whole country; the grid is 100 m with rows
that grow to the south, as a screen's do. A border between two units is cut out of both, simplified and put
back, so that neighbours never come apart.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Point = tuple[int, int]
Ring = tuple[Point, ...]

GRID: Final = 100  # metres
TOLERANCE: Final = 2.0  # grid steps that a border may be moved by
_NORTH: Final = 8000  # grid row of the equator-most zero, so that rows count from the north
_FEWEST: Final = 3

# GRS80 and the constants of PL-1992.
_A, _F = 6378137.0, 1 / 298.257222101
_SCALE, _EAST, _NORTHING, _MERIDIAN = 0.9993, 500_000.0, -5_300_000.0, math.radians(19)
_N: Final = _F / (2 - _F)
_RADIUS: Final = _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA: Final = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16,
    13 * _N**2 / 48 - 3 * _N**3 / 5,
    61 * _N**3 / 240,
)
_ECCENTRICITY: Final = 2 * math.sqrt(_N) / (1 + _N)


@dataclass(frozen=True)
class Shape:
    """A unit's boundary on the grid; holes are rings too (drawn with the even-odd rule)."""

    rings: tuple[Ring, ...]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        xs = [x for ring in self.rings for x, _y in ring]
        ys = [y for ring in self.rings for _x, y in ring]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def path(self) -> str:
        """SVG path data with relative steps, which are short."""
        return "".join(_path(ring) for ring in self.rings)


def _path(ring: Ring) -> str:
    (x, y), steps = ring[0], []
    before = ring[0]
    for point in ring[1:]:
        steps.append(f"{point[0] - before[0]} {point[1] - before[1]}")
        before = point
    return f"M{x} {y}l{' '.join(steps)}z".replace(" -", "-")


def from_degrees(longitude: float, latitude: float) -> tuple[float, float]:
    """Easting and northing in PL-1992 of a place in degrees (Krüger's series, exact to centimetres)."""
    phi, lam = math.radians(latitude), math.radians(longitude) - _MERIDIAN
    sine = math.sin(phi)
    t = math.sinh(math.atanh(sine) - _ECCENTRICITY * math.atanh(_ECCENTRICITY * sine))
    xi = math.atan2(t, math.cos(lam))
    eta = math.atanh(math.sin(lam) / math.sqrt(1 + t * t))
    east, north = eta, xi
    for order, alpha in enumerate(_ALPHA, start=1):
        east += alpha * math.cos(2 * order * xi) * math.sinh(2 * order * eta)
        north += alpha * math.sin(2 * order * xi) * math.cosh(2 * order * eta)
    return _EAST + _SCALE * _RADIUS * east, _NORTHING + _SCALE * _RADIUS * north


def on_grid(points: Iterable[tuple[float, float]]) -> Ring:
    """A ring of eastings and northings on the grid, without repeated points; empty when nothing is left."""
    ring: list[Point] = []
    for east, north in points:
        point = (round(east / GRID), _NORTH - round(north / GRID))
        if not ring or ring[-1] != point:
            ring.append(point)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return tuple(ring) if len(ring) >= _FEWEST else ()


def simplified(units: Mapping[str, Sequence[Ring]], tolerance: float = TOLERANCE) -> dict[str, Shape]:
    """Shapes of all units, each common border simplified once; a unit too small keeps its ring as it is."""
    junctions = _junctions(ring for rings in units.values() for ring in rings)
    made: dict[Ring, Ring] = {}
    found = {}
    for code, rings in units.items():
        outlines = [_redrawn(ring, junctions, made, tolerance) for ring in rings if len(ring) >= _FEWEST]
        if outlines:
            found[code] = Shape(tuple(outlines))
    return found


def dissolved(members: Iterable[Sequence[Ring]]) -> list[Ring]:
    """The common outline of units that lie side by side: borders between two of them fall away."""
    edges: set[tuple[Point, Point]] = set()
    for ring in (ring for rings in members for ring in rings):
        turned = ring if _area(ring) > 0 else ring[::-1]
        for start, end in zip(turned, turned[1:] + turned[:1], strict=True):
            if (end, start) in edges:
                edges.remove((end, start))
            else:
                edges.add((start, end))
    following: dict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(edges):
        following[start].append(end)
    rings = []
    while following:
        first = point = next(iter(following))
        points: list[Point] = []
        while True:
            points.append(point)
            ends = following[point]
            point_after = ends.pop()
            if not ends:
                del following[point]
            point = point_after
            if point == first or point not in following:
                break
        if len(points) >= _FEWEST:
            rings.append(tuple(points))
    return rings


def _area(ring: Ring) -> int:
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True))


def _junctions(rings: Iterable[Ring]) -> set[Point]:
    """Points where more than two borders meet."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
            neighbours[start].add(end)
            neighbours[end].add(start)
    return {point for point, near in neighbours.items() if len(near) > 2}  # noqa: PLR2004  in and out


def _redrawn(ring: Ring, junctions: set[Point], made: dict[Ring, Ring], tolerance: float) -> Ring:
    cuts = [index for index, point in enumerate(ring) if point in junctions]
    if not cuts:
        # A border that meets no other one: both sides begin at the same point, whichever they are.
        start = ring.index(min(ring))
        turned = (*ring[start:], *ring[: start + 1])
        return _kept(_border(turned, made, tolerance)[:-1], ring)
    points: list[Point] = []
    for at, after in zip(cuts, [*cuts[1:], cuts[0] + len(ring)], strict=True):
        border = tuple(ring[index % len(ring)] for index in range(at, after + 1))
        points += _border(border, made, tolerance)[:-1]
    return _kept(tuple(points), ring)


def _kept(drawn: Ring, ring: Ring) -> Ring:
    """What is left of a unit must still be a surface."""
    return drawn if len(drawn) >= _FEWEST else ring


def _border(points: Ring, made: dict[Ring, Ring], tolerance: float) -> Ring:
    """A simplified border, the same for both sides, which run along it in opposite directions."""
    backwards = points[::-1]
    canonical = min(points, backwards)
    if canonical not in made:
        made[canonical] = _thinned(canonical, tolerance)
    drawn = made[canonical]
    return drawn if canonical == points else drawn[::-1]


def _thinned(points: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker, without recursion: borders may have thousands of points."""
    last = len(points) - 1
    kept = {0, last}
    spans = [(0, last)]
    if points[0] == points[last] and last > _FEWEST:
        # A closed border has no chord: its farthest point divides it.
        middle = max(range(1, last), key=lambda index: math.dist(points[0], points[index]))
        kept.add(middle)
        spans = [(0, middle), (middle, last)]
    while spans:
        start, end = spans.pop()
        worst, at = 0.0, 0
        for index in range(start + 1, end):
            off = _distance(points[index], points[start], points[end])
            if off > worst:
                worst, at = off, index
        if worst > tolerance:
            kept.add(at)
            spans += [(start, at), (at, end)]
    return tuple(points[index] for index in sorted(kept))


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (a, b), (c, d) = point, start, end
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    along = ((x - a) * (c - a) + (y - b) * (d - b)) / length**2
    if along <= 0:
        return math.dist(point, start)
    if along >= 1:
        return math.dist(point, end)
    return abs((c - a) * (b - y) - (a - x) * (d - b)) / length


def parents_missing(codes: Iterable[str], length: int) -> Counter[str]:
    """Codes of a tier that the file names only through its parts, with the number of parts."""
    known = set(codes)
    return Counter(code[:length] for code in known if len(code) > length and code[:length] not in known)
