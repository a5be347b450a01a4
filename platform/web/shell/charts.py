"""Charts and the schematic map, drawn on the server as SVG.

No script, nothing that a strict content policy would refuse, the same picture in print. A picture is
never the only way to the figures: each page puts a table with the same rows beside it. Published figures
are ranges (disclosure control rounds them), so a bar shows its range and a withheld value is hatched
instead of being drawn as nought.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Union

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from django.utils.functional import Promise

Text = Union[str, "Promise"]

SCALE = ("#e1eef5", "#b3d2e2", "#7badc8", "#357699", "#0b3f5c")
TEXT_ON_SCALE = ("#14232c", "#14232c", "#14232c", "#ffffff", "#ffffff")
ABSENT = "#f1f4f6"
STROKES = ("#0b5a7a", "#b5541c", "#14694a", "#5a3a8e", "#8a6d00")
DASHES = ("", "7 4", "2 4", "10 3 2 3", "4 2")
GRID = "#d5dee4"


@dataclass(frozen=True)
class Bar:
    """A bar from nought to ``low``, paler up to ``high``; ``low`` None means withheld. ``text`` says it in words."""

    label: Text
    text: Text
    low: float | None
    high: float | None = None


@dataclass(frozen=True)
class Point:
    """A moment of a series: the range that the published value stands for, None where it is withheld."""

    label: Text
    low: float | None
    high: float | None = None

    @property
    def middle(self) -> float | None:
        """Where the line runs: the middle of the range."""
        if self.low is None:
            return None
        return (self.low + (self.low if self.high is None else self.high)) / 2


@dataclass(frozen=True)
class Series:
    """A line with its name; all series of a chart have the same points."""

    label: Text
    points: Sequence[Point]


@dataclass(frozen=True)
class MapValue:
    """What a tile shows: the class 0-4 of its colour, None when withheld, and the words for it."""

    name: Text
    text: Text
    level: int | None


@dataclass(frozen=True)
class Caption:
    """A name on the map, at a place in tile units beside the tiles; ``anchor`` is start, middle or end."""

    text: Text
    x: float
    y: float
    anchor: str = "start"


def bar_chart(bars: Sequence[Bar], *, title: Text, description: Text) -> SafeString:
    """Horizontal bars, each with its name and its value in words above it; widths in per cent, so that
    letters keep their size on a telephone.
    """
    key = _key("bar", title)
    top = _round_up(max((bar.high if bar.high is not None else bar.low or 0 for bar in bars), default=0))
    step = 50
    parts = []
    for index, bar in enumerate(bars):
        y = index * step
        parts.append(
            format_html(
                '<text x="0" y="{0}" font-size="16">{1}</text>'
                '<text x="100%" y="{0}" font-size="16" font-weight="600" text-anchor="end">{2}</text>',
                y + 17,
                bar.label,
                bar.text,
            )
        )
        parts.append(_bar(bar, y + 25, top, key))
    return _svg(key, mark_safe("".join(parts)), len(bars) * step, title, description)  # noqa: S308 - escaped parts


def _bar(bar: Bar, y: int, top: float, key: str) -> SafeString:
    """The bar itself on its track."""
    track = format_html('<rect x="0" y="{}" width="100%" height="12" rx="4" fill="{}"/>', y, ABSENT)
    if bar.low is None:
        return track + format_html(
            '<rect x="0" y="{}" width="100%" height="12" rx="4" fill="url(#{}-hatch)"/>', y, key
        )
    high = bar.low if bar.high is None else bar.high
    return (
        track
        + format_html(
            '<rect x="0" y="{}" width="{}%" height="12" rx="4" fill="{}"/>', y, _share(high, top), SCALE[2]
        )
        + format_html('<rect x="0" y="{}" width="{}%" height="12" rx="4" fill="{}"/>', y, _share(bar.low, top), SCALE[4])
    )


def line_chart(series: Sequence[Series], *, title: Text, description: Text, height: int = 260) -> SafeString:
    """Lines over time with the range of each value as a band; a withheld value breaks the line."""
    key = _key("line", title)
    values = [
        value for line in series for point in line.points for value in (point.low, point.high) if value is not None
    ]
    top = _round_up(max(values, default=0))
    labels = [point.label for point in series[0].points] if series else []
    plot = (24, height - 30)
    parts = [_grid(top, plot)]
    parts += [_line(line, index, top, plot) for index, line in enumerate(series)]
    parts.append(_axis(labels, height - 8))
    chart = _svg(key, mark_safe("".join(parts)), height, title, description)  # noqa: S308 - escaped parts
    if len(series) < 2:  # noqa: PLR2004 - a single line needs no legend
        return chart
    legend = format_html_join(
        "",
        '<li><svg viewBox="0 0 26 18" aria-hidden="true" focusable="false"><line x1="0" y1="9" x2="26" y2="9" '
        'stroke="{}" stroke-width="3" stroke-dasharray="{}"/></svg>{}</li>',
        ((STROKES[index % 5], DASHES[index % 5], line.label) for index, line in enumerate(series)),
    )
    return chart + format_html('<ul class="kp-legend">{}</ul>', legend)


def _grid(top: float, plot: tuple[int, int]) -> SafeString:
    """Three quiet lines with their values, written above the line so that no margin is lost."""
    return format_html_join(
        "",
        '<line x1="0" x2="100%" y1="{0}" y2="{0}" stroke="{1}"/>'
        '<text x="0" y="{2}" font-size="13" class="kp-chart__muted">{3}</text>',
        (
            (_y(value, top, plot), GRID, _y(value, top, plot) - 5, _plain(value))
            for value in (0, top / 2, top)
        ),
    )


def _line(line: Series, index: int, top: float, plot: tuple[int, int]) -> SafeString:
    """Band, line and dots of one series."""
    colour, dash, count = STROKES[index % 5], DASHES[index % 5], len(line.points)
    parts = []
    for at, (before, after) in enumerate(pairwise(line.points)):
        if before.middle is None or after.middle is None:
            continue
        left, right = _x(at, count), _x(at + 1, count)
        parts.append(_band(before, after, (left, right), colour, top, plot))
        parts.append(
            format_html(
                '<line x1="{}%" y1="{}" x2="{}%" y2="{}" stroke="{}" stroke-width="2.5" stroke-linecap="round"'
                ' stroke-dasharray="{}"/>',
                left,
                _y(before.middle, top, plot),
                right,
                _y(after.middle, top, plot),
                colour,
                dash,
            )
        )
    parts += [
        format_html(
            '<circle cx="{}%" cy="{}" r="4" fill="#fff" stroke="{}" stroke-width="2.5"/>',
            _x(at, count),
            _y(point.middle, top, plot),
            colour,
        )
        for at, point in enumerate(line.points)
        if point.middle is not None
    ]
    return mark_safe("".join(parts))  # noqa: S308 - escaped parts


def _band(
    before: Point, after: Point, across: tuple[float, float], colour: str, top: float, plot: tuple[int, int]
) -> SafeString:
    """The range between two moments; its own little coordinate system stretches with the page."""
    if before.high is None and after.high is None:
        return SafeString()
    corners = [
        (0, before.low),
        (100, after.low),
        (100, after.low if after.high is None else after.high),
        (0, before.low if before.high is None else before.high),
    ]
    points = " ".join(f"{x},{_y(y or 0, top, plot)}" for x, y in corners)
    return format_html(
        '<svg x="{0}%" y="0" width="{1}%" height="{2}" viewBox="0 0 100 {2}" preserveAspectRatio="none">'
        '<polygon points="{3}" fill="{4}" fill-opacity="0.16"/></svg>',
        across[0],
        round(across[1] - across[0], 3),
        plot[1] + 4,
        points,
        colour,
    )


def _axis(labels: Sequence[Text], y: int) -> SafeString:
    """Names of a few moments: the first, the last and at most two between, or they would run together."""
    count = len(labels)
    shown = sorted({0, count - 1, *((count - 1) * part // 3 for part in (1, 2))}) if count else []
    return format_html_join(
        "",
        '<text x="{}%" y="{}" font-size="13" text-anchor="{}" class="kp-chart__muted">{}</text>',
        ((_x(at, count), y, _anchor(at, count), labels[at]) for at in shown),
    )


def _anchor(at: int, count: int) -> str:
    """The outer names must not leave the picture."""
    return "start" if at == 0 else "end" if at == count - 1 else "middle"


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
    ``absent`` those that have no value at all; ``lines`` gives each name in one or two short lines. A thick line runs between voivodeships (first two digits
    of the code). Rows of a table with the same ``data-code`` light their tile up.
    """
    key = _key("map", title)
    size, gap = (86, 58), 4
    if not tiles:
        return _svg(key, SafeString(), 1, title, description)
    left = min(column for column, _row in tiles.values())
    first = min(row for _column, row in tiles.values())
    placed = {code: ((column - left) * size[0], (row - first) * size[1]) for code, (column, row) in tiles.items()}
    width = max(x for x, _y in placed.values()) + size[0]
    height = max(y for _x, y in placed.values()) + size[1]
    names = lines or {}
    side = (size[0] - gap, size[1] - gap)
    shapes = [_tile(code, placed[code], side, values.get(code), key, names.get(code)) for code in sorted(tiles)]
    svg = format_html(
        '<svg class="kp-chart" role="img" aria-labelledby="{0}-title {0}-desc" viewBox="-2 -2 {1} {2}" '
        'width="{1}"><title id="{0}-title">{3}</title><desc id="{0}-desc">{4}</desc>{5}{6}{7}{8}</svg>',
        key,
        width + 4 - gap,
        height + 4 - gap,
        title,
        description,
        _hatch(key),
        mark_safe("".join(shapes)),  # noqa: S308 - escaped parts
        _borders(placed, size, gap),
        format_html_join(
            "",
            '<text x="{}" y="{}" font-size="17" font-weight="600" text-anchor="{}" class="kp-chart__muted">{}</text>',
            (
                ((caption.x - left) * size[0], (caption.y - first) * size[1], caption.anchor, caption.text)
                for caption in captions
            ),
        ),
    )
    legend = _legend(key, classes, hatch, absent)
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
    shown = list(names or [str(value.name)])[:2]
    first = y + side[1] / 2 + 4.5 - 7.5 * (len(shown) - 1)
    text = format_html_join(
        "",
        '<text x="{}" y="{}" font-size="13" font-weight="600" text-anchor="middle" fill="{}" class="{}">{}</text>',
        (
            (x + side[0] / 2, first + 15 * index, ink, "kp-tile-label kp-tile-label--hatched" if value.level is None else "kp-tile-label", line)
            for index, line in enumerate(shown)
        ),
    )
    return format_html(
        '<g data-code="{}"><title>{}: {}</title><rect x="{}" y="{}" width="{}" height="{}" rx="5" fill="{}" '
        'stroke="#8fa3af" stroke-width="0.75"/>{}</g>',
        code,
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


def _legend(key: str, classes: Sequence[Text], hatch: Text, absent: Text) -> SafeString:
    """Every fill with what it means; the hatch of the map is drawn again, so that nobody has to guess."""
    entries = [(SCALE[level], label) for level, label in enumerate(classes)]
    entries.append((f"url(#{key}-hatch)", hatch))
    if absent:
        entries.append((ABSENT, absent))
    return format_html(
        '<ul class="kp-legend">{}</ul>',
        format_html_join(
            "",
            '<li><svg viewBox="0 0 26 18" aria-hidden="true" focusable="false"><rect x="0.5" y="0.5" width="25" '
            'height="17" rx="3" fill="{}" stroke="#5b6d78"/></svg>{}</li>',
            entries,
        ),
    )


def _svg(key: str, inside: SafeString, height: int, title: Text, description: Text) -> SafeString:
    """A picture as wide as its place and of a fixed height, with its name and its description."""
    return format_html(
        '<svg class="kp-chart" role="img" aria-labelledby="{0}-title {0}-desc" width="100%" height="{1}">'
        '<title id="{0}-title">{2}</title><desc id="{0}-desc">{3}</desc>{4}{5}</svg>',
        key,
        height,
        title,
        description,
        _hatch(key),
        inside,
    )


def _hatch(key: str) -> SafeString:
    """Slanting lines for "withheld": readable without colour and in print."""
    return format_html(
        '<defs><pattern id="{}-hatch" patternUnits="userSpaceOnUse" width="7" height="7" '
        'patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff"/>'
        '<rect width="2.5" height="7" fill="#8fa3af"/></pattern></defs>',
        key,
    )


def _key(kind: str, title: Text) -> str:
    """An id that two pictures of a page do not share and that stays the same from one render to the next."""
    return f"{kind}-{zlib.crc32(str(escape(title)).encode()):08x}"


def _share(value: float, top: float) -> float:
    return round(100 * value / top, 2) if top else 0.0


def _x(at: int, count: int) -> float:
    """Place of a moment in per cent, with room for the axis on the left and for the last dot."""
    return round(9 + 89 * at / (count - 1), 3) if count > 1 else 50.0


def _y(value: float, top: float, plot: tuple[int, int]) -> float:
    upper, lower = plot
    return round(lower - (lower - upper) * value / top, 2) if top else float(lower)


def _round_up(value: float) -> float:
    """The end of an axis: the next 1, 2, 5, 10, 20, 50 ... that holds the value."""
    if value <= 0:
        return 1.0
    step = 1.0
    while step * 10 < value:
        step *= 10
    while step >= value * 10:
        step /= 10
    return next(step * factor for factor in (1, 2, 2.5, 5, 7.5, 10) if step * factor >= value)


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")
