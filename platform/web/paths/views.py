"""Building a path and walking it: the pages of the social worker who leads the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.basket import queries as basket
from core.families import queries as families
from core.matching.queries import needs
from core.paths import operations, queries
from core.paths.operations import TaskData
from core.privacy import queries as privacy
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from web.paths.forms import AbandonForm, AgreeForm, GoalForm, TaskForm
from web.paths.presenters import path_section
from web.shell.access import page_for, signed_in
from web.shell.forms import run

if TYPE_CHECKING:
    from kooperacje.http import AppRequest


@page_for(Role.SOCIAL_WORKER)
def overview(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The whole path on one page."""
    case = families.own_case(signed_in(request), case_id)
    context = {"case": case, "path": path_section(signed_in(request), case)}
    return render(request, "paths/overview.html", context)


@require_POST
@page_for(Role.SOCIAL_WORKER)
def start(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Begin the path."""
    case = families.own_case(signed_in(request), case_id)
    operations.start_plan(actor=signed_in(request), case=case)
    return redirect("paths:overview", case_id=case.pk)


@page_for(Role.SOCIAL_WORKER)
def new_goal(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Add a goal."""
    case = families.own_case(signed_in(request), case_id)
    plan = queries.plan_visible(signed_in(request), case)
    if plan is None:
        raise NotVisibleError
    persons = families.persons_visible(signed_in(request), case)
    form = GoalForm(request.POST or None, persons=persons)
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "for_person": _chosen(persons, form.cleaned_data["for_person"])}
        if run(form, lambda: operations.set_goal(actor=signed_in(request), plan=plan, **data)):
            messages.success(request, _("Cel dodany. Dopisz do niego pierwsze zadanie."))
            return redirect("paths:overview", case_id=case.pk)
    return render(request, "paths/form.html", _form(case, form, _("Nowy cel"), _("Dodaj cel")))


@page_for(Role.SOCIAL_WORKER)
def new_task(request: AppRequest, goal_id: UUID) -> HttpResponse:
    """Add a task to a goal; one from the basket asks the partner at once."""
    goal = queries.goal_visible(signed_in(request), goal_id)
    case = goal.plan.case
    persons = families.persons_visible(signed_in(request), case)
    cards = list(basket.cards(signed_in(request), status="published"))
    services = [(str(card.pk), f"{card.name} – {card.partner.name}") for card in cards]
    initial = {
        "service": request.GET.get("usluga", ""),
        "kind": "service" if "usluga" in request.GET else "family",
        "need": _need_text(request),
    }
    form = TaskForm(request.POST or None, persons=persons, services=services, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        task = TaskData(
            title=data["title"],
            kind=data["kind"],
            due_on=data["due_on"],
            service=_chosen(cards, data["service"]) if data["kind"] == "service" else None,
            need=data["need"],
            for_person=_chosen(persons, data["for_person"]),
            proposed_by=data["proposed_by"],
        )
        if run(form, lambda: operations.add_task(actor=signed_in(request), goal=goal, task=task)):
            messages.success(request, _added(task))
            return redirect("paths:overview", case_id=case.pk)
    context = {**_form(case, form, _("Nowe zadanie"), _("Dodaj zadanie")), "goal": goal}
    return render(request, "paths/form.html", context)


@page_for(Role.SOCIAL_WORKER)
def agree(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Write down that a person agreed to the path as it stands."""
    case = families.own_case(signed_in(request), case_id)
    plan = queries.plan_visible(signed_in(request), case)
    if plan is None:
        raise NotVisibleError
    persons = privacy.persons_agreeing(case)
    form = AgreeForm(request.POST or None, persons=persons)
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "person": _chosen(persons, form.cleaned_data["person"])}
        if run(form, lambda: operations.agree_plan(actor=signed_in(request), plan=plan, **data)):
            messages.success(request, _("Zapisano: rodzina zgadza się na tę ścieżkę."))
            return redirect("paths:overview", case_id=case.pk)
    return render(request, "paths/form.html", _form(case, form, _("Zgoda na ścieżkę"), _("Zapisz zgodę")))


@require_POST
@page_for(Role.SOCIAL_WORKER)
def achieve(request: AppRequest, goal_id: UUID) -> HttpResponse:
    """A goal is reached."""
    goal = queries.goal_visible(signed_in(request), goal_id)
    operations.achieve_goal(actor=signed_in(request), goal=goal)
    messages.success(request, _("Cel osiągnięty."))
    return redirect("paths:overview", case_id=goal.plan.case_id)


@require_POST
@page_for(Role.SOCIAL_WORKER)
def complete(request: AppRequest, task_id: UUID) -> HttpResponse:
    """A task is done."""
    task = queries.task_visible(signed_in(request), task_id)
    operations.complete_task(actor=signed_in(request), task=task)
    messages.success(request, _("Zadanie zrobione."))
    return redirect("paths:overview", case_id=task.goal.plan.case_id)


@page_for(Role.SOCIAL_WORKER)
def abandon(request: AppRequest, task_id: UUID) -> HttpResponse:
    """Put a task aside, with the reason."""
    task = queries.task_visible(signed_in(request), task_id)
    case = task.goal.plan.case
    form = AbandonForm(request.POST or None)
    if request.method == "POST" and run(
        form, lambda: operations.abandon_task(actor=signed_in(request), task=task, **form.cleaned_data)
    ):
        messages.success(request, _("Zadanie odłożone."))
        return redirect("paths:overview", case_id=case.pk)
    context = {**_form(case, form, _("Odłożenie zadania"), _("Odłóż zadanie")), "task": task}
    return render(request, "paths/form.html", context)


def _need_text(request: AppRequest) -> str:
    """The sentence of a need from which the request starts; the writer reads it before it is sent."""
    wanted = request.GET.get("potrzeba", "")
    found = needs.needs_visible_to(signed_in(request))
    return next((need.text for need in found.filter(pk=wanted)), "") if _is_id(wanted) else ""


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _chosen(rows: Any, key: str) -> Any:
    """The row with a key among those that the form offered."""
    return next((row for row in rows if str(row.pk) == key), None) if key else None


def _added(task: TaskData) -> str:
    if task.kind == "service":
        return _("Zadanie dodane. Partner dostał prośbę i jest w zespole.")
    return _("Zadanie dodane.")


def _form(case: Any, form: Any, title: str, action: str) -> dict[str, Any]:
    return {"case": case, "form": form, "title": title, "action": action}
