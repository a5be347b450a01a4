"""Pages of a regional centre: the dashboard, the catalogue, the state of months, the data."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.indicators.definitions import definitions_on, figures
from core.indicators.rules import parsed_period
from core.regional import queries
from core.regional.queries import REGION_READERS, MonthStatus
from core.shared import clock
from kooperacje.http import AppRequest
from web.indicators.words import period_name
from web.regional import board
from web.regional.export import csv_of
from web.regional.forms import BoardFilter
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb


@page_for(*REGION_READERS)
@require_safe
def dashboard(request: AppRequest) -> HttpResponse:
    """Key figures, map, tables and trend of the period, figure and territory in the address."""
    actor = signed_in(request)
    places = board.territory(actor)
    periods = board.periods_by_kind()
    chosen = board.chosen_from(request.GET.dict(), periods, places)
    if chosen is None:
        return render(request, "regional/nothing_yet.html", {"months": queries.months(actor, 3)})
    made = board.Board(actor, places, chosen)
    release = queries.release_of(chosen.period)
    asked = {"okres": chosen.period.code, "wskaznik": chosen.figure.key, "obszar": chosen.area.code}
    context = {
        **made.context(),
        "trend_names": made.trend_names,
        "form": BoardFilter(periods=periods, territory=places, chosen=asked),
        "release": release,
        "coverage": _coverage(release, chosen.area.voivodeship),
        "wide": len(places.voivodeships) > 1,
    }
    return render(request, "regional/dashboard.html", context)


@page_for(*REGION_READERS)
@require_safe
def catalogue(request: AppRequest) -> HttpResponse:
    """Every indicator with its meaning; the page to send to somebody who asks what a number is."""
    return render(request, "regional/catalogue.html", {"definitions": list(definitions_on(clock.today()))})


@page_for(*REGION_READERS)
@require_safe
def definition(request: AppRequest, number: int) -> HttpResponse:
    """One indicator in full."""
    found = next((item for item in definitions_on(clock.today()) if item.number == number), None)
    if found is None:
        raise Http404
    crumbs = [Crumb(_("Katalog wskaźników"), "/wskazniki/"), Crumb(found.name)]
    return render(request, "regional/definition.html", {"definition": found, "crumbs": crumbs})


@page_for(*REGION_READERS)
@require_safe
def months(request: AppRequest) -> HttpResponse:
    """Which towns have handed over which month, and which months have been printed."""
    found = queries.months(signed_in(request))
    return render(request, "regional/months.html", {"months": [_month_row(item) for item in found]})


@page_for(*REGION_READERS)
@require_safe
def data(request: AppRequest) -> HttpResponse:
    """Everything printed for one period as CSV."""
    actor = signed_in(request)
    period = parsed_period(request.GET.get("okres", ""))
    if period is None or period not in queries.periods_released(period.kind):
        raise Http404
    every = [figure for _, figure in figures().values()]
    (printed,) = queries.printed(actor, [period], every)
    response = HttpResponse(csv_of(printed, board.territory(actor)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="wskazniki-{period.code}.csv"'
    return response


def _coverage(release: object, voivodeship: str) -> dict[str, int]:
    """How many towns of the area gave data: "49 z 50"."""
    found = getattr(release, "coverage", {"expected": [], "reported": []})
    expected = [schema for schema in found["expected"] if schema[2:].startswith(voivodeship)]
    reported = [schema for schema in found["reported"] if schema[2:].startswith(voivodeship)]
    return {"reported": len(reported), "expected": len(expected)}


def _month_row(status: MonthStatus) -> dict[str, object]:
    return {
        "month": status.month,
        "name": period_name(parsed_period(f"{status.month:%Y-%m}")),  # type: ignore[arg-type]
        "submitted": len(status.submitted),
        "expected": status.expected,
        "missing": status.missing,
        "release": status.release,
    }
