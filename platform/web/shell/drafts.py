"""Drafts that a browser keeps of what somebody types (`shell/drafts.js`), and when it may forget them.

A form marked with `data-keep` is kept in the browser, for its account and town only, until the server says
in a cookie that the form's record was saved. A session that ends, a lost connection or a closed telephone
lose nothing; signing out empties the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.conf import settings

if TYPE_CHECKING:
    from uuid import UUID

    from django.http.response import HttpResponseBase

    Answer = TypeVar("Answer", bound=HttpResponseBase)

COOKIE = "kp_saved"
_MINUTES_10 = 600


def forget_draft(response: Answer, key: UUID) -> Answer:
    """Tell the browser that the form with this `key` was saved; the cookie holds a random number only."""
    response.set_cookie(
        COOKIE,
        str(key),
        max_age=_MINUTES_10,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
