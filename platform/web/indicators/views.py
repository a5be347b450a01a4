"""A town's own figures: exact, for its staff; and the hand-over to the region."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.indicators import queries
from core.indicators.definitions import figures
from core.indicators.drilling import behind
from core.indicators.enums import PeriodKind
from core.indicators.queries import READERS
from core.indicators.queries.funding import REPORTERS
from kooperacje.http import AppRequest
from web.indicators import presenters
from web.indicators.peers import place_of
from web.indicators.words import period_name
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb

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
    try:
        definition, chosen = figures()[key]
    except KeyError:
        raise Http404 from None
    kind = _kind(request)
    if kind not in definition.lengths:
        kind = str(definition.lengths[0])
    actor = signed_in(request)
    history = queries.own_figures(actor, kind, _NEWEST[kind])
    mine = behind(actor, chosen, history[0].period) if history else []
    context = {
        "crumbs": [Crumb(_("Wskaźniki"), reverse("indicators:own")), Crumb(chosen.name)],
        "definition": definition,
        "figure": chosen,
        "kinds": presenters.kinds(kind, reverse("indicators:figure", args=[key]), definition.lengths),
        "others": presenters.same_definition(definition, chosen),
        "period": period_name(history[0].period) if history else "",
        "value": presenters.own_text(chosen, history[0]) if history else "",
        "trend": presenters.trend(chosen, history),
        "table": presenters.trend_table(chosen, history),
        "breakdowns": presenters.breakdowns(chosen, history[0], mine) if history else [],
        "mine": len(mine),
        "mine_url": presenters.families_url(chosen, history[0].period) if mine else "",
        "place": place_of(actor, chosen, kind),
    }
    return render(request, "indicators/figure.html", context)


def _kind(request: AppRequest) -> str:
    kind = request.GET.get("rodzaj", "month")
    return kind if kind in PeriodKind.values else "month"
