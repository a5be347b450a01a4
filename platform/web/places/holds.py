"""Pages on which the leader of a case keeps places for a family and gives them back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.basket.queries import card_visible
from core.families.queries import own_case
from core.places import operations, queries
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.paging import page_of
from core.teams.queries import meetings_of
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.matching.presenters import tabs
from web.places import presenters
from web.places.forms import HoldForm
from web.places.words import free_words
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run
from web.shell.templatetags.shell import day

_FORM = ["GET", "HEAD", "POST"]
LATEST = 10


@page_for(Role.SOCIAL_WORKER)
@require_safe
def claims(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Places that are kept or taken for the family now."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    page = page_of(queries.claims_of_case(actor, case), request.GET.get("strona"))
    context = {
        "crumbs": crumbs(case, _("Miejsca w usługach")),
        "tabs": tabs(actor, case, "claims"),
        "case": case,
        "page": page,
        "table": presenters.claims_table(page.items),
    }
    return render(request, "places/claims.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def hold(request: AppRequest, case_id: UUID, card_id: UUID) -> HttpResponse:
    """Keep a place for 72 hours."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    card = card_visible(actor, card_id)
    meetings = {str(item.pk): item for item in meetings_of(case)[:LATEST]}
    form = HoldForm(
        posted(request),
        meetings=[(key, day(item.held_on)) for key, item in meetings.items()],
        initial={"starts_on": today(), "meeting": next(iter(meetings), "")},
    )

    def operation() -> Any:
        data = {**form.cleaned_data, "meeting": meetings.get(form.cleaned_data["meeting"])}
        return operations.hold_place(actor=actor, case=case, card=card, **data)

    if request.method == "POST" and run(form, operation):
        messages.success(
            request,
            _("Miejsce jest wstrzymane na 72 godziny. Wyślij w tym czasie prośbę, inaczej wróci do puli."),
        )
        return redirect("places:claims", case.pk)
    context = {
        "heading": _("Wstrzymaj miejsce"),
        "lead": _("%(name)s – prowadzi: %(partner)s.") % {"name": card.name, "partner": card.partner.name},
        "free": free_words(queries.free_on(card)),
        "form": form,
        "submit": _("Wstrzymaj na 72 godziny"),
        "crumbs": crumbs(case, _("Wstrzymaj miejsce")),
        "cancel_url": reverse("families:case", args=[case.pk]),
    }
    return render(request, "places/hold.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def release(request: AppRequest, claim_id: UUID) -> HttpResponse:
    """Give a place back before its time."""
    actor = signed_in(request)
    claim = queries.claim_visible(actor, claim_id)
    back = reverse("places:claims", args=[claim.case_id])
    if request.method == "POST":
        operations.release_place(actor=actor, claim=claim)
        messages.success(request, _("Miejsce wróciło do puli."))
        return redirect(back)
    context = {
        "question": _("Zwolnić miejsce w usłudze „%(service)s”?") % {"service": claim.card.name},
        "consequence": _("Inny zespół będzie mógł je od razu wstrzymać."),
        "action": _("Zwolnij miejsce"),
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)
