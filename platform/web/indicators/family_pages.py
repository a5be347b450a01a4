"""From a number to the reader's own families behind it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.families.queries import leading_persons
from core.indicators.definitions import figures
from core.indicators.dimensions import MEMBERS, label_of
from core.indicators.drilling import behind
from core.indicators.enums import Dimension
from core.indicators.rules import parsed_period
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.indicators.presenters import families_table
from web.indicators.words import period_name
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb


@page_for(Role.SOCIAL_WORKER)
@require_safe
def families(request: AppRequest, key: str) -> HttpResponse:
    """The reader's own families that a figure counts in a period; nobody else's are ever named."""
    try:
        _definition, figure = figures()[key]
    except KeyError:
        raise Http404 from None
    period = parsed_period(request.GET.get("okres", ""))
    dimension, member = request.GET.get("podzial", ""), request.GET.get("wartosc", "")
    if period is None or (dimension and member not in MEMBERS.get(dimension, {})):
        raise Http404
    counted = behind(signed_in(request), figure, period)
    own = [item.case for item in counted if item.is_in(dimension, member)]
    page = page_of(own, request.GET.get("strona"))
    back = f"{reverse('indicators:figure', args=[key])}?rodzaj={period.kind}"
    part = f"{Dimension(dimension).label}: {label_of(dimension, member)}" if dimension else ""
    context = {
        "crumbs": [
            Crumb(_("Wskaźniki"), reverse("indicators:own")),
            Crumb(figure.name, back),
            Crumb(_("Moje rodziny")),
        ],
        "figure": figure,
        "period": period_name(period),
        "part": part,
        "page": page,
        "table": families_table(page.items, leading_persons(page.items)),
    }
    return render(request, "indicators/families.html", context)
