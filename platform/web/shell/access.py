"""Who may see a page.

Every view of the product wears one of the two decorators here; a test walks the URL tables and fails on
a view without. Somebody in another role gets the same 404 as for an address that does not exist, because
even "you may not see this family" would tell that the family is known here (need to know, not rank).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from web.shell import sending

if TYPE_CHECKING:
    from core.shared.actor import Actor
    from kooperacje.http import AppRequest

P = ParamSpec("P")
View = Callable[Concatenate["AppRequest", P], HttpResponseBase]

SIGN_IN = "account:sign-in"
EVERYONE = "everyone"


def actor_of(request: HttpRequest) -> Actor | None:
    """The signed-in person, also where the middleware did not run (a problem page, an unknown host)."""
    return getattr(request, "actor", None)


def signed_in(request: HttpRequest) -> Actor:
    """The person at a page that `page_for` guards: there always is one."""
    actor = actor_of(request)
    if actor is None:
        raise Http404
    return actor


def page_for(*roles: str) -> Callable[[View[P]], View[P]]:
    """Open the view to people in one of the roles; without roles to anybody signed in.

    Such a page is never kept by a browser or proxy: a shared computer in a day centre must not show
    the last person's path after signing out.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor = actor_of(request)
            if actor is None:
                return HttpResponseRedirect(
                    f"{reverse(SIGN_IN)}?{urlencode({'next': request.get_full_path()})}"
                )
            if roles and not actor.has(*roles):
                raise Http404
            sending.notice(request)
            response = view(request, *args, **kwargs)
            sending.remember(request, response)
            patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.visible_to = roles  # type: ignore[attr-defined]
        return guarded

    return decorate


def page_for_everyone(view: View[P]) -> View[P]:
    """Say aloud that the page is public; it shows nothing about any person."""

    @wraps(view)
    def public(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    public.visible_to = EVERYONE  # type: ignore[attr-defined]
    return public
