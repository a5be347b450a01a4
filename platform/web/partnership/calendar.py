"""The reader's own calendar: a secret address for calendar programs, made, renewed and closed here."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.identity import operations, queries
from core.notifications.calendar import feed as calendar_feed
from core.partnership.queries import partner_of
from core.partnership.queries.calendar import calendar_events
from core.shared.addresses import address
from core.teams.queries.calendar import calendar_events as team_events
from kooperacje.http import AppRequest
from web.partnership.views import READERS
from web.shell.access import page_for, page_for_everyone, signed_in
from web.shell.components import Crumb


@page_for(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: AppRequest) -> HttpResponse:
    """What the calendar is; a button makes its address, which is shown in that answer only."""
    actor = signed_in(request)
    link = ""
    if request.method == "POST":
        _feed, secret = operations.open_calendar_feed(actor=actor)
        link = address(reverse("partnership:calendar-feed", args=[secret]))
    context = {
        "crumbs": [Crumb(_("Twoje konto"), reverse("account:own")), Crumb(_("Kalendarz"))],
        "feed": queries.calendar_feed_of(actor),
        "link": link,
    }
    return render(request, "partnership/calendar.html", context)


@page_for(*READERS)
@require_POST
def revoke(request: AppRequest) -> HttpResponse:
    """Close the address."""
    operations.revoke_calendar_feed(actor=signed_in(request))
    messages.success(request, _("Adres kalendarza wyłączony. Programy, które go znały, nic już nie zobaczą."))
    return redirect("partnership:calendar")


@page_for_everyone
@require_safe
def feed(request: AppRequest, secret: str) -> HttpResponseBase:
    """The calendar behind a secret address; anything else is answered as if nothing were there.

    Without cookies: calendar programs have none, and the address is the whole right to read. Wrong ones
    are not counted: nobody guesses 256 bits, and behind a proxy all readers are one computer, so that a
    limit would let any stranger shut every calendar.
    """
    found = queries.calendar_feed_behind(secret)
    if found is None:
        raise Http404
    user: Any = found.user
    actor = queries.actor_for(user, partner_id=partner_of(user.pk))
    with override(user.language or "pl"):
        events = sorted(
            [*calendar_events(actor), *team_events(actor)], key=lambda event: (str(event.starts), event.uid)
        )
        content = calendar_feed(events, name=_("Kooperacje: spotkania"))
    operations.note_calendar_use(feed=found)
    changed = max((event.changed_at for event in events), default=found.created_at)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response: HttpResponseBase
    if _knows(request, etag):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="kooperacje.ics"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, max_age=300)
    return response


def _knows(request: AppRequest, etag: str) -> bool:
    """Whether the program has this very calendar; days pass without a change of any meeting, so that only
    the fingerprint can tell.
    """
    known = request.headers.get("If-None-Match", "")
    return etag in [part.strip().removeprefix("W/") for part in known.split(",")]
