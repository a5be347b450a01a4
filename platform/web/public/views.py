"""The operator's landing page: what this is and which partnerships run on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.reference.territory import VOIVODESHIPS
from core.shared.text import polish_order
from tenants.directory import listed
from web.shell.access import page_for_everyone
from web.shell.components import Cell, Column, Row, Table
from web.shell.demo import demo_accounts

if TYPE_CHECKING:
    from kooperacje.http import AppRequest
    from tenants.models import Tenant


@page_for_everyone
def landing(request: AppRequest) -> HttpResponse:
    """Partnerships by voivodeship, each with its address."""
    tenants = sorted(listed(), key=lambda tenant: polish_order(str(tenant.name)))
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
        "accounts": _accounts(request),
    }
    return render(request, "public/landing.html", context)


def _accounts(request: AppRequest) -> Table | None:
    rows = demo_accounts()
    if not rows:
        return None
    return Table(
        caption=_("Konta pokazowe"),
        caption_hidden=True,
        stacked=True,
        columns=[Column(_("Rola")), Column(_("Adres")), Column(_("Login")), Column(_("Hasło"))],
        rows=[
            Row(
                [
                    Cell(row.role, note=row.note),
                    Cell(row.slug, f"{request.scheme}://{_host(request, row.slug)}/"),
                    Cell(row.login),
                    Cell(row.password),
                ]
            )
            for row in rows
        ],
    )


def _host(request: AppRequest, slug: str) -> str:
    port = request.get_host().partition(":")[2]
    return f"{slug}.{settings.KOOPERACJE_BASE_DOMAIN}" + (f":{port}" if port else "")


def _card(request: AppRequest, tenant: Tenant) -> dict[str, object]:
    return {
        "name": tenant.name,
        "organisation": tenant.organisation,
        "url": f"{request.scheme}://{_host(request, str(tenant.slug))}/",
        "confirmed": tenant.confirmed,
        "level": tenant.level,
    }
