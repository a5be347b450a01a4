"""What a card said before, step by step, and as it stood on any day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.basket.queries import card_visible
from core.basket.queries import history as queries
from core.shared.enums import STAFF, Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.basket import keeping, presenters
from web.basket.forms import DayForm
from web.shell.access import page_for, signed_in


@page_for(*STAFF, Role.DELEGATE)
@require_safe
def history(request: AppRequest, card_id: UUID) -> HttpResponse:
    """All changes of a card with who made them and why, and its state of a day."""
    actor = signed_in(request)
    card = card_visible(actor, card_id)
    page = page_of(queries.revisions(actor, card), request.GET.get("strona"))
    chosen = any(name.startswith("dzien") for name in request.GET)
    form = DayForm(request.GET if chosen else None)
    asked = form.cleaned_data.get("dzien") if form.is_valid() else None
    state = queries.card_on(actor, card, asked) if asked else None
    back = reverse("basket:card", args=[card.pk])
    context = {
        "crumbs": presenters.crumbs((card.name, back), (_("Historia karty"), "")),
        "card": card,
        "page": page,
        "steps": keeping.step_views(queries.steps(actor, card, page.items)),
        "standings": keeping.standing_rows(queries.standings(actor, card)),
        "form": form,
        "asked": asked,
        "state": keeping.state_rows(state) if state else [],
    }
    return render(request, "basket/history.html", context)
