"""The operator's page: which tenants there are, and the monthly run."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.indicators.rules import Period
from core.regional import operations, queries
from core.shared.enums import Role
from core.shared.paging import page_of
from core.shared.text import polish_order
from kooperacje.http import AppRequest
from tenants.models import Tenant
from web.indicators.forms import MonthForm
from web.indicators.words import period_name
from web.operator import presenters
from web.shell.access import page_for, signed_in
from web.shell.forms import errors_of, run

MONTHS = 6


@page_for(Role.OPERATOR)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    """Tenants with their state, months with theirs. While a run goes on the list of months renews
    itself (htmx); without JavaScript the reader reloads.
    """
    actor = signed_in(request)
    months = queries.months(actor, MONTHS)
    rows = presenters.month_rows(months, queries.newest_runs(actor))
    running = next((row["code"] for row in rows if row["run"] and row["run"].goes_on), "")
    context: dict[str, Any] = {"months": rows, "running": running}
    if request.htmx:
        return render(request, "operator/_months.html", context)
    tenants = sorted(Tenant.objects.all(), key=lambda one: (one.kind, polish_order(one.name)))
    page = page_of(tenants, request.GET.get("strona"))
    context |= {
        "tiles": presenters.tiles(tenants, months),
        "table": presenters.tenant_table(page.items, usual=presenters.usual_blueprints(tenants)),
        "page": page,
    }
    return render(request, "operator/overview.html", context)


@page_for(Role.OPERATOR)
@require_POST
def start(request: AppRequest) -> HttpResponse:
    """Ask the worker to run a month."""
    actor, form = signed_in(request), MonthForm(request.POST)
    if run(form, lambda: operations.request_run(actor=actor, month=form.cleaned_data["miesiac"])):
        period = Period("month", form.cleaned_data["miesiac"])
        messages.success(request, _("Przebieg ruszył: %(month)s.") % {"month": period_name(period)})
        return redirect("operator:overview")
    for error in errors_of(form):
        messages.error(request, error.message)
    return redirect("operator:overview")
