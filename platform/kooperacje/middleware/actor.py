"""From the session to the actor."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from core.families import queries as families
from core.identity.queries import actor_for
from core.partnership import queries as partnership
from core.shared.actor import Actor
from core.shared.enums import Role

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from core.families.models import Person

FAMILY_IDLE: Final = 10 * 60  # seconds; the page warns two minutes before (`shell/idle.js`)
WRITTEN_EVERY: Final = 30
_SEEN: Final = "seen"


class SignInMiddleware:
    """Puts `user`, `actor` and, of a family member, `person` on the request.

    On the bare domain nobody is signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.tenant is None:  # type: ignore[attr-defined]
            request.user = AnonymousUser()
            request.actor = request.person = None  # type: ignore[attr-defined]
        else:
            request.user = get_user(request)
            actor, person = _actor(request.user) if request.user.is_authenticated else (None, None)
            request.actor, request.person = actor, person  # type: ignore[attr-defined]
            if actor is not None and actor.has(Role.FAMILY_MEMBER):
                _stay(request.session, acts=request.method == "POST")
        return self.get_response(request)


def _stay(session: SessionBase, *, acts: bool) -> None:
    """Ten minutes without a page end the visit: a telephone lies about at home.

    This is written when something is sent, and for pages that are only read at most twice a minute: reading
    alone, the visit may end that much earlier.
    """
    now = int(time.time())
    if acts or not 0 <= now - session.get(_SEEN, 0) < WRITTEN_EVERY:
        session[_SEEN] = now
        session.set_expiry(FAMILY_IDLE)


def full_actor(user: object, scopes: frozenset[str] | None = None) -> Actor:
    """Actor of an account together with the partner or the person that it stands for."""
    return _actor(user, scopes)[0]


def _actor(user: object, scopes: frozenset[str] | None = None) -> tuple[Actor, Person | None]:
    actor = actor_for(user, scopes=scopes)  # type: ignore[arg-type]
    person = None
    if actor.has(Role.DELEGATE):
        actor = actor.standing_for(partner_id=partnership.partner_of(actor.user_id))
    if actor.has(Role.FAMILY_MEMBER):
        person = families.person_behind(actor.user_id)
        actor = actor.standing_for(person_id=person.pk if person else None)
    return actor, person
