"""The family member's own page: take everything away, ask for what the law gives."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.families.queries import case_of_person, own_person
from core.rights import operations, queries
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.rights import presenters
from web.rights.forms import OwnRequestForm
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def overview(request: AppRequest) -> HttpResponse:
    """My copy and what I asked; POST asks for the copy."""
    actor = signed_in(request)
    person = own_person(actor)
    if request.method == "POST":
        case = case_of_person(person.pk)
        if case is None:
            raise NotVisibleError
        made = operations.request_export(actor=actor, case=case, person=person)
        return redirect("rights:export", made.pk)
    export = queries.newest_export(actor, person)
    page = page_of(queries.own_requests(actor), request.GET.get("strona"))
    context = {
        "export": export,
        "state": presenters.export_state(export),
        "standing": presenters.export_stands(export),
        "page": page,
        "table": presenters.requests_table(page.items, today(), named=False, linked=False),
    }
    return render(request, "rights/own.html", context)


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def ask(request: AppRequest) -> HttpResponse:
    """Ask for what the law gives."""
    actor = signed_in(request)
    person = own_person(actor)
    case = case_of_person(person.pk)
    if case is None:
        raise NotVisibleError
    form = OwnRequestForm(posted(request))

    def operation() -> Any:
        return operations.receive_request(actor=actor, case=case, person=person, **form.cleaned_data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Zapisane. Odpowiedź dostaniesz najpóźniej za miesiąc."))
        return redirect("rights:own")
    context = {
        "heading": _("Czego chcesz w sprawie swoich danych"),
        "lead": _("Masz do tego prawo. Żadne świadczenie się przez to nie zmieni."),
        "form": form,
        "submit": _("Wyślij"),
        "crumbs": [Crumb(_("Moje dane"), reverse("rights:own")), Crumb(_("Nowe żądanie"))],
        "cancel_url": reverse("rights:own"),
    }
    return render(request, "shell/form_page.html", context)
