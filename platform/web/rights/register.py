"""The register of requests: what is due first; answered, extended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rights import operations, queries
from core.rights.queries import ANSWERING
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.rights import presenters
from web.rights.forms import AnswerForm, ReasonForm
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb, SummaryRow
from web.shell.forms import posted, run

_FORM = ["GET", "HEAD", "POST"]


@page_for(*ANSWERING, Role.SOCIAL_WORKER)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    """The director sees all with numbers of cases, a worker those of the own families."""
    actor = signed_in(request)
    found = queries.requests_visible_to(actor)
    page = page_of(found, request.GET.get("strona"))
    context = {
        "page": page,
        "table": presenters.requests_table(page.items, today(), named=False),
        "late": found.filter(answered_on__isnull=True, due_on__lt=today()).count(),
    }
    return render(request, "rights/register.html", context)


@page_for(*ANSWERING, Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def detail(request: AppRequest, request_id: UUID) -> HttpResponse:
    """One request; its text only for the leading worker."""
    actor = signed_in(request)
    found = queries.request_visible(actor, request_id)
    reads = queries.may_read_contents(actor, found)
    form = AnswerForm(posted(request), initial={"version": found.version})

    def operation() -> Any:
        return operations.answer_request(actor=actor, request=found, **form.cleaned_data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Żądanie załatwione."))
        return redirect("rights:register")
    rows = [
        SummaryRow(_("Sprawa"), found.case.number),
        *([SummaryRow(_("Kto żąda"), found.person.full_name)] if reads else []),
        SummaryRow(_("Jak wpłynęło"), found.get_way_display()),
        SummaryRow(_("Kiedy"), presenters.day(found.received_on)),
        SummaryRow(_("Termin odpowiedzi"), presenters.day(found.due_on)),
    ]
    if reads and found.content:
        rows.append(SummaryRow(_("Treść"), found.content))
    if found.answered_on:
        rows += [
            SummaryRow(_("Odpowiedziano"), presenters.day(found.answered_on)),
            SummaryRow(_("Wynik"), found.get_outcome_display()),
            *([SummaryRow(_("Odpowiedź"), found.answer)] if reads else []),
        ]
    context = {
        "crumbs": [Crumb(_("Żądania danych"), reverse("rights:register")), Crumb(found.get_kind_display())],
        "found": found,
        "rows": rows,
        "form": None if found.answered_on else form,
        "extendable": found.answered_on is None and found.extended_on is None and found.due_on >= today(),
    }
    return render(request, "rights/request.html", context)


@page_for(*ANSWERING, Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def extend(request: AppRequest, request_id: UUID) -> HttpResponse:
    """Two more months, with the reason that the person is told."""
    actor = signed_in(request)
    found = queries.request_visible(actor, request_id)
    form = ReasonForm(posted(request), label=_("Dlaczego potrzeba więcej czasu"))

    def operation() -> Any:
        return operations.extend_request(actor=actor, request=found, **form.cleaned_data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Termin przedłużony. Powiadom osobę, zanim minie pierwszy miesiąc."))
        return redirect("rights:request", found.pk)
    context = {
        "heading": _("Przedłuż termin o dwa miesiące"),
        "form": form,
        "submit": _("Przedłuż"),
        "crumbs": [Crumb(_("Żądania danych"), reverse("rights:register")), Crumb(_("Przedłużenie"))],
        "cancel_url": reverse("rights:request", args=[found.pk]),
    }
    return render(request, "shell/form_page.html", context)
