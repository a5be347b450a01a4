"""What is wrong in the basket: services that families' paths count on and that fail them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.basket import quality
from core.basket.enums import Freshness
from core.basket.queries import freshness_counts
from core.paths.enums import BasketFault
from core.paths.findings import basket_findings
from core.shared.enums import STAFF, Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.basket import keeping
from web.basket.forms import FaultFilter
from web.basket.tabs import sections
from web.shell.access import page_for, signed_in
from web.shell.components import Tile


@page_for(*STAFF, Role.DELEGATE)
@require_safe
def findings(request: AppRequest) -> HttpResponse:
    """Findings by kind, and how fresh the basket is; a delegate sees the own cards."""
    actor = signed_in(request)
    form = FaultFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = basket_findings(actor)
    narrowed = [each for each in found if chosen.get("rodzaj") in {None, "", each.fault.value}]
    page = page_of(narrowed, request.GET.get("strona"))
    fresh = freshness_counts(actor)
    context = {
        "sections": sections(actor, "quality"),
        "tiles": [
            Tile(str(fresh[Freshness.FRESH]), _("aktualne karty")),
            Tile(str(fresh[Freshness.DUE]), _("karty do przejrzenia wkrótce")),
            Tile(str(fresh[Freshness.STALE]), _("karty po terminie przeglądu")),
            Tile(str(len(found)), _("sprawy do wyjaśnienia")),
        ],
        "form": form,
        "page": page,
        "table": keeping.findings_table(page.items),
        "weights": quality.weights(),
        "kinds": [(kind.label, keeping.FAULT_HELP[kind]) for kind in BasketFault],
    }
    return render(request, "basket/quality.html", context)
