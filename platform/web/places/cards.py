"""Pages on which a service's places are counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.basket.queries import card_visible
from core.places import operations, queries
from core.places.permissions import may_count
from core.referrals.queries.waiting import promises, waiting_times
from core.shared.clock import today
from core.shared.enums import STAFF, Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.basket import presenters as basket
from web.basket.tabs import sections
from web.places import presenters
from web.places.forms import ChangePeriodForm, PeriodForm
from web.places.words import waiting_words
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

READERS = (*STAFF, Role.DELEGATE)
COUNTERS = (Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE)
_FORM = ["GET", "HEAD", "POST"]


@page_for(*READERS)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    """Free places, promises and waiting of all services that count places."""
    actor = signed_in(request)
    page = page_of(queries.counted_cards(actor), request.GET.get("strona"))
    promised = promises(page.items)
    context = {
        "sections": sections(actor, "places"),
        "page": page,
        "table": presenters.overview_table(page.items, promised, waiting_times(page.items)),
        "short": sum(1 for one in promised.values() if one.short_by),
    }
    return render(request, "places/overview.html", context)


@page_for(*READERS)
@require_safe
def periods(request: AppRequest, card_id: UUID) -> HttpResponse:
    """One service: its places by period, and how long families waited for it."""
    actor = signed_in(request)
    card = card_visible(actor, card_id)
    writes = may_count(actor, card)
    page = page_of(queries.periods_of(card), request.GET.get("strona"))
    context = {
        "crumbs": basket.crumbs((card.name, reverse("basket:card", args=[card.pk])), (_("Miejsca"), "")),
        "card": card,
        "page": page,
        "table": presenters.periods_table(page.items, today(), writes=writes),
        "free": queries.free_on(card),
        "promise": promises([card]).get(card.pk),
        "waiting": waiting_words(waiting_times([card]).get(card.pk)),
        "writes": writes,
    }
    return render(request, "places/periods.html", context)


@page_for(*COUNTERS)
@require_http_methods(_FORM)
def add(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Say how many places a service has in another period."""
    actor = signed_in(request)
    card = card_visible(actor, card_id)
    if not may_count(actor, card):
        raise Http404
    form = PeriodForm(posted(request), initial={"starts_on": today(), "places": card.capacity})
    if request.method == "POST" and run(
        form, lambda: operations.set_period(actor=actor, card=card, **form.cleaned_data)
    ):
        messages.success(request, _("Liczba miejsc zapisana."))
        return redirect("places:periods", card.pk)
    return _form_page(request, card, form, _("Miejsca w nowym okresie"))


@page_for(*COUNTERS)
@require_http_methods(_FORM)
def change(request: AppRequest, period_id: UUID) -> HttpResponse:
    """Correct a period: another number, another last day, other people who took places."""
    actor = signed_in(request)
    period = queries.period_visible(actor, period_id)
    if not may_count(actor, period.card):
        raise Http404
    initial = {
        "places": period.places,
        "taken_elsewhere": period.taken_elsewhere,
        "starts_on": period.starts_on,
        "last_day": period.ends_on - timedelta(days=1) if period.ends_on else None,
    }
    form = ChangePeriodForm(posted(request), initial=initial)

    def operation() -> Any:
        return operations.set_period(actor=actor, card=period.card, period=period, **form.cleaned_data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Liczba miejsc zapisana."))
        return redirect("places:periods", period.card_id)
    return _form_page(request, period.card, form, _("Zmień liczbę miejsc"))


def _form_page(request: AppRequest, card: Any, form: PeriodForm, heading: str) -> HttpResponse:
    back = reverse("places:periods", args=[card.pk])
    context = {
        "heading": heading,
        "lead": _("%(name)s – prowadzi: %(partner)s.") % {"name": card.name, "partner": card.partner.name},
        "form": form,
        "submit": _("Zapisz"),
        "crumbs": basket.crumbs(
            (card.name, reverse("basket:card", args=[card.pk])), (_("Miejsca"), back), (heading, "")
        ),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)
