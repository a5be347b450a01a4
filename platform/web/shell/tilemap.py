"""The schematic map: one tile a unit, so that a small town is seen as well as a large one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from web.shell import drawing
from web.shell.drawing import ABSENT, SCALE, TEXT_ON_SCALE, Text


@dataclass(frozen=True)
class MapValue:
    """What a tile shows: the class 0-4 of its colour, None when withheld, and the words for it."""

    name: Text
    text: Text
    level: int | None
    # The row of the table beside the map with the same number lights up with it (figures-lit.css).
    number: int = 0


@dataclass(frozen=True)
class Caption:
    """A name on the map, at a place in tile units beside the tiles; ``anchor`` is start, middle or end."""

    text: Text
    x: float
    y: float
    anchor: str = "start"


def tile_map(
    tiles: Mapping[str, tuple[int, int]],
    values: Mapping[str, MapValue],
    classes: Sequence[Text],
    *,
    title: Text,
    description: Text,
    hatch: Text,
    absent: Text = "",
    lines: Mapping[str, Sequence[str]] | None = None,
    captions: Sequence[Caption] = (),
) -> SafeString:
    """A schematic map: one tile a unit, at ``tiles[code] = (column, row)``, with its legend in words.

    ``classes`` names up to five steps from pale to dark, ``hatch`` the units whose value is withheld,
    ``absent`` those that have no value at all; ``lines`` gives each name in one or two short lines and
    ``captions`` the names of voivodeships. A thick line runs between voivodeships (first two digits of
    the code). A row of the table beside it lights its tile up (`MapValue.number`).
    """
    key = drawing.key("map", title)
    size, gap = (86, 58), 4
    if not tiles:
        return drawing.picture(key, SafeString(), 1, title, description)
    left = min(column for column, _row in tiles.values())
    first = min(row for _column, row in tiles.values())
    placed = {
        code: ((column - left) * size[0], (row - first) * size[1]) for code, (column, row) in tiles.items()
    }
    width = max(x for x, _y in placed.values()) + size[0]
    height = max(y for _x, y in placed.values()) + size[1]
    names = lines or {}
    side = (size[0] - gap, size[1] - gap)
    shapes = [
        _tile(code, placed[code], side, values.get(code), key, names.get(code)) for code in sorted(tiles)
    ]
    svg = format_html(
        '<svg class="kp-chart" role="img" aria-labelledby="{0}-title {0}-desc" viewBox="-2 -2 {1} {2}" '
        'width="{1}"><title id="{0}-title">{3}</title><desc id="{0}-desc">{4}</desc>{5}{6}{7}{8}</svg>',
        key,
        width + 4 - gap,
        height + 4 - gap,
        title,
        description,
        drawing.hatch(key),
        mark_safe("".join(shapes)),  # noqa: S308 - escaped parts
        _borders(placed, size, gap),
        format_html_join(
            "",
            '<text x="{}" y="{}" font-size="17" font-weight="600" text-anchor="{}"'
            ' class="kp-chart__muted kp-map__caption">{}</text>',
            (
                ((caption.x - left) * size[0], (caption.y - first) * size[1], caption.anchor, caption.text)
                for caption in captions
            ),
        ),
    )
    legend = drawing.legend(key, classes, hatch, absent)
    return format_html('<div class="kp-map">{}{}</div>', svg, legend)


def _tile(
    code: str,
    place: tuple[int, int],
    side: tuple[int, int],
    value: MapValue | None,
    key: str,
    names: Sequence[str] | None,
) -> SafeString:
    """A tile with its name in one or two lines and, for a pointer, its full name and value."""
    x, y = place
    if value is None:
        return format_html(
            '<rect x="{}" y="{}" width="{}" height="{}" rx="5" fill="{}"/>', x, y, *side, ABSENT
        )
    fill = f"url(#{key}-hatch)" if value.level is None else SCALE[value.level]
    ink = TEXT_ON_SCALE[0 if value.level is None else value.level]
    style = "kp-tile-label kp-tile-label--hatched" if value.level is None else "kp-tile-label"
    shown = list(names or [str(value.name)])[:2]
    first = y + side[1] / 2 + 4.5 - 7.5 * (len(shown) - 1)
    text = format_html_join(
        "",
        '<text x="{}" y="{}" font-size="13" font-weight="600" text-anchor="middle" fill="{}"'
        ' class="{}">{}</text>',
        ((x + side[0] / 2, first + 15 * index, ink, style, line) for index, line in enumerate(shown)),
    )
    return format_html(
        '<g data-code="{}" class="kp-u{}"><title>{}: {}</title>'
        '<rect x="{}" y="{}" width="{}" height="{}" rx="5" fill="{}" '
        'stroke="#8fa3af" stroke-width="0.75"/>{}</g>',
        code,
        value.number,
        value.name,
        value.text,
        x,
        y,
        *side,
        fill,
        text,
    )


def _borders(placed: Mapping[str, tuple[int, int]], size: tuple[int, int], gap: int) -> SafeString:
    """Lines between tiles of different voivodeships, in the gap between the tiles."""
    at = {place: code for code, place in placed.items()}
    (across, down), half = size, gap / 2
    lines = []
    for (x, y), code in sorted(at.items()):
        right, below = at.get((x + across, y)), at.get((x, y + down))
        if right and right[:2] != code[:2]:
            lines.append((x + across - half, y - half, x + across - half, y + down - half))
        if below and below[:2] != code[:2]:
            lines.append((x - half, y + down - half, x + across - half, y + down - half))
    return format_html_join(
        "",
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#14232c" stroke-width="2.5" stroke-linecap="round"/>',
        lines,
    )
