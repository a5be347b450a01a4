"""Choices of a field written in one go: a list of two hundred partners took a template half a page's time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

register = template.Library()

_SELECTED = mark_safe(" selected")
_DISABLED = mark_safe(" disabled")


@register.simple_tag
def options(groups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """The options of a select, in their groups."""
    return format_html_join("", "{}", ((_group(name, choices),) for name, choices, _number in groups))


def _group(name: str | None, choices: list[dict[str, Any]]) -> SafeString:
    lines = format_html_join(
        "",
        '<option value="{}"{}{}>{}</option>',
        (
            (
                str(option["value"]),
                _SELECTED if option["selected"] else "",
                _DISABLED if option["attrs"].get("disabled") else "",
                option["label"],
            )
            for option in choices
        ),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, lines) if name else lines
