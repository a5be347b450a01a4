"""A town's own figures: exact, for its staff; and the hand-over to the region."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.indicators import queries
from core.indicators.definitions import figures
from core.indicators.enums import PeriodKind
from core.indicators.operations import compute
from core.indicators.permissions import COUNTERS, may_count
from core.indicators.queries import READERS
from core.indicators.queries.funding import REPORTERS
from core.indicators.rules import Period, parsed_period
from core.regional import operations as regional
from core.regional import queries as printed
from core.shared.actor import Actor
from kooperacje.http import AppRequest
from web.indicators import presenters
from web.indicators.forms import MonthForm, month_code
from web.indicators.words import period_name
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import errors_of, run

_NEWEST = {"month": 13, "quarter": 8, "half": 6, "year": 5}


@page_for(*READERS)
@require_safe
def own(request: AppRequest) -> HttpResponse:
    """All indicators of the newest period of a kind, with the period before and the line."""
    kind = _kind(request)
    history = queries.own_figures(signed_in(request), kind, _NEWEST[kind])
    context = {
        "sections": presenters.sections("own"),
        "sees_esf": signed_in(request).has(*REPORTERS),
        "kinds": presenters.kinds(kind),
        "period": period_name(history[0].period) if history else "",
        "before": period_name(history[1].period) if len(history) > 1 else "",
        "groups": presenters.indicator_groups(history, kind) if history else [],
    }
    return render(request, "indicators/own.html", context)


@page_for(*READERS)
@require_safe
def figure(request: AppRequest, key: str) -> HttpResponse:
    """One figure: trend, breakdowns, definition."""
    kind = _kind(request)
    try:
        definition, chosen = figures()[key]
    except KeyError:
        raise Http404 from None
    history = queries.own_figures(signed_in(request), kind, _NEWEST[kind])
    context = {
        "crumbs": [Crumb(_("Wskaźniki"), reverse("indicators:own")), Crumb(chosen.name)],
        "definition": definition,
        "figure": chosen,
        "others": presenters.same_definition(definition, chosen),
        "period": period_name(history[0].period) if history else "",
        "value": presenters.own_text(chosen, history[0]) if history else "",
        "trend": presenters.trend(chosen, history),
        "table": presenters.trend_table(chosen, history),
        "breakdowns": presenters.breakdowns(chosen, history[0]) if history else [],
    }
    return render(request, "indicators/figure.html", context)


@page_for(*READERS)
@require_safe
def handover(request: AppRequest) -> HttpResponse:
    """What the town gives for a month, before and after giving it."""
    return _handover_page(request, signed_in(request), request.GET.get("miesiac", ""))


@page_for(*COUNTERS)
@require_POST
def count(request: AppRequest) -> HttpResponse:
    """Count a month, so that it can be looked at before it is handed over."""
    actor = signed_in(request)
    return _done(request, lambda month: compute(actor=actor, months=[month]), _("Policzono: %(month)s."))


@page_for(*COUNTERS)
@require_POST
def submit(request: AppRequest) -> HttpResponse:
    """Hand a month over, or replace what was handed over before its release."""
    actor, again = signed_in(request), "ponownie" in request.POST
    return _done(
        request,
        lambda month: regional.submit_month(actor=actor, month=month, replace=again),
        _("Przekazano regionowi: %(month)s."),
    )


def _done(request: AppRequest, operation: Callable[[date], object], sentence: str) -> HttpResponse:
    form = MonthForm(request.POST)
    if run(form, lambda: operation(form.cleaned_data["miesiac"])):
        month = form.cleaned_data["miesiac"]
        messages.success(request, sentence % {"month": period_name(Period("month", month))})
        return redirect(f"{reverse('indicators:handover')}?miesiac={month_code(month)}")
    for error in errors_of(form):
        messages.error(request, error.message)
    return redirect("indicators:handover")


def _handover_page(request: AppRequest, actor: Actor, asked: str) -> HttpResponse:
    states = printed.months(actor)
    wanted = parsed_period(asked)
    months = [state.month for state in states]
    month = wanted.start if wanted and wanted.start in months else months[0]
    found = printed.handed_over(actor, month)
    context = {
        "sections": presenters.sections("handover"),
        "months": [
            {
                "code": month_code(state.month),
                "name": period_name(Period("month", state.month)),
                "submitted": bool(state.submitted),
                "release": state.release,
                "current": state.month == month,
            }
            for state in states
        ],
        "found": found,
        "code": month_code(month),
        "name": period_name(Period("month", month)),
        "counted": found.counts is not None,
        "alone": presenters.printed_table(found),
        "summed": presenters.summed_table(found),
        "open": found.release is None and may_count(actor),
    }
    return render(request, "indicators/handover.html", context)


def _kind(request: AppRequest) -> str:
    kind = request.GET.get("rodzaj", "month")
    return kind if kind in PeriodKind.values else "month"
