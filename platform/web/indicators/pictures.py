"""A small line without axes: where a figure comes from, next to the figure."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTH, HEIGHT, EDGE = 120, 32, 4


def sparkline(values: Sequence[float | None]) -> SafeString:
    """The newest value last; a missing one leaves a gap. Hidden from screen readers: the words beside
    it say the same.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:  # noqa: PLR2004  a line needs two points
        return SafeString()
    low, high = min(known), max(known)
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    parts: list[list[str]] = []
    path: list[str] = []
    last = (0.0, 0.0)
    for index, value in enumerate(values):
        if value is None:
            parts.append(path)
            path = []
            continue
        share = 0.5 if high == low else (value - low) / (high - low)
        last = (round(EDGE + index * step, 1), round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE), 1))
        path.append(f"{last[0]},{last[1]}")
    parts.append(path)
    lines = [format_html('<polyline points="{}"/>', " ".join(part)) for part in parts if len(part) > 1]
    return format_html(
        '<svg class="kp-spark" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}'
        '<circle cx="{}" cy="{}" r="3"/></svg>',
        WIDTH,
        HEIGHT,
        SafeString("".join(lines)),
        *last,
    )
