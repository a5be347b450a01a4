"""The main navigation, put together by the areas.

An area registers its entry points for a kind of tenant; a page then shows those its reader may open.
The frame knows no area by name, so that a new one needs no change here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

    from core.shared.actor import Actor


@dataclass(frozen=True)
class NavItem:
    """An entry point: ``roles`` empty means that it is shown to everyone, signed in or not."""

    url_name: str
    label: str | Promise
    roles: tuple[str, ...] = ()
    order: int = 100
    # Addresses of the same area that do not lie below the entry's own.
    also: tuple[str, ...] = ()
    # Roles whose work begins here: the entry stands first for them and is where they land.
    first_for: tuple[str, ...] = ()

    def open_to(self, actor: Actor | None) -> bool:
        """Whether the link is worth showing; the page itself decides again."""
        return not self.roles or (actor is not None and actor.has(*self.roles))

    def begins_for(self, actor: Actor | None) -> bool:
        """Whether the actor's day starts with this entry."""
        return bool(self.first_for) and actor is not None and actor.has(*self.first_for)


@dataclass(frozen=True)
class NavLink:
    """An entry as the template needs it."""

    url: str
    label: str | Promise
    current: bool


_registered: dict[str, dict[str, NavItem]] = {}


def register(tenant_kind: str, *items: NavItem) -> None:
    """Add entry points for one kind of tenant; registering again replaces, so imports may repeat."""
    known = _registered.setdefault(tenant_kind, {})
    known.update({item.url_name: item for item in items})


def items_for(tenant_kind: str, actor: Actor | None) -> list[NavItem]:
    """What the actor sees, in the order that the areas asked for."""
    known = _registered.get(tenant_kind, {}).values()
    return sorted(
        (item for item in known if item.open_to(actor)),
        key=lambda item: (not item.begins_for(actor), item.order, item.url_name),
    )


def links_for(request: HttpRequest, tenant_kind: str, actor: Actor | None) -> list[NavLink]:
    """The links of this page; the one with the longest matching address is the current one.

    An entry whose address does not exist under the URL table in use is left out: the problem page of
    an unknown address must render too.
    """
    urlconf = getattr(request, "urlconf", None)
    found = []
    for item in items_for(tenant_kind, actor):
        try:
            found.append((reverse(item.url_name, urlconf=urlconf), item))
        except NoReverseMatch:
            continue
    leading = [
        (prefix, url)
        for url, item in found
        for prefix in (url, *item.also)
        if _leads_to(prefix, request.path)
    ]
    _, current = max(leading, key=lambda pair: len(pair[0]), default=("", None))
    return [NavLink(url, item.label, url == current) for url, item in found]


def _leads_to(url: str, path: str) -> bool:
    """The front page is current only on itself, other entries on every page below them."""
    return path == url or (url != "/" and path.startswith(url))
