"""From the host name to the tenant's schema, role and pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.urls import set_urlconf

from tenants import directory
from tenants.context import in_public, in_tenant


class TenantMiddleware:
    """Stands in the tenant's schema for the length of one request, and leaves it in any case.

    The bare domain is the operator's landing page. An unknown host gets a plain 404: the same page
    for a town that never was, one that is suspended, and a foreign domain.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            host = request.get_host().partition(":")[0].lower().rstrip(".")
        except DisallowedHost:
            return _unknown_host()
        if host in _bare_hosts():
            with in_public():
                request.tenant = None  # type: ignore[attr-defined]
                return self.answer(request, "public")
        with in_public():
            tenant = directory.tenant_at(host)
        if tenant is None:
            return _unknown_host()
        with in_tenant(tenant):
            request.tenant = tenant  # type: ignore[attr-defined]
            return self.answer(request, tenant.kind)

    def answer(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Hand the request on with the addresses of this kind of tenant."""
        urlconf = str(settings.TENANT_TYPES[kind]["URLCONF"])
        request.urlconf = urlconf
        set_urlconf(urlconf)
        try:
            return self.get_response(request)
        finally:
            set_urlconf(None)


def _bare_hosts() -> set[str]:
    return {settings.KOOPERACJE_BASE_DOMAIN, "127.0.0.1", "[::1]"}


def _unknown_host() -> HttpResponse:
    return HttpResponseNotFound(render_to_string("shell/unknown_host.html"))
