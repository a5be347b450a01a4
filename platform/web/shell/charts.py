"""Charts and the schematic map, drawn on the server as SVG.

No script, nothing that a strict content policy would refuse, the same picture in print. A picture is
never the only way to the figures: each page puts a table with the same rows beside it. Published figures
are ranges (disclosure control rounds them), so a bar shows its range and a withheld value is hatched
instead of being drawn as nought.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from web.shell import drawing
from web.shell.drawing import ABSENT, SCALE, Text
from web.shell.shapemap import Plan, shape_map
from web.shell.spread import Mark, Spread, spread_chart
from web.shell.tilemap import Caption, MapValue, tile_map

__all__ = [
    "Bar",
    "Caption",
    "MapValue",
    "Mark",
    "Plan",
    "Point",
    "Series",
    "Spread",
    "bar_chart",
    "line_chart",
    "shape_map",
    "spread_chart",
    "tile_map",
]

STROKES = ("#0b5a7a", "#b5541c", "#14694a", "#5a3a8e", "#8a6d00")
DASHES = ("", "7 4", "2 4", "10 3 2 3", "4 2")
GRID = "#d5dee4"
# Heights of a bar with its name and of a further line of the name; letters that a telephone has room for.
BAR, LINE, LETTERS = 50, 20, 38


@dataclass(frozen=True)
class Bar:
    """A bar from nought to ``low``, paler up to ``high``; ``low`` None: withheld; ``text`` has the words."""

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


def bar_chart(
    bars: Sequence[Bar], *, title: Text, description: Text, top: float | None = None, least_top: float = 0
) -> SafeString:
    """Horizontal bars, each with its name and its value in words above it; widths in per cent, so that
    letters keep their size on a telephone. ``top`` is the end of a known scale, ``least_top`` how far
    one that ends with its longest bar must go.
    """
    key = drawing.key("bar", title)
    if top is None:
        longest = max((bar.high if bar.high is not None else bar.low or 0 for bar in bars), default=0)
        top = max(drawing.round_up(longest), least_top)
    parts, y = [], 0
    for bar in bars:
        lines = _lines(bar)
        parts.append(
            format_html(
                '{0}<text x="100%" y="{1}" font-size="16" font-weight="600" text-anchor="end">{2}</text>',
                format_html_join(
                    "",
                    '<text x="0" y="{}" font-size="16">{}</text>',
                    ((y + 17 + number * LINE, line) for number, line in enumerate(lines)),
                ),
                y + 17,
                bar.text,
            )
        )
        y += LINE * (len(lines) - 1)
        parts.append(_bar(bar, y + 25, top, key))
        y += BAR
    return drawing.picture(key, mark_safe("".join(parts)), y, title, description)  # noqa: S308 - escaped parts


def _lines(bar: Bar) -> list[str]:
    """The name in as many lines as leave room for the value beside it on a telephone."""
    room = max(LETTERS - len(str(bar.text)), LETTERS // 2)
    return wrap(str(bar.label), room) or [""]


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
        + format_html(
            '<rect x="0" y="{}" width="{}%" height="12" rx="4" fill="{}"/>', y, _share(bar.low, top), SCALE[4]
        )
    )


def line_chart(series: Sequence[Series], *, title: Text, description: Text, height: int = 260) -> SafeString:
    """Lines over time with the range of each value as a band; a withheld value breaks the line."""
    key = drawing.key("line", title)
    values = [
        value
        for line in series
        for point in line.points
        for value in (point.low, point.high)
        if value is not None
    ]
    top = drawing.round_up(max(values, default=0))
    labels = [point.label for point in series[0].points] if series else []
    plot = (24, height - 30)
    parts = [_grid(top, plot)]
    parts += [_line(line, index, top, plot) for index, line in enumerate(series)]
    parts.append(_axis(labels, height - 8))
    chart = drawing.picture(key, mark_safe("".join(parts)), height, title, description)  # noqa: S308 - escaped parts
    if len(series) < 2:  # noqa: PLR2004 - a single line needs no legend
        return chart
    legend = format_html_join(
        "",
        '<li><svg viewBox="0 0 26 18" aria-hidden="true" focusable="false">'
        '<line x1="0" y1="9" x2="26" y2="9" '
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
                '<line x1="{}%" y1="{}" x2="{}%" y2="{}" stroke="{}" stroke-width="2.5"'
                ' stroke-linecap="round" stroke-dasharray="{}"/>',
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
    parts = 3 if count > 9 else 2  # noqa: PLR2004  four names need room on a telephone
    between = ((count - 1) * part // parts for part in range(1, parts))
    shown = sorted({0, count - 1, *between}) if count else []
    return format_html_join(
        "",
        '<text x="{}%" y="{}" font-size="13" text-anchor="{}" class="kp-chart__muted">{}</text>',
        ((_x(at, count), y, _anchor(at, count), labels[at]) for at in shown),
    )


def _anchor(at: int, count: int) -> str:
    """The outer names must not leave the picture."""
    return "start" if at == 0 else "end" if at == count - 1 else "middle"


def _share(value: float, top: float) -> float:
    return round(100 * value / top, 2) if top else 0.0


def _x(at: int, count: int) -> float:
    """Place of a moment in per cent, with room for the axis on the left and for the last dot."""
    return round(9 + 89 * at / (count - 1), 3) if count > 1 else 50.0


def _y(value: float, top: float, plot: tuple[int, int]) -> float:
    upper, lower = plot
    return round(lower - (lower - upper) * value / top, 2) if top else float(lower)


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")
