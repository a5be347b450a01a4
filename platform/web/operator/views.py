"""The operator's page: which tenants there are, and the monthly run."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.indicators.rules import Period
from core.regional import operations, queries
from core.shared.enums import Role
from kooperacje.http import AppRequest
from tenants.blueprint import describe
from tenants.models import Kind, Tenant
from tenants.operations import template_of
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
    months = queries.months(signed_in(request), MONTHS)
    rows = presenters.month_rows(months)
    running = any(row["submitted"] and not row["release"] for row in rows) or "trwa" in request.GET
    context = {"months": rows, "running": running}
    if request.htmx:
        return render(request, "operator/_months.html", context)
    tenants = list(Tenant.objects.order_by("kind", "name", "pk"))
    templates = {kind: describe(template_of(kind)).fingerprint for kind in Kind.values}
    context |= {
        "tiles": presenters.tiles(tenants, months),
        "table": presenters.tenant_table(tenants, templates),
    }
    return render(request, "operator/overview.html", context)


@page_for(Role.OPERATOR)
@require_POST
def start(request: AppRequest) -> HttpResponse:
    """Ask the worker to run a month."""
    actor, form = signed_in(request), MonthForm(request.POST)
    if run(form, lambda: operations.request_run(actor=actor, month=form.cleaned_data["miesiac"])):
        name = period_name(Period("month", form.cleaned_data["miesiac"]))
        messages.success(request, _("Przebieg ruszył: %(month)s.") % {"month": name})
        return redirect("/?trwa=1")
    for error in errors_of(form):
        messages.error(request, error.message)
    return redirect("operator:overview")
