"""The path of a case: begun, goals and steps added, agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.families import queries as families
from core.matching.queries import needs
from core.paths import operations, queries
from core.paths.operations import TaskData
from core.paths.operations.terms import set_stalled_days
from core.paths.queries.watching import stalled_days, watched
from core.privacy import queries as privacy
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.paging import page_of
from web.paths import presenters
from web.paths.choosing import Offer, chosen
from web.paths.forms import (
    AgreeForm,
    ChangeGoalForm,
    GoalForm,
    ReasonForm,
    StandstillForm,
    TaskForm,
    WordForm,
)
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def overview(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The whole path on one page."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    context = {"case": case, "path": presenters.path_section(case, queries.overview(actor, case))}
    return render(request, "paths/overview.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def stuck(request: AppRequest) -> HttpResponse:
    """Steps of all own families that ask for somebody, with who that is."""
    rows = watched(signed_in(request))
    page = page_of(rows, request.GET.get("strona"))
    context = {
        "page": page,
        "lines": [presenters.watched_line(row) for row in page.items],
        "days": stalled_days(),
    }
    return render(request, "paths/stuck.html", context)


@page_for(Role.DIRECTOR)
@require_http_methods(FORM)
def standstill(request: AppRequest) -> HttpResponse:
    """The town's own number of silent days after which a step stands still."""
    actor = signed_in(request)
    form = StandstillForm(posted(request), initial={"days": stalled_days()})
    if request.method == "POST" and run(form, lambda: set_stalled_days(actor=actor, **form.cleaned_data)):
        messages.success(request, _("Zapisane. Obowiązuje od teraz."))
        return redirect("paths:standstill")
    context = {
        "crumbs": [Crumb(_("Rodziny"), reverse("families:cases")), Crumb(_("Kiedy krok stoi"))],
        "heading": _("Kiedy krok stoi w miejscu"),
        "lead": _("Po tylu dniach, w których nikt nic nie zrobił ani nie powiedział, krok trafia na listę."),
        "form": form,
        "submit": _("Zapisz"),
        "cancel_url": reverse("families:cases"),
    }
    return render(request, "shell/form_page.html", context)


