"""The operator's landing page: what this is and which partnerships run on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from core.reference.territory import VOIVODESHIPS
from tenants.directory import listed
from web.shell.access import page_for_everyone

if TYPE_CHECKING:
    from kooperacje.http import AppRequest
    from tenants.models import Tenant


@page_for_everyone
def landing(request: AppRequest) -> HttpResponse:
    """Partnerships by voivodeship, each with its address."""
    tenants = listed()
    towns = [tenant for tenant in tenants if tenant.kind == "municipality"]
    groups = [
        {
            "name": name,
            "towns": [
                _card(request, t) for t in tenants if t.kind == "municipality" and t.voivodeship == code
            ],
        }
        for code, name in VOIVODESHIPS.items()
    ]
    context = {
        "groups": [group for group in groups if group["towns"]],
        "regions": [_card(request, tenant) for tenant in tenants if tenant.kind == "region"],
        "towns": len(towns),
    }
    return render(request, "public/landing.html", context)


def _card(request: AppRequest, tenant: Tenant) -> dict[str, object]:
    port = request.get_host().partition(":")[2]
    suffix = f":{port}" if port else ""
    return {
        "name": tenant.name,
        "organisation": tenant.organisation,
        "url": f"{request.scheme}://{tenant.slug}.{settings.KOOPERACJE_BASE_DOMAIN}{suffix}/",
        "confirmed": tenant.confirmed,
        "level": tenant.level,
    }
