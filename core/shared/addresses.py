"""Addresses for messages and papers, which are written where no request tells the host."""

from __future__ import annotations

from django.conf import settings

from tenants.context import current


def address(path: str) -> str:
    """Absolute address of a path at the host of the tenant of the moment."""
    host = f"{current().slug}.{settings.KOOPERACJE_BASE_DOMAIN}"
    if settings.SESSION_COOKIE_SECURE:  # behind a TLS proxy, whose port is the usual one
        return f"https://{host}{path}"
    port = f":{settings.KOOPERACJE_PORT}" if settings.KOOPERACJE_PORT else ""
    return f"http://{host}{port}{path}"
