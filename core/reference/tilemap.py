"""A schematic map: one equal tile a municipality, so that a small town is seen as well as Łódź.

Rough geography is kept (north up, a powiat beside its town) and each voivodeship is one block
without holes. A value on the map then says nothing about area, only about the partnership. Rows
grow to the south, columns to the east.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from core.reference.territory import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Point = tuple[int, int]

COLUMNS: Final = 10
ROWS: Final = 10

TILES: Final[Mapping[str, Point]] = MappingProxyType(
    {
        # łódzkie: the north.
        "1020": (4, 0),
        "1005": (5, 0),
        "1005011": (6, 0),
        "1014": (2, 1),
        "1019": (3, 1),
        "1020031": (4, 1),
        "1061011": (5, 1),
        "1016": (6, 1),
        "1014011": (2, 2),
        "1019011": (3, 2),
        "1012011": (4, 2),
        "1012": (5, 2),
        "1062011": (6, 2),
        "1016011": (7, 2),
        # śląskie: the middle and the south-west.
        "2407011": (2, 3),
        "2407": (3, 3),
        "2464011": (4, 3),
        "2416": (5, 3),
        "2413": (2, 4),
        "2413041": (3, 4),
        "2401": (4, 4),
        "2416021": (5, 4),
        "2405011": (2, 5),
        "2474011": (3, 5),
        "2401011": (4, 5),
        "2465011": (5, 5),
        "2473011": (2, 6),
        "2408021": (3, 6),
        "2470011": (4, 6),
        "2475011": (5, 6),
        "2479011": (2, 7),
        "2408": (3, 7),
        "2461011": (4, 7),
        "2403011": (2, 8),
        "2403": (3, 8),
        # opolskie: the west.
        "1607": (0, 4),
        "1603": (1, 4),
        "1607053": (0, 5),
        "1603011": (1, 5),
        # małopolskie: the south-east.
        "1213011": (6, 6),
        "1261": (7, 6),
        "1201011": (8, 6),
        "1213": (6, 7),
        "1211": (7, 7),
        "1201": (8, 7),
        "1211011": (7, 8),
        "1205011": (8, 8),
        "1205": (9, 8),
        "1217011": (7, 9),
        "1217": (8, 9),
    }
)


@dataclass(frozen=True, slots=True)
class LabelPosition:
    """Where a voivodeship's name stands, in tile units, beside its block and never on a tile."""

    x: float
    y: float
    anchor: Literal["start", "middle", "end"]


VOIVODESHIP_LABELS: Final[Mapping[str, LabelPosition]] = MappingProxyType(
    {
        "10": LabelPosition(3.85, 0.6, "end"),
        "24": LabelPosition(1.85, 3.6, "end"),
        "16": LabelPosition(0.05, 6.3, "start"),
        "12": LabelPosition(6.1, 5.8, "start"),
    }
)

_SHORT_LINES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "1062011": ("Piotrków", "Tryb."),
        "1016011": ("Tomaszów", "Maz."),
        "2474011": ("Siemiano-", "wice Śl."),
        "1603011": ("Kędzierzyn-", "-Koźle"),
        "1603": ("p. kędz.-", "-kozielski"),
        "2461011": ("Bielsko-", "-Biała"),
        "1012": ("p. radom-", "szczański"),
        "1019": ("p. zduńsko-", "wolski"),
        "2416": ("p. zawier-", "ciański"),
        "2413": ("p. tarno-", "górski"),
    }
)
_ONE_LINE: Final = 11


def tile_lines(code: str) -> tuple[str, ...]:
    """A tile's name in one or two lines of at most eleven characters; the full name belongs into
    its title.
    """
    if code in _SHORT_LINES:
        return _SHORT_LINES[code]
    name = BY_CODE[code].name
    first, _, rest = name.partition(" ")
    if first == "powiat":
        return ("powiat", rest)
    return (name,) if len(name) <= _ONE_LINE else (first, rest)


def outline(voivodeship: str) -> tuple[Point, ...]:
    """The corners of a voivodeship's block, clockwise from its north-west corner, in tile units.

    The block is one piece without holes (a test keeps it so): its border edges form one closed
    walk.
    """
    return _walk(_border(tile for code, tile in TILES.items() if code[:2] == voivodeship))


def _border(tiles: Iterable[Point]) -> dict[Point, Point]:
    """Directed edges around the tiles with the tiles on the right-hand side; an inner edge cancels
    its reverse.
    """
    edges: set[tuple[Point, Point]] = set()
    for x, y in tiles:
        corners = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            if (end, start) in edges:
                edges.remove((end, start))
            else:
                edges.add((start, end))
    return dict(edges)


def _walk(border: dict[Point, Point]) -> tuple[Point, ...]:
    start = min(border, key=lambda point: (point[1], point[0]))
    corners: list[Point] = []
    point, heading = start, (0, -1)
    while True:
        following = border[point]
        step = (following[0] - point[0], following[1] - point[1])
        if step != heading:
            corners.append(point)
        point, heading = following, step
        if point == start:
            return tuple(corners)
