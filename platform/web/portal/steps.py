"""One step of my path: what I say of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.families import queries as families
from core.paths import operations, queries
from core.paths.queries.voices import proposal_visible
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from web.portal import presenters
from web.portal.forms import DayAnswerForm, ObjectionForm, OtherDayForm
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

if TYPE_CHECKING:
    from core.paths.models import Task
    from kooperacje.http import AppRequest

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.FAMILY_MEMBER)
@require_safe
def step(request: AppRequest, task_id: UUID) -> HttpResponse:
    """What, who, until when; yes, no, another day, done."""
    actor = signed_in(request)
    task = queries.task_visible(actor, task_id)
    return render(request, "portal/step.html", presenters.step_page(actor, task))


@require_POST
@page_for(Role.FAMILY_MEMBER)
def accept(request: AppRequest, task_id: UUID) -> HttpResponse:
    """I agree to this step as it reads now."""
    actor = signed_in(request)
    task = queries.task_visible(actor, task_id)
    operations.accept_step(actor=actor, task=task, person=families.own_person(actor))
    messages.success(request, _("Zapisane: zgadzasz się na ten krok."))
    return redirect("portal:step", task.pk)


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def decline(request: AppRequest, task_id: UUID) -> HttpResponse:
    """I do not want this step, in my words."""
    actor = signed_in(request)
    task = queries.task_visible(actor, task_id)
    form = ObjectionForm(posted(request))
    return _said(
        request,
        task,
        form,
        lambda: operations.object_to_step(
            actor=actor, task=task, person=families.own_person(actor), **form.cleaned_data
        ),
        _("Zapisane. Twój pracownik socjalny porozmawia z Tobą o tym kroku."),
        heading=_("Nie chcę tego"),
        consequence=_(
            "Twoje słowa zostaną przy tym kroku. Pracownik socjalny porozmawia z Tobą, co zmienić. "
            "Nie tracisz przez to żadnego świadczenia."
        ),
        submit=_("Zapisz, że tego nie chcę"),
    )


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def move(request: AppRequest, task_id: UUID) -> HttpResponse:
    """Another day would be better."""
    actor = signed_in(request)
    task = queries.task_visible(actor, task_id)
    form = OtherDayForm(posted(request))
    return _said(
        request,
        task,
        form,
        lambda: operations.propose_date(
            actor=actor, task=task, person=families.own_person(actor), **form.cleaned_data
        ),
        _("Zapisane. Pracownik socjalny odpowie, czy ten dzień może być."),
        heading=_("Inny dzień"),
        consequence=_("Stary termin obowiązuje, dopóki pracownik socjalny nie odpowie."),
        submit=_("Zaproponuj ten dzień"),
    )


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def answer_day(request: AppRequest, proposal_id: UUID) -> HttpResponse:
    """Somebody puts forward another day for a step that I do: yes or no."""
    actor = signed_in(request)
    proposal = proposal_visible(actor, proposal_id)
    if proposal.person_id == actor.person_id:
        raise NotVisibleError
    form = DayAnswerForm(posted(request))
    return _said(
        request,
        proposal.task,
        form,
        lambda: operations.answer_date(
            actor=actor,
            proposal=proposal,
            accepted=form.cleaned_data["accepted"] == "yes",
            answer=form.cleaned_data["answer"],
        ),
        _("Dziękujemy, odpowiedź zapisana."),
        heading=_("Inny dzień: %(day)s") % {"day": f"{proposal.due_on:%d.%m.%Y}"},
        consequence=proposal.why,
        submit=_("Odpowiedz"),
    )


def _said(
    request: AppRequest, task: Task, form: BaseForm, write: Callable[[], object], done: str, **page: str
) -> HttpResponse:
    """Write what I say of a step and go back to it; else the page on which I say it."""
    if request.method == "POST" and run(form, write):
        messages.success(request, done)
        return redirect("portal:step", task.pk)
    back = reverse("portal:step", args=[task.pk])
    context = {"lead": task.title, "form": form, "back_url": back, **page}
    return render(request, "portal/form.html", context)


@require_POST
@page_for(Role.FAMILY_MEMBER)
def complete(request: AppRequest, task_id: UUID) -> HttpResponse:
    """I have done it."""
    actor = signed_in(request)
    operations.complete_task(actor=actor, task=queries.task_visible(actor, task_id))
    messages.success(request, _("Świetnie – zrobione."))
    return redirect("portal:own")
