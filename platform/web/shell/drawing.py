"""What every picture is made of: colours, the frame with its name and description, the hatch."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Union

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.utils.functional import Promise

Text = Union[str, "Promise"]

SCALE = ("#e1eef5", "#b3d2e2", "#7badc8", "#357699", "#0b3f5c")
TEXT_ON_SCALE = ("#14232c", "#14232c", "#14232c", "#ffffff", "#ffffff")
ABSENT = "#f1f4f6"
GROUND = "#f8fafb"


def picture(key: str, inside: SafeString, height: int, title: Text, description: Text) -> SafeString:
    """A picture as wide as its place and of a fixed height, with its name and its description."""
    return format_html(
        '<svg class="kp-chart" role="img" aria-labelledby="{0}-title {0}-desc" width="100%" height="{1}">'
        '<title id="{0}-title">{2}</title><desc id="{0}-desc">{3}</desc>{4}{5}</svg>',
        key,
        height,
        title,
        description,
        hatch(key),
        inside,
    )


def hatch(key: str, scale: float = 1) -> SafeString:
    """Slanting lines for "withheld": readable without colour and in print.

    `scale` is the number of the picture's units a pixel.
    """
    return format_html(
        '<defs><pattern id="{0}-hatch" patternUnits="userSpaceOnUse" width="7" height="7" '
        'patternTransform="rotate(45) scale({1})"><rect width="7" height="7" fill="#ffffff"/>'
        '<rect width="2.5" height="7" fill="#8fa3af"/></pattern></defs>',
        key,
        scale,
    )


def dots(key: str, scale: float = 1) -> SafeString:
    """Dots for "no data", where a plain fill would look like the ground around it."""
    return format_html(
        '<defs><pattern id="{}-dots" patternUnits="userSpaceOnUse" width="7" height="7" '
        'patternTransform="scale({})"><rect width="7" height="7" fill="#ffffff"/>'
        '<circle cx="3.5" cy="3.5" r="1.3" fill="#5b6d78"/></pattern></defs>',
        key,
        scale,
    )


def legend(key: str, classes: Sequence[Text], hatched: Text, absent: Text, ground: Text = "") -> SafeString:
    """Every fill with what it means; the hatch of the map is drawn again, so that nobody has to guess."""
    entries = [(SCALE[level], label) for level, label in enumerate(classes)]
    entries.append((f"url(#{key}-hatch)", hatched))
    if absent:
        entries.append((f"url(#{key}-dots)" if ground else ABSENT, absent))
    if ground:
        entries.append((GROUND, ground))
    return format_html(
        '<ul class="kp-legend">{}</ul>',
        format_html_join(
            "",
            '<li><svg viewBox="0 0 26 18" aria-hidden="true" focusable="false">'
            '<rect x="0.5" y="0.5" width="25" '
            'height="17" rx="3" fill="{}" stroke="#5b6d78"/></svg>{}</li>',
            entries,
        ),
    )


def key(kind: str, title: Text) -> str:
    """An id that two pictures of a page do not share and that stays the same from one render to the next."""
    return f"{kind}-{zlib.crc32(str(escape(title)).encode()):08x}"


def round_up(value: float) -> float:
    """The end of an axis: the next 1, 2, 4, 6, 8, 10, 20 ... that holds the value; half of it is whole."""
    if value <= 0:
        return 1.0
    step = 1.0
    while step * 10 < value:
        step *= 10
    while step >= value * 10:
        step /= 10
    return next(step * factor for factor in (1, 2, 4, 6, 8, 10) if step * factor >= value)
