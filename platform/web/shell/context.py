"""What the frame of a page needs to know, from one context processor."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.families.queries import shown_name
from core.shared.clock import fixed_day
from core.shared.enums import Role
from web.shell import navigation
from web.shell.access import EVERYONE, actor_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from core.shared.actor import Actor

# Names of palettes in shell.css. Each tenant keeps its own, so that somebody who works for two
# partnerships sees at a glance where they are.
PALETTES = ("plum", "pine", "sea", "slate", "indigo", "clay")
PALETTE_OF_KIND = {"region": "navy", "operator": "graphite", "public": "sea"}
# Where somebody is who left a page at once: harmless, quick, and a habit of everybody.
ELSEWHERE = "https://www.wikipedia.org/"
LANGUAGES = (("pl", "Polski"), ("en", "English"), ("uk", "Українська"))


def shell(request: HttpRequest) -> dict[str, Any]:
    """Everything under one name, ``shell``: an area's context can never hide it by accident."""
    tenant = getattr(request, "tenant", None)
    actor = actor_of(request)
    kind = str(getattr(tenant, "kind", "public"))
    return {
        "shell": {
            "tenant": tenant,
            "tenant_name": str(getattr(tenant, "name", "") or ""),
            "kind": kind,
            "palette": palette_of(kind, str(getattr(tenant, "slug", "") or "")),
            "actor": actor,
            "actor_name": shown_name(actor, getattr(request, "person", None)) if actor else "",
            "role_labels": role_labels(sorted(actor.roles)) if actor else [],
            # Somebody of a family may have to leave any page at once, the basket too.
            "leaves_fast": actor is not None and actor.has(Role.FAMILY_MEMBER),
            "elsewhere": ELSEWHERE,
            "navigation": navigation.links_for(request, kind, actor),
            "demo": bool(getattr(settings, "DEMO_DATA", False)),
            "demo_day": fixed_day(),
            "language": get_language(),
            "languages": LANGUAGES,
            "path": request.get_full_path(),
            "visibility": visibility_of(request, actor),
            "urls": {
                "home": _address("home", request) or "/",
                "sign_in": _address("account:sign-in", request),
                "enter": _address("access:enter", request),
                "leave": _address("access:leave", request),
                "stay": _address("access:stay", request),
                "sign_out": _address("account:sign-out", request),
                "account": _address("account:own", request),
                "inbox": _address("account:inbox", request),
                "set_language": _address("set_language", request),
                "services": _address("basket:open", request),
                "open_data": _address("figures:datasets", request),
                "accessibility": _address("shell:accessibility", request),
            },
        }
    }


def palette_of(kind: str, slug: str) -> str:
    """A palette that stays the same for a town from one year to the next."""
    if kind in PALETTE_OF_KIND:
        return PALETTE_OF_KIND[kind]
    return PALETTES[zlib.crc32(slug.encode()) % len(PALETTES)]


def role_labels(roles: list[str]) -> list[str]:
    """Roles in the reader's language; a role that this version does not know shows as it is."""
    return [str(Role(role).label) if role in Role.values else role for role in roles]


def visibility_of(request: HttpRequest, actor: Actor | None) -> str:
    """The sentence at the foot of the page that says who else may see it, from the view's decorator.

    Somebody of a family reads "you": "family members" would sound as if the others at home could look.
    """
    match = getattr(request, "resolver_match", None)
    visible_to: tuple[str, ...] | str = getattr(getattr(match, "func", None), "visible_to", "")
    if visible_to == EVERYONE:
        return _("Tę stronę widzi każdy.")
    if isinstance(visible_to, tuple):
        if not visible_to:
            return _("Tę stronę widzi każdy, kto się zalogował.")
        if actor is not None and actor.roles == {Role.FAMILY_MEMBER}:
            others = [str(role) for role in visible_to if role != Role.FAMILY_MEMBER]
            if not others:
                return _("Tę stronę widzisz tylko Ty.")
            return _("Tę stronę widzisz Ty, a z instytucji: %(roles)s.") % {
                "roles": ", ".join(role_labels(others))
            }
        return _("Tę stronę widzą: %(roles)s.") % {
            "roles": ", ".join(role_labels([str(role) for role in visible_to]))
        }
    return ""


def _address(name: str, request: HttpRequest) -> str:
    """The address under the URL table of this tenant, or nothing where the table has no such page."""
    try:
        return reverse(name, urlconf=getattr(request, "urlconf", None))
    except NoReverseMatch:
        return ""
