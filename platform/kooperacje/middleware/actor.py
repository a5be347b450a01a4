"""From the session to the actor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from core.families import queries as families
from core.identity.queries import actor_for
from core.partnership import queries as partnership
from core.shared.actor import Actor
from core.shared.enums import Role

FAMILY_IDLE: Final = 10 * 60  # seconds; the page warns two minutes before (`shell/idle.js`)


class SignInMiddleware:
    """Puts `user` and `actor` on the request; on the bare domain nobody is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.tenant is None:  # type: ignore[attr-defined]
            request.user = AnonymousUser()
            request.actor = None  # type: ignore[attr-defined]
        else:
            request.user = get_user(request)
            request.actor = actor = _actor(request)  # type: ignore[attr-defined]
            if actor is not None and actor.has(Role.FAMILY_MEMBER):
                # Ten minutes without a page end the visit: a telephone lies about at home.
                request.session.set_expiry(FAMILY_IDLE)
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    return full_actor(request.user)


def full_actor(user: object, scopes: frozenset[str] | None = None) -> Actor:
    """Actor of an account together with the partner or the person that it stands for."""
    actor = actor_for(user, scopes=scopes)  # type: ignore[arg-type]
    if actor.has(Role.DELEGATE):
        actor = actor.standing_for(partner_id=partnership.partner_of(actor.user_id))
    if actor.has(Role.FAMILY_MEMBER):
        actor = actor.standing_for(person_id=families.person_of(actor.user_id))
    return actor