@require_POST
@page_for(Role.SOCIAL_WORKER)
def start(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Begin the path."""
    case = families.own_case(signed_in(request), case_id)
    operations.start_plan(actor=signed_in(request), case=case)
    return redirect("paths:overview", case_id=case.pk)


def plan_of(request: AppRequest, case_id: UUID) -> tuple[Any, Any]:
    """A case that the worker leads with its path; not found before it begins."""
    case = families.own_case(signed_in(request), case_id)
    plan = queries.plan_visible(signed_in(request), case)
    if plan is None:
        raise NotVisibleError
    return case, plan


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def new_goal(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Add a goal."""
    case, plan = plan_of(request, case_id)
    persons = families.persons_visible(signed_in(request), case)
    form = GoalForm(posted(request), persons=persons)

    def operation() -> Any:
        data = {**form.cleaned_data, "for_person": chosen(persons, form.cleaned_data["for_person"])}
        return operations.set_goal(actor=signed_in(request), plan=plan, **data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Cel dodany. Dopisz do niego pierwsze zadanie."))
        return redirect("paths:overview", case_id=case.pk)
    return render(request, "paths/form.html", page(case, form, _("Nowy cel"), _("Dodaj cel")))


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def change_goal(request: AppRequest, goal_id: UUID) -> HttpResponse:
    """Say a goal in other words."""
    goal = queries.goal_visible(signed_in(request), goal_id)
    initial = {"title": goal.title, "area": goal.area, "why": goal.why, "version": goal.version}
    form = ChangeGoalForm(posted(request), initial=initial)
    if request.method == "POST" and run(
        form, lambda: operations.change_goal(actor=signed_in(request), goal=goal, **form.cleaned_data)
    ):
        messages.success(request, _("Cel zmieniony."))
        return redirect("paths:overview", case_id=goal.plan.case_id)
    context = page(goal.plan.case, form, _("Zmiana celu"), _("Zapisz zmianę"))
    context["theirs"] = newest_version(form, goal.version)
    context["now"] = goal.title
    return render(request, "paths/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def abandon_goal(request: AppRequest, goal_id: UUID) -> HttpResponse:
    """Put a goal aside, with the reason."""
    goal = queries.goal_visible(signed_in(request), goal_id)
    form = ReasonForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: operations.abandon_goal(actor=signed_in(request), goal=goal, **form.cleaned_data)
    ):
        messages.success(request, _("Cel odłożony. Zostaje na ścieżce."))
        return redirect("paths:overview", case_id=goal.plan.case_id)
    context = page(goal.plan.case, form, _("Odłożenie celu"), _("Odłóż cel"))
    return render(request, "paths/form.html", {**context, "goal": goal})


@require_POST
@page_for(Role.SOCIAL_WORKER)
def reopen_goal(request: AppRequest, goal_id: UUID) -> HttpResponse:
    """Work for a goal again."""
    goal = queries.goal_visible(signed_in(request), goal_id)
    operations.reopen_goal(actor=signed_in(request), goal=goal)
    messages.success(request, _("Cel jest znowu w toku."))
    return redirect("paths:overview", case_id=goal.plan.case_id)


@require_POST
@page_for(Role.SOCIAL_WORKER)
def achieve(request: AppRequest, goal_id: UUID) -> HttpResponse:
    """A goal is reached."""
    goal = queries.goal_visible(signed_in(request), goal_id)
    operations.achieve_goal(actor=signed_in(request), goal=goal)
    messages.success(request, _("Cel osiągnięty."))
    return redirect("paths:overview", case_id=goal.plan.case_id)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def new_task(request: AppRequest, goal_id: UUID) -> HttpResponse:
    """Add a step to a goal; one from the basket asks the partner at once."""
    goal = queries.goal_visible(signed_in(request), goal_id)
    case = goal.plan.case
    offer = Offer(signed_in(request), case)
    initial = {
        "service": request.GET.get("usluga", ""),
        "kind": "service" if "usluga" in request.GET else "family",
        "need": _need_text(request),
    }
    form = TaskForm(
        posted(request),
        persons=offer.persons,
        services=offer.services,
        owners=offer.owners(),
        initial=initial,
    )

    def operation() -> Any:
        data = form.cleaned_data
        task = _task_data(data, offer)
        return operations.add_task(actor=signed_in(request), goal=goal, task=task, key=data["key"])

    if request.method == "POST" and (done := run(form, operation)):
        messages.success(request, _added(done.result.kind))
        return redirect("paths:overview", case_id=case.pk)
    context = {**page(case, form, _("Nowe zadanie"), _("Dodaj zadanie")), "goal": goal}
    return render(request, "paths/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def agree(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Write down that a person agreed to the path as it stands."""
    case, plan = plan_of(request, case_id)
    persons = privacy.persons_agreeing(case)
    form = AgreeForm(posted(request), persons=persons)

    def operation() -> Any:
        data = {**form.cleaned_data, "person": chosen(persons, form.cleaned_data["person"])}
        return operations.agree_plan(actor=signed_in(request), plan=plan, **data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Zapisano: rodzina zgadza się na tę ścieżkę."))
        return redirect("paths:overview", case_id=case.pk)
    return render(request, "paths/form.html", page(case, form, _("Zgoda na ścieżkę"), _("Zapisz zgodę")))


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def what_matters(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Write down what matters to a person."""
    case = families.own_case(signed_in(request), case_id)
    persons = families.persons_visible(signed_in(request), case)
    form = WordForm(posted(request), persons=persons)

    def operation() -> Any:
        data = {**form.cleaned_data, "person": chosen(persons, form.cleaned_data["person"])}
        return operations.say_what_matters(actor=signed_in(request), case=case, **data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Zapisane słowami rodziny."))
        return redirect("paths:overview", case_id=case.pk)
    return render(request, "paths/form.html", page(case, form, _("Co jest ważne"), _("Zapisz")))


def page(case: Any, form: Any, title: str, action: str) -> dict[str, Any]:
    """What every page with one form of a path needs."""
    return {"case": case, "form": form, "title": title, "action": action}


def newest_version(form: Any, version: int) -> bool:
    """Whether somebody changed the record meanwhile; the form is then saved against the new state."""
    read = form.data.get("version") if form.is_bound else None
    if read is None or str(read) == str(version):
        return False
    form.data = {**form.data.dict(), "version": str(version)}
    return True


def _task_data(data: dict[str, Any], offer: Offer) -> TaskData:
    proposer = offer.person(data["proposed_by"])
    return TaskData(
        title=data["title"],
        kind=data["kind"],
        due_on=data["due_on"],
        service=offer.card(data["service"]) if data["kind"] == "service" else None,
        need=data["need"],
        for_person=offer.person(data["for_person"]),
        proposed_by="family" if proposer else data["proposed_by"],
        proposed_person=proposer,
        owner=offer.owner(data["owner"] if data["kind"] != "service" else ""),
    )


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


def _added(kind: str) -> str:
    if kind == "service":
        return _("Zadanie dodane. Partner dostał prośbę i jest w zespole.")
    return _("Zadanie dodane.")
