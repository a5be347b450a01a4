"""The catalogue of indicators as people read it: what each figure means, and what it meant before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.indicators.definitions import definitions_on
from core.indicators.queries import READERS
from core.shared import clock
from web.indicators.versions import history_lines
from web.reporting import presenters
from web.shell.access import page_for
from web.shell.components import Crumb

if TYPE_CHECKING:
    from kooperacje.http import AppRequest


@page_for(*READERS)
@require_safe
def catalogue(request: AppRequest) -> HttpResponse:
    """All indicators that are valid today."""
    context = {
        "crumbs": presenters.crumbs(Crumb(_("Katalog wskaźników"))),
        "definitions": list(definitions_on(clock.today())),
    }
    return render(request, "reporting/catalogue.html", context)


@page_for(*READERS)
@require_safe
def definition(request: AppRequest, number: int) -> HttpResponse:
    """One indicator: its texts, its formulas, its figures, and all its versions."""
    found = next((item for item in definitions_on(clock.today()) if item.number == number), None)
    if found is None:
        raise Http404
    context = {
        "crumbs": presenters.crumbs(
            Crumb(_("Katalog wskaźników"), reverse("reporting:catalogue")), Crumb(found.name)
        ),
        "definition": found,
        "versions": history_lines(number),
        "figures": [
            (figure.name, f"{reverse('indicators:figure', args=[figure.key])}?rodzaj={found.rhythm}")
            for figure in found.figures
        ],
    }
    return render(request, "indicators/definition.html", context)
