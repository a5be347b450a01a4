"""How values of like units lie, without names and without an order: nobody comes first or last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from web.shell import drawing
from web.shell.drawing import ABSENT, SCALE, Text

_STEP, _TRACK = 66, 18


@dataclass(frozen=True)
class Mark:
    """A value as the range that it stands for."""

    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """One group: its name, what is said of it in words, its values and the middle one."""

    label: Text
    text: Text
    marks: Sequence[Mark]
    middle: float | None = None


def spread_chart(groups: Sequence[Spread], *, title: Text, description: Text) -> SafeString:
    """A track a group on one common scale; ranges lie over each other, darker where there are more."""
    key = drawing.key("spread", title)
    top = drawing.round_up(max((mark.high for group in groups for mark in group.marks), default=0))
    parts = []
    for index, group in enumerate(groups):
        y = index * _STEP
        parts.append(
            format_html(
                '<text x="0" y="{0}" font-size="16" font-weight="600">{1}</text>'
                '<text x="100%" y="{0}" font-size="15" text-anchor="end" class="kp-chart__muted">{2}</text>',
                y + 17,
                group.label,
                group.text,
            )
        )
        parts.append(_track(group, y + 26, top, key))
    parts.append(_scale(len(groups) * _STEP + 8, top))
    height = len(groups) * _STEP + 16
    return drawing.picture(key, mark_safe("".join(parts)), height, title, description)  # noqa: S308 - escaped parts


def _track(group: Spread, y: int, top: float, key: str) -> SafeString:
    """The ranges of a group and a line through its middle; hatched where no value is known."""
    fill = ABSENT if group.marks else f"url(#{key}-hatch)"
    parts = [format_html('<rect x="0" y="{}" width="100%" height="{}" rx="4" fill="{}"/>', y, _TRACK, fill)]
    parts += [
        format_html(
            '<rect x="{}%" y="{}" width="{}%" height="{}" rx="3" fill="{}" fill-opacity="0.3" '
            'stroke="{}" stroke-opacity="0.55"/>',
            _share(mark.low, top),
            y + 2,
            max(_share(mark.high - mark.low, top), 0.6),
            _TRACK - 4,
            SCALE[3],
            SCALE[4],
        )
        for mark in group.marks
    ]
    if group.middle is not None:
        parts.append(
            format_html(
                '<rect x="{}%" y="{}" width="4" height="{}" fill="#14232c"/>',
                _share(group.middle, top),
                y - 4,
                _TRACK + 8,
            )
        )
    return mark_safe("".join(parts))  # noqa: S308 - escaped parts


def _scale(y: int, top: float) -> SafeString:
    """The ends of the common scale in numbers."""
    words = f"{top:g}".replace(".", ",")
    return format_html(
        '<text x="0" y="{0}" font-size="13" class="kp-chart__muted">0</text>'
        '<text x="100%" y="{0}" font-size="13" text-anchor="end" class="kp-chart__muted">{1}</text>',
        y,
        words,
    )


def _share(value: float, top: float) -> float:
    return round(100 * value / top, 2) if top else 0.0
