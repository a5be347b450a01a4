"""What a person of the family reads of the talks about strengths and needs: their own, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.assessments.operations.own import say_own_readings
from core.assessments.queries import changes, sight
from core.assessments.queries.forms import form_in_force
from core.assessments.queries.own import last_of_own
from core.shared.enums import Role
from core.shared.paging import page_of
from web.assessments import presenters
from web.assessments.forms import OwnReadingForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

SHOWN = 3
_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.FAMILY_MEMBER)
@require_safe
def own_list(request: AppRequest) -> HttpResponse:
    """Talks about oneself, and those of the family in which one took part, with their change."""
    seen = list(sight.own_assessments(signed_in(request)))
    page = page_of(seen, request.GET.get("strona"), size=SHOWN)
    talks = [(row, presenters.result(row, changes.earlier(row, seen))) for row in page.items]
    context = {
        "page": page,
        "talks": talks,
        "mine": presenters.own_table(last_of_own(signed_in(request)).values()),
    }
    return render(request, "assessments/own.html", context)


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def say(request: AppRequest) -> HttpResponse:
    """How it stands in my life, in my numbers: each domain may be left out."""
    actor = signed_in(request)
    form = OwnReadingForm(posted(request), form=form_in_force(), last=last_of_own(actor))
    if request.method == "POST" and run(form, lambda: say_own_readings(actor=actor, words=form.said)):
        messages.success(request, _("Zapisane. Przeczyta to tylko Twój pracownik socjalny."))
        return redirect("assessments:own")
    return render(request, "assessments/own_say.html", {"form": form, "parts": form.parts})
