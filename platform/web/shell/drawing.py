"""What every picture is made of: colours, the frame with its name and description, the hatch."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Union

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.utils.functional import Promise

Text = Union[str, "Promise"]

SCALE = ("#e1eef5", "#b3d2e2", "#7badc8", "#357699", "#0b3f5c")
TEXT_ON_SCALE = ("#14232c", "#14232c", "#14232c", "#ffffff", "#ffffff")
ABSENT = "#f1f4f6"


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


def hatch(key: str) -> SafeString:
    """Slanting lines for "withheld": readable without colour and in print."""
    return format_html(
        '<defs><pattern id="{}-hatch" patternUnits="userSpaceOnUse" width="7" height="7" '
        'patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff"/>'
        '<rect width="2.5" height="7" fill="#8fa3af"/></pattern></defs>',
        key,
    )


def key(kind: str, title: Text) -> str:
    """An id that two pictures of a page do not share and that stays the same from one render to the next."""
    return f"{kind}-{zlib.crc32(str(escape(title)).encode()):08x}"
