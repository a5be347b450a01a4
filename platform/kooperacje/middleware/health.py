"""Probes: answered on any host, before any tenant is looked up."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from kooperacje.health import readiness


class HealthMiddleware:
    """`/zdrowie/`: the process lives. `/gotowosc/`: database, roles and broker answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/zdrowie/":
            return JsonResponse({"status": "ok"})
        if request.path == "/gotowosc/":
            found = readiness()
            return JsonResponse(found, status=200 if all(found.values()) else 503)
        return self.get_response(request)
