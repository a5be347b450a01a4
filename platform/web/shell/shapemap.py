"""A map of real boundaries, drawn from path data that lies on one grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from web.shell import drawing
from web.shell.drawing import GROUND, SCALE, Text
from web.shell.tilemap import MapValue

Box = tuple[int, int, int, int]
_WIDTH, _HIGHEST = 560, 640  # pixels


@dataclass(frozen=True)
class Plan:
    """Boundaries of a map: `shapes` bear values, `ground` lies below them, `outlines` above.

    All are SVG path data on one grid; `box` is left, top, right, bottom on it.
    """

    shapes: Mapping[str, str]
    ground: Sequence[str]
    outlines: Sequence[str]
    box: Box


def shape_map(
    plan: Plan,
    values: Mapping[str, MapValue],
    classes: Sequence[Text],
    *,
    title: Text,
    description: Text,
    hatch: Text,
    absent: Text,
    ground: Text,
) -> SafeString:
    """A map with its legend in words; `values` by code as in `tile_map`, larger units first.

    A row of the table beside it lights its shape up (`MapValue.number`).
    """
    key = drawing.key("map", title)
    left, top, right, bottom = plan.box
    margin = max(right - left, bottom - top) / 60
    width, height = right - left + 2 * margin, bottom - top + 2 * margin
    pixel = max(width / _WIDTH, height / _HIGHEST)
    under = format_html_join(
        "",
        '<path d="{}" fill="{}" stroke="#c3ced6" stroke-width="{}"/>',
        ((path, GROUND, _thick(0.7, pixel)) for path in plan.ground),
    )
    shapes = [_shape(code, path, values.get(code), key, pixel) for code, path in plan.shapes.items()]
    over = format_html_join(
        "",
        '<path d="{}" fill="none" stroke="#14232c" stroke-width="{}" stroke-linejoin="round"/>',
        ((path, _thick(1.8, pixel)) for path in plan.outlines),
    )
    svg = format_html(
        '<svg class="kp-chart" role="img" aria-labelledby="{0}-title {0}-desc" viewBox="{1} {2} {3} {4}" '
        'width="{5}" height="{6}"><title id="{0}-title">{7}</title><desc id="{0}-desc">{8}</desc>{9}'
        '<g fill-rule="evenodd">{10}{11}{12}</g></svg>',
        key,
        round(left - margin),
        round(top - margin),
        round(width),
        round(height),
        round(width / pixel),
        round(height / pixel),
        title,
        description,
        _patterns(key, round(pixel, 3)) + _patterns(f"{key}-small", 1),
        under,
        mark_safe("".join(shapes)),  # noqa: S308 - escaped parts
        over,
    )
    return format_html(
        '<div class="kp-map">{}{}</div>', svg, drawing.legend(f"{key}-small", classes, hatch, absent, ground)
    )


def _patterns(key: str, scale: float) -> SafeString:
    return drawing.hatch(key, scale) + drawing.dots(key, scale)


def _shape(code: str, path: str, value: MapValue | None, key: str, pixel: float) -> SafeString:
    """A unit with, for a pointer, its name and value."""
    stroke = _thick(1, pixel)
    if value is None:
        return format_html(
            '<path d="{}" fill="url(#{}-dots)" stroke="#5b6d78" stroke-width="{}"/>', path, key, stroke
        )
    fill = f"url(#{key}-hatch)" if value.level is None else SCALE[value.level]
    return format_html(
        '<g data-code="{}" class="kp-u{}"><title>{}: {}</title>'
        '<path d="{}" fill="{}" stroke="#5b6d78" stroke-width="{}"/></g>',
        code,
        value.number,
        value.name,
        value.text,
        path,
        fill,
        stroke,
    )


def _thick(pixels: float, pixel: float) -> float:
    return round(pixels * pixel, 2)
