"""Components for templates: ``{% load shell %}``."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.shared.prose import sections
from core.shared.revisions import differences
from web.shell import components
from web.shell.cells import row_cells, status_tag
from web.shell.forms import errors_of
from web.shell.prose import comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.template import Context, Node, NodeList
    from django.template.base import FilterExpression, Parser, Token

register = template.Library()
NBSP = "\u00a0"


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as people write it here: 05.10.2026; a dash where there is none."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%d.%m.%Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """Day and time, 24 hours, in the time of Poland."""
    if value is None:
        return "–"
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%d.%m.%Y, %H:%M}"


@register.filter
def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """A number the Polish way: 1 284,5 with a space that does not break; a dash for none."""
    if value is None:
        return "–"
    return f"{value:,.{decimals}f}".replace(",", NBSP).replace(".", ",")


@register.filter
def percent(value: float | Decimal | None, decimals: int = 0) -> str:
    """A share between 0 and 1 as per cent."""
    return "–" if value is None else f"{number(value * 100, decimals)}{NBSP}%"


@register.simple_tag
def tag(text: str, meaning: str = "neutral") -> SafeString:
    """A status: words with the colour of their meaning (neutral info good attention bad private)."""
    return status_tag(text, meaning)


@register.inclusion_tag("shell/_error_summary.html")
def error_summary(*forms: BaseForm | str | None) -> dict[str, Any]:
    """All errors of the forms, each a link to its field; nothing when there are none."""
    return {"errors": errors_of(*(form for form in forms if isinstance(form, BaseForm)))}


@register.inclusion_tag("shell/_table.html")
def table(table: components.Table) -> dict[str, Any]:
    """A table in a pane that scrolls by keyboard on a narrow screen."""
    return {"table": table}


@register.simple_tag
def cells(table: components.Table, row: components.Row) -> SafeString:
    """The cells of one row."""
    return row_cells(table, row)


@register.inclusion_tag("shell/_summary_list.html")
def summary_list(rows: Sequence[components.SummaryRow]) -> dict[str, Any]:
    """Facts, one a line."""
    return {"rows": rows, "has_actions": any(row.url for row in rows)}


@register.inclusion_tag("shell/_facts.html")
def facts(rows: Sequence[components.SummaryRow]) -> dict[str, Any]:
    """Facts for a narrow column: each value below its name; ``url`` makes the value a link."""
    return {"rows": rows}


@register.inclusion_tag("shell/_task_list.html")
def task_list(items: Sequence[components.TaskItem]) -> dict[str, Any]:
    """Steps and where each stands."""
    return {"items": items}


@register.inclusion_tag("shell/_timeline.html")
def timeline(events: Sequence[components.Event], level: int = 3) -> dict[str, Any]:
    """What happened; ``level`` is that of the headings inside."""
    return {"events": events, "level": level}


@register.inclusion_tag("shell/_identity.html")
def identity_bar(identity: components.Identity) -> dict[str, Any]:
    """Whose page this is."""
    return {"identity": identity}


@register.inclusion_tag("shell/_tabs.html")
def tabs(items: Sequence[components.Tab], label: str = "") -> dict[str, Any]:
    """Views of one thing as links."""
    return {"items": items, "label": label or _("Widoki tej strony")}


@register.inclusion_tag("shell/_tiles.html")
def tiles(items: Sequence[components.Tile]) -> dict[str, Any]:
    """Key figures as cards."""
    return {"items": items}


@register.inclusion_tag("shell/_empty.html")
def empty_state(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Nothing here yet: why, and what to do next."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("shell/_breadcrumbs.html")
def breadcrumbs(crumbs: Sequence[components.Crumb]) -> dict[str, Any]:
    """The way back."""
    return {"crumbs": crumbs}


@register.inclusion_tag("shell/_exit.html", takes_context=True)
def exit_page(context: Context) -> dict[str, Any]:
    """Leave this page at once: for readers whose screen somebody may look at (violence cases)."""
    shell = context["shell"]
    return {
        "leave": shell["urls"]["leave"] or shell["urls"]["sign_out"],
        "elsewhere": shell["elsewhere"],
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("shell/_search.html")
def search_box(label: str, name: str = "q", value: str = "", hint: str = "") -> dict[str, Any]:
    """One search field with its button, sent by GET."""
    return {"label": label, "name": name, "value": value, "hint": hint}


@register.inclusion_tag("shell/_filters.html", takes_context=True)
def filters(context: Context, form: BaseForm, title: str = "") -> dict[str, Any]:
    """A GET form that narrows the list below, with a way back to the whole list."""
    request = context["request"]
    return {
        "form": form,
        "title": title or _("Zawęź listę"),
        "path": request.path,
        "active": bool(request.GET),
    }


@register.inclusion_tag("shell/_prose.html")
def prose(body: str, level: int = 3, prefix: str = "par-") -> dict[str, Any]:
    """A structured text, numbered; ``level`` is that of its headings."""
    return {"sections": sections(body), "level": level, "prefix": prefix}


@register.inclusion_tag("shell/_changes.html")
def changes(before: str, after: str) -> dict[str, Any]:
    """Differences of two structured texts, in words and not by colour alone."""
    return {"compared": comparison(differences(before, after))}


@register.inclusion_tag("shell/_pagination.html", takes_context=True)
def pagination(context: Context, page: Any, parameter: str = "strona") -> dict[str, Any]:
    """Links to the other pages of a list (``core.shared.paging.Page``), the filters kept."""
    request = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    near = [n for n in range(1, page.pages + 1) if n in {1, page.pages} or abs(n - page.number) <= 1]
    links: list[dict[str, Any]] = []
    previous = 0
    for number_ in near:
        if number_ - previous > 1:
            links.append({"gap": True})
        current = number_ == page.number
        links.append({"gap": False, "number": number_, "url": address(number_), "current": current})
        previous = number_
    return {
        "page": page,
        "links": links,
        "previous": address(page.number - 1) if page.number > 1 else "",
        "next": address(page.number + 1) if page.number < page.pages else "",
    }


class _Wrapped(template.Node):
    """A block tag: renders its inside into the template of the component."""

    def __init__(self, name: str, arguments: list[FilterExpression], inside: NodeList) -> None:
        self.name, self.arguments, self.nodelist = name, arguments, inside

    def render(self, context: Context) -> SafeString:
        values = [argument.resolve(context) for argument in self.arguments]
        page = context.template.engine.get_template(f"shell/_{self.name}.html")  # type: ignore[union-attr]
        inner = {"title": values[0] if values else "", "open": len(values) > 1 and bool(values[1])}
        with context.push(**inner, content=mark_safe(self.nodelist.render(context))):  # noqa: S308 - rendered by Django
            return page.render(context)


def _block(name: str) -> None:
    """Register ``{% name "title" %} ... {% endname %}``."""

    def compile_block(parser: Parser, token: Token) -> Node:
        arguments = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
        inside = parser.parse((f"end{name}",))
        parser.delete_first_token()
        return _Wrapped(name, arguments, inside)

    register.tag(name, compile_block)


_block("help_box")
_block("scroll_pane")
_block("card")


@register.filter
def initials(name: str) -> str:
    """Two letters for a person's badge in the header."""
    return "".join(part[0] for part in re.findall(r"\w+", name)[:2]).upper()
