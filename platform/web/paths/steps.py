"""One step of a path: what is agreed, who says what, what happened, and what may be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.paths import operations, queries
from core.paths.queries.steps import persons_seeing, step_page
from core.paths.queries.voices import proposal_visible
from core.shared.enums import Role
from web.paths import step_presenters as presenters
from web.paths.choosing import Offer, chosen, owner_key
from web.paths.forms import (
    AskAgainForm,
    ChangeTaskForm,
    DateAnswerForm,
    ReasonForm,
    ReopenForm,
    VoiceForm,
)
from web.paths.views import FORM, newest_version, page
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from kooperacje.http import AppRequest


@page_for(Role.SOCIAL_WORKER)
@require_safe
def step(request: AppRequest, task_id: UUID) -> HttpResponse:
    """Everything about one step."""
    found = step_page(signed_in(request), task_id)
    context = {"case": found.case, "step": presenters.present(found)}
    return render(request, "paths/step.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def change(request: AppRequest, task_id: UUID) -> HttpResponse:
    """Change the words, the day or the hands of a step, with the reason."""
    task = queries.task_visible(signed_in(request), task_id)
    offer = Offer(signed_in(request), task.goal.plan.case)
    initial = {
        "title": task.title,
        "due_on": task.due_on,
        "owner": owner_key(task),
        "version": task.version,
    }
    form = ChangeTaskForm(posted(request), owners=offer.owners(task.kind), initial=initial)

    def operation() -> Any:
        data = form.cleaned_data
        return operations.change_task(
            actor=signed_in(request),
            task=task,
            title=data["title"],
            due_on=data["due_on"],
            owner=offer.owner(data["owner"]) if "owner" in data else None,
            reason=data["reason"],
            version=data["version"],
        )

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Krok zmieniony."))
        return redirect("paths:step", task.pk)
    context = _page(task, form, _("Zmiana kroku"), _("Zapisz zmianę"))
    context["theirs"] = newest_version(form, task.version)
    context["now"] = presenters.in_words(task)
    return render(request, "paths/form.html", context)


@require_POST
@page_for(Role.SOCIAL_WORKER)
def complete(request: AppRequest, task_id: UUID) -> HttpResponse:
    """A step is done."""
    task = queries.task_visible(signed_in(request), task_id)
    operations.complete_task(actor=signed_in(request), task=task)
    messages.success(request, _("Zadanie zrobione."))
    return redirect("paths:overview", case_id=task.goal.plan.case_id)


@require_POST
@page_for(Role.SOCIAL_WORKER)
def begin(request: AppRequest, task_id: UUID) -> HttpResponse:
    """Work on a step began."""
    task = queries.task_visible(signed_in(request), task_id)
    operations.start_task(actor=signed_in(request), task=task)
    messages.success(request, _("Zapisano: zaczęte."))
    return redirect("paths:step", task.pk)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def abandon(request: AppRequest, task_id: UUID) -> HttpResponse:
    """Put a step aside, with the reason."""
    task = queries.task_visible(signed_in(request), task_id)
    form = ReasonForm(posted(request))
    return _done_by_form(
        request,
        task,
        form,
        lambda: operations.abandon_task(actor=signed_in(request), task=task, **form.cleaned_data),
        words=(_("Odłożenie zadania"), _("Odłóż zadanie"), _("Zadanie odłożone.")),
    )


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def reopen(request: AppRequest, task_id: UUID) -> HttpResponse:
    """Take a step up again."""
    task = queries.task_visible(signed_in(request), task_id)
    form = ReopenForm(posted(request))
    return _done_by_form(
        request,
        task,
        form,
        lambda: operations.reopen_task(actor=signed_in(request), task=task, **form.cleaned_data),
        words=(_("Powrót do kroku"), _("Wróć do kroku"), _("Krok jest znowu do zrobienia.")),
    )


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def ask_again(request: AppRequest, task_id: UUID) -> HttpResponse:
    """Ask another partner after a request came to nothing."""
    task = queries.task_visible(signed_in(request), task_id)
    offer = Offer(signed_in(request), task.goal.plan.case)
    form = AskAgainForm(posted(request), services=offer.services)

    def operation() -> Any:
        card = offer.card(form.cleaned_data["service"])
        return operations.ask_again(
            actor=signed_in(request), task=task, service=card, need=form.cleaned_data["need"]
        )

    words = (_("Prośba o inną usługę"), _("Wyślij prośbę"), _("Prośba wysłana."))
    return _done_by_form(request, task, form, operation, words=words)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def voice(request: AppRequest, task_id: UUID) -> HttpResponse:
    """Write down what a person says of a step."""
    task = queries.task_visible(signed_in(request), task_id)
    persons = persons_seeing(signed_in(request), task)
    form = VoiceForm(posted(request), persons=persons)

    def operation() -> Any:
        said = dict(form.cleaned_data)
        stance, words = said.pop("stance"), said.pop("words")
        said["person"] = chosen(persons, said["person"])
        if stance == "agrees":
            return operations.accept_step(actor=signed_in(request), task=task, **said)
        return operations.object_to_step(actor=signed_in(request), task=task, words=words, **said)

    words = (_("Głos osoby o kroku"), _("Zapisz"), _("Zapisane słowami rodziny."))
    return _done_by_form(request, task, form, operation, words=words)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def answer_date(request: AppRequest, proposal_id: UUID) -> HttpResponse:
    """Take a proposed day or leave the old one."""
    proposal = proposal_visible(signed_in(request), proposal_id)
    form = DateAnswerForm(posted(request))

    def operation() -> Any:
        return operations.answer_date(
            actor=signed_in(request),
            proposal=proposal,
            accepted=form.cleaned_data["accepted"] == "yes",
            answer=form.cleaned_data["words"],
        )

    lead = _("%(name)s proponuje %(day)s.") % {
        "name": proposal.person.full_name,
        "day": f"{proposal.due_on:%d.%m.%Y}",
    }
    words = (_("Propozycja terminu"), _("Odpowiedz"), _("Odpowiedź zapisana."))
    return _done_by_form(request, proposal.task, form, operation, words=words, lead=f"{lead} {proposal.why}")


def _done_by_form(
    request: AppRequest,
    task: Any,
    form: Any,
    operation: Callable[[], Any],
    *,
    words: tuple[str, str, str],
    lead: str = "",
) -> HttpResponse:
    """A page with one form about a step; `words` are its title, its button and what is said afterwards."""
    title, action, done = words
    if request.method == "POST" and run(form, operation):
        messages.success(request, done)
        return redirect("paths:step", task.pk)
    return render(request, "paths/form.html", {**_page(task, form, title, action), "lead": lead})


def _page(task: Any, form: Any, title: str, action: str) -> dict[str, Any]:
    return {**page(task.goal.plan.case, form, title, action), "task": task}
