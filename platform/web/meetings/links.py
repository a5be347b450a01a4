"""Pages behind sealed links: an answer without an account, and a wish to join.

They tell nothing of a family: day, hours, place and the own answer. Opening one changes nothing: mail
programs open links by themselves.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.notifications.errors import LinkBrokenError, LinkExpiredError
from core.shared.errors import NotVisibleError
from core.teams.enums import JoinState, PlanState
from core.teams.operations import answering, joining
from core.teams.queries import joining as joining_queries
from core.teams.queries import planning as queries
from kooperacje.http import AppRequest
from web.meetings import forms, presenters
from web.shell.access import page_for_everyone
from web.shell.forms import posted, run

_FORM = ["GET", "HEAD", "POST"]
_GONE = (LinkBrokenError, LinkExpiredError, NotVisibleError)


@page_for_everyone
@require_http_methods(_FORM)
def answer(request: AppRequest, token: str) -> HttpResponse:
    """Which times suit, or whether one comes."""
    try:
        row = queries.invited_by_link(token)
    except _GONE:
        return _gone(request)
    planned = row.planned
    open_ = planned.state in (PlanState.CHOOSING, PlanState.SET)
    form: Any = None
    act: Any = None
    saved = False
    if open_ and planned.state == PlanState.CHOOSING:
        slots = [(str(slot.pk), presenters.slot_when(slot)) for slot in queries.slots_of(planned)]
        initial = {str(key): choice for key, choice in queries.own_choices(row).items()}
        form = forms.TimesAnswerForm(posted(request), slots=slots, initial=initial)

        def act() -> object:
            choices = {UUID(key): choice for key, choice in form.cleaned_data.items()}
            return answering.answer_times_by_link(token=token, choices=choices)

    elif open_:
        remote = bool(planned.remote_address)
        form = forms.ComingForm(posted(request), remote=remote, initial={"answer": row.answer})

        def act() -> object:
            return answering.answer_by_link(token=token, **form.cleaned_data)

    if request.method == "POST" and form is not None and run(form, act):
        saved = True
    context = {
        "planned": planned,
        "when": presenters.when(planned),
        "state": str(PlanState(planned.state).label),
        "form": form,
        "open": open_,
        "saved": saved,
    }
    return _private(render(request, "meetings/by_link.html", context))


@page_for_everyone
@require_http_methods(_FORM)
def join(request: AppRequest, token: str) -> HttpResponse:
    """Whoever was invited asks for the seat."""
    try:
        found = joining_queries.invited_to_ask(token)
    except _GONE:
        return _gone(request)
    form = forms.JoinByLinkForm(posted(request))
    asked = found.state != JoinState.INVITED
    if (
        not asked
        and request.method == "POST"
        and run(form, lambda: joining.ask_by_link(token=token, **form.cleaned_data))
    ):
        asked = True
    return _private(render(request, "meetings/join.html", {"form": form, "asked": asked}))


def _gone(request: AppRequest) -> HttpResponse:
    reason = _("Mógł wygasnąć albo spotkanie się zmieniło. Zadzwoń do osoby, która zaprasza.")
    return _private(render(request, "partnership/answer_gone.html", {"reason": reason}, status=404))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is the whole right to answer: it is told to nobody, and no browser keeps the page."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
