"""Regions ask for new towns; the operator founds them at the command line and says so here."""

from __future__ import annotations

import shlex
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exchange.enums import RequestAnswer
from core.exchange.operations import towns as operations
from core.exchange.queries import towns as queries
from core.reference.territory import VOIVODESHIPS, slug_of
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import BaseForm, errors_of, posted, run


class DeclineForm(BaseForm):
    """Why a town is not founded."""

    note = forms.CharField(
        label=gettext_lazy("Powód odmowy"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


@page_for(Role.OPERATOR)
@require_safe
def requests(request: AppRequest) -> HttpResponse:
    """All requests, those that wait first, each with the command that founds the town."""
    page = page_of(queries.requests_to_answer(signed_in(request)), request.GET.get("strona"), size=10)
    context = {"page": page, "requests": [_shown(item) for item in page.items]}
    return render(request, "operator/requests.html", context)


@page_for(Role.OPERATOR)
@require_POST
def settle(request: AppRequest, request_id: UUID) -> HttpResponse:
    """Tick a request off; refused until the town answers at its address."""
    actor, form = signed_in(request), BaseForm(request.POST)
    if run(form, lambda: operations.settle_request(actor=actor, request_id=request_id)):
        messages.success(request, _("Zaznaczono: gmina założona. Region zobaczy odpowiedź."))
    for error in errors_of(form):
        messages.error(request, error.message)
    return redirect("operator:requests")


@page_for(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: AppRequest, request_id: UUID) -> HttpResponse:
    """Say why a town is not founded."""
    actor = signed_in(request)
    found = queries.request_to_answer(actor, request_id)
    form = DeclineForm(posted(request))
    if request.method == "POST" and run(
        form,
        lambda: operations.decline_request(actor=actor, request_id=found.pk, **form.cleaned_data),
    ):
        messages.success(request, _("Odmowa zapisana. Region przeczyta powód."))
        return redirect("operator:requests")
    context = {
        "heading": _("Odmów: %(name)s") % {"name": found.name},
        "form": form,
        "submit": _("Zapisz odmowę"),
        "crumbs": [Crumb(_("Prośby regionów"), reverse("operator:requests")), Crumb(found.name)],
        "cancel_url": reverse("operator:requests"),
    }
    return render(request, "shell/form_page.html", context)


def _shown(item: Any) -> dict[str, Any]:
    words = {"--name": item.name, "--organisation": item.organisation, "--slug": slug_of(item.name)}
    options = " ".join(f"{option} {shlex.quote(word)}" for option, word in words.items())
    return {
        "item": item,
        "region": VOIVODESHIPS.get(item.from_schema.partition("_")[2], item.from_schema),
        "answer": RequestAnswer(item.answer).label if item.answer else "",
        "command": f"./kooperacje provision {item.code} {options}",
    }
