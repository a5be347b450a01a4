"""The map shows every municipality once, each voivodeship in one piece."""

from __future__ import annotations

import pytest

from core.reference import tilemap
from core.reference.territory import BY_CODE, VOIVODESHIPS


def _tiles(voivodeship: str) -> set[tuple[int, int]]:
    return {tile for code, tile in tilemap.TILES.items() if code[:2] == voivodeship}


def test_every_municipality_has_one_tile_of_its_own_inside_the_grid() -> None:
    assert set(tilemap.TILES) == set(BY_CODE)
    assert len(set(tilemap.TILES.values())) == len(tilemap.TILES)
    assert all(0 <= x < tilemap.COLUMNS and 0 <= y < tilemap.ROWS for x, y in tilemap.TILES.values())


@pytest.mark.parametrize("voivodeship", VOIVODESHIPS)
def test_each_voivodeship_is_one_block(voivodeship: str) -> None:
    left = _tiles(voivodeship)
    edge = [left.pop()]
    while edge:
        x, y = edge.pop()
        near = left & {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)}
        left -= near
        edge.extend(near)
    assert left == set()


@pytest.mark.parametrize("voivodeship", VOIVODESHIPS)
def test_the_outline_encloses_exactly_the_block(voivodeship: str) -> None:
    corners = tilemap.outline(voivodeship)
    area = sum(
        x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True)
    )
    assert area / 2 == len(_tiles(voivodeship))


def test_labels_stand_outside_every_tile() -> None:
    assert set(tilemap.VOIVODESHIP_LABELS) == set(VOIVODESHIPS)
    for label in tilemap.VOIVODESHIP_LABELS.values():
        towards = {"start": 0.3, "middle": 0.0, "end": -0.3}[label.anchor]
        assert (int(label.x + towards), int(label.y - 0.1)) not in tilemap.TILES.values()


def test_north_is_up() -> None:
    row = {code: y for code, (_, y) in tilemap.TILES.items()}
    assert row["1005011"] < row["1061011"] < row["2464011"] < row["2475011"] < row["2403011"]
    assert row["1261"] < row["1211011"] < row["1217011"]


@pytest.mark.parametrize("code", tilemap.TILES)
def test_a_tile_prints_at_most_two_short_lines(code: str) -> None:
    lines = tilemap.tile_lines(code)
    assert 1 <= len(lines) <= 2
    assert all(0 < len(line) <= 12 for line in lines)
