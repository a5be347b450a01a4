"""Links in messages: what they allow is sealed into them, so that the recipient needs no account.

A token is worth nothing in another town or for another purpose and has a last day. It proves only that
its reader has the message; an operation behind it decides again whether the act is still possible.
Mail programs open links by themselves: a page behind one must not act before its button is pressed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature

from core.notifications.errors import LinkBrokenError, LinkExpiredError
from core.shared import clock
from tenants.signing import sign, unsign

_LAST_DAY = "@"


def sealed(purpose: str, values: dict[str, Any], *, days: int) -> str:
    """Text for an address that carries `values` (JSON) until `days` from today."""
    last = clock.today() + timedelta(days=days)
    return sign(f"link:{purpose}", {**values, _LAST_DAY: last.isoformat()})


def opened(purpose: str, token: str) -> dict[str, Any]:
    """What was sealed. Raises `LinkBrokenError` for anything not made here for this purpose,
    `LinkExpiredError` after its last day.
    """
    try:
        values: dict[str, Any] = unsign(f"link:{purpose}", token)
    except BadSignature as error:
        raise LinkBrokenError from error
    if clock.today().isoformat() > values.pop(_LAST_DAY):
        raise LinkExpiredError
    return values
