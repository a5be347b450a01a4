"""The worker's side of a talk with one person of a family."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import operations, queries
from core.families import queries as families
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.access import presenters
from web.access.forms import WorkerMessageForm
from web.families.presenters import crumbs
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """What was written, the newest first, and a few words back."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    person = families.person_visible(actor, case, person_id)
    form = WorkerMessageForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: operations.send_message(actor=actor, case=case, person=person, **form.cleaned_data)
    ):
        messages.success(request, _("Wysłane. Ta osoba przeczyta to na swojej stronie."))
        return redirect("access:talk", case.pk, person.pk)
    page = page_of(queries.talk_of(actor, case, person), request.GET.get("strona"))
    lines = presenters.letters(page.items, worker_reads=True)
    if request.method in {"GET", "HEAD"}:
        operations.mark_read(actor=actor, case=case, person=person)
    context = {
        "crumbs": [
            *crumbs(case, "")[:-1],
            Crumb(_("Własne strony i wiadomości"), reverse("access:overview", args=[case.pk])),
            Crumb(_("Wiadomości")),
        ],
        "case": case,
        "person": person,
        "form": form if case.closed_on is None else None,
        "page": page,
        "lines": lines,
        "reads": queries.door_of(actor, case, person).has_account,
    }
    return render(request, "access/talk.html", context)
