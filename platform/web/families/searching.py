"""Asking by PESEL: a page of its own, because the number stands in no address and each search is noted."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.families import operations, permissions
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.families.person_forms import PeselForm
from web.families.presenters import crumbs
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def by_pesel(request: AppRequest) -> HttpResponse:
    """Whether somebody is known in the town: the own case, or only whom to talk to."""
    actor = signed_in(request)
    if not permissions.may_search_pesel(actor):
        raise Http404
    form = PeselForm(posted(request))
    answer = None
    if request.method == "POST" and (
        done := run(form, lambda: operations.search_pesel(actor=actor, **form.cleaned_data))
    ):
        answer, form = done.result, PeselForm()
    context = {
        "crumbs": crumbs(None, _("Szukaj po numerze PESEL")),
        "heading": _("Szukaj po numerze PESEL"),
        "lead": _("Sprawdź, zanim zapiszesz nową rodzinę. Każde wyszukanie jest odnotowane."),
        "form": form,
        "submit": _("Szukaj"),
        "answer": answer,
    }
    return render(request, "families/pesel.html", context)
