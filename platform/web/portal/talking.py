"""Messages to my social worker and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import operations, queries
from core.families import queries as families
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.paging import page_of
from web.access.forms import MessageForm
from web.access.presenters import letters
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from kooperacje.http import AppRequest


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: AppRequest) -> HttpResponse:
    """A few words to my worker; what we wrote, the newest first."""
    actor = signed_in(request)
    person = families.own_person(actor)
    case = families.case_of_person(person.pk)
    if case is None:
        raise NotVisibleError
    form = MessageForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: operations.send_message(actor=actor, case=case, person=person, **form.cleaned_data)
    ):
        messages.success(request, _("Wysłane. Odpowiedź znajdziesz tutaj."))
        return redirect("portal:talk")
    page = page_of(queries.own_messages(actor), request.GET.get("strona"))
    lines = letters(page.items, worker_reads=False)
    if request.method in {"GET", "HEAD"}:
        operations.mark_read(actor=actor, case=case, person=person)
    context = {
        "form": form if case.closed_on is None else None,
        "page": page,
        "lines": lines,
        "worker": case.social_worker.name,
    }
    return render(request, "portal/talk.html", context)
