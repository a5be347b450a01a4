"""Parts of a field written in one go: a list of two hundred partners took a template half a page's time."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

register = template.Library()

_SELECTED, _DISABLED = " selected", " disabled"


@register.simple_tag
def options(groups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """The options of a select, in their groups."""
    return format_html_join("", "{}", ((_group(name, choices),) for name, choices, _number in groups))


@register.simple_tag
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes of a control: true ones by their name alone, false ones not at all."""
    given = [(name, value) for name, value in attrs.items() if value is not False]
    lines = [f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in given]
    return mark_safe("".join(lines))  # noqa: S308  every value is escaped, names are the program's own


def _group(name: str | None, choices: list[dict[str, Any]]) -> SafeString:
    # Joined by hand: `format_html` a line costs four times as much, and a page has hundreds of them.
    lines = mark_safe("".join(map(_line, choices)))  # noqa: S308  every part is escaped
    return format_html('<optgroup label="{}">{}</optgroup>', name, lines) if name else lines


def _line(option: dict[str, Any]) -> str:
    marks = _SELECTED if option["selected"] else ""
    if option["attrs"].get("disabled"):
        marks += _DISABLED
    # The standard library's: Django's own looks first for text to be translated later, at thrice the price.
    value, label = escape(str(option["value"])), _escaped(option["label"])
    return f'<option value="{value}"{marks}>{label}</option>'


def _escaped(text: object) -> str:
    return text if isinstance(text, SafeString) else escape(str(text))
