"""One's inbox, and the list of what the partnership sent."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.notifications import operations, queries
from core.notifications.queries import KEEPERS
from core.shared.enums import STAFF, Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.notifications import presenters
from web.notifications.forms import OutboxFilter
from web.shell.access import page_for, signed_in


@page_for(*STAFF, Role.DELEGATE)
@require_safe
def inbox(request: AppRequest) -> HttpResponse:
    """The reader's messages, the newest first."""
    actor = signed_in(request)
    page = page_of(queries.inbox(actor), request.GET.get("strona"))
    context = {
        "heading": _("Skrzynka"),
        "lead": _("Wiadomości z partnerstwa do Ciebie. Te same przychodzą na Twój adres e-mail."),
        "sections": presenters.sections("inbox", keeper=actor.has(*KEEPERS)),
        "page": page,
        "table": presenters.inbox_table(page.items),
        "empty": _("Nie ma jeszcze żadnej wiadomości"),
    }
    return render(request, "notifications/list.html", context)


@page_for(*STAFF, Role.DELEGATE)
@require_safe
def message(request: AppRequest, message_id: UUID) -> HttpResponse:
    """One message; opening it marks it as read."""
    found = operations.mark_read(actor=signed_in(request), message_id=message_id)
    context = {"crumbs": presenters.crumbs("inbox", found.subject), "message": found, "body": found.body}
    return render(request, "notifications/message.html", context)


@page_for(*KEEPERS)
@require_safe
def outbox(request: AppRequest) -> HttpResponse:
    """Everything that the partnership sent."""
    actor = signed_in(request)
    form = OutboxFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.outbox(actor, chosen.get("stan") or None, chosen.get("q", ""))
    page = page_of(found, request.GET.get("strona"))
    context = {
        "heading": _("Wysłane wiadomości"),
        "lead": _("Zaproszenia, przypomnienia i prośby o potwierdzenie, które wyszły z partnerstwa."),
        "sections": presenters.sections("outbox", keeper=True),
        "form": form,
        "narrowed": any(chosen.values()),
        "page": page,
        "table": presenters.outbox_table(page.items),
        "empty": _("Nie ma takiej wiadomości"),
    }
    return render(request, "notifications/list.html", context)


@page_for(*KEEPERS)
@require_safe
def sent(request: AppRequest, message_id: UUID) -> HttpResponse:
    """What became of a message; only example data show its text, whose links act for the recipient."""
    found = queries.sent_message(signed_in(request), message_id)
    context = {
        "crumbs": presenters.crumbs("outbox", found.subject),
        "message": found,
        "facts": presenters.sent_facts(found),
        "body": found.body if settings.DEMO_DATA else "",
    }
    return render(request, "notifications/message.html", context)
