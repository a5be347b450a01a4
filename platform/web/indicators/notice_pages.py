"""What comes from the region to a town: announced definitions, support, and how far its set-up is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.exchange.operations import announcements as operations
from core.exchange.queries import announcements
from core.exchange.queries import support as supporting
from core.indicators.permissions import COUNTERS, may_count
from core.indicators.queries import READERS
from core.regional import setup as readiness
from core.shared import clock
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.indicators import notices as words
from web.indicators import presenters
from web.shell.access import page_for, signed_in


@page_for(*READERS)
@require_safe
def notices(request: AppRequest) -> HttpResponse:
    """New versions of definitions that the region announced."""
    actor = signed_in(request)
    page = page_of(announcements.notices(actor), request.GET.get("strona"))
    context = {
        "sections": presenters.sections("notices"),
        "page": page,
        "notices": [words.notice(item) for item in page.items],
        "may_answer": may_count(actor),
    }
    return render(request, "indicators/notices.html", context)


@page_for(*COUNTERS)
@require_POST
def acknowledge(request: AppRequest, notice_id: UUID) -> HttpResponse:
    """Say in the town's name that a notice was read."""
    actor = signed_in(request)
    notice = get_object_or_404(announcements.notices(actor), pk=notice_id)
    operations.acknowledge(actor=actor, notice=notice)
    messages.success(request, _("Zaznaczono: urząd wie o zmianie."))
    return redirect("indicators:notices")


@page_for(*READERS)
@require_safe
def support(request: AppRequest) -> HttpResponse:
    """Coaching, supervision, workshops and training that the town's people had."""
    actor = signed_in(request)
    today = clock.today()
    page = page_of(supporting.received(actor).order_by("-held_on", "-pk"), request.GET.get("strona"))
    context = {
        "sections": presenters.sections("support"),
        "page": page,
        "tiles": words.support_tiles(supporting.received_totals(actor, date(today.year, 1, 1), today)),
        "year": today.year,
        "table": words.support_table(page.items),
    }
    return render(request, "indicators/support.html", context)


@page_for(*COUNTERS)
@require_safe
def setup(request: AppRequest) -> HttpResponse:
    """What a new town has set up and what it lacks, with the way to each step."""
    actor = signed_in(request)
    done = readiness.steps_done(actor)
    context = {
        "items": words.setup_items(done, first_case=readiness.has_first_case(actor)),
        "done": len(done),
    }
    return render(request, "indicators/setup.html", context)
