"""Writing needs: new, changed, met, unmet with its cause, dropped, looked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.basket.queries import card_visible
from core.families.queries import persons_visible
from core.matching.enums import Cause
from core.matching.operations import needs as operations
from core.matching.queries import matches
from core.matching.queries import needs as queries
from core.paths.enums import GoalStatus
from core.paths.queries import overview as path_of
from core.shared.enums import Role
from web.matching import presenters
from web.matching.forms import EditNeedForm, NewNeedForm, UnmetForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.matching.models import Need
    from core.shared.actor import Actor
    from kooperacje.http import AppRequest

_FORM = ["GET", "HEAD", "POST"]


def _own(actor: Actor, need_id: UUID) -> Need:
    """A need that the actor may change."""
    found = queries.need_visible(actor, need_id)
    if not queries.may_write(actor, found.case):
        raise Http404
    return found


def _steps(actor: Actor, need: Need, here: str) -> list[Any]:
    return presenters.crumbs(
        actor,
        need.case,
        (_("Potrzeby i dopasowanie"), reverse("matching:overview", args=[need.case_id])),
        (presenters.category_label(need.category), reverse("matching:need", args=[need.pk])),
        (here, ""),
    )


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def new(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Write down what the family or one of its persons needs."""
    actor = signed_in(request)
    case = queries.readable_case(actor, case_id)
    if not queries.may_write(actor, case):
        raise Http404
    persons = {str(person.pk): person for person in persons_visible(actor, case)}
    form = NewNeedForm(posted(request), persons=list(persons.values()))

    def operation() -> Any:
        data = {**form.cleaned_data, "person": persons.get(form.cleaned_data["person"])}
        return operations.record_need(actor=actor, case=case, **data)

    if request.method == "POST" and (done := run(form, operation)):
        messages.success(request, _("Potrzeba zapisana. Zobacz, które usługi pasują."))
        return redirect("matching:need", done.result.pk)
    back = reverse("matching:overview", args=[case.pk])
    context = {
        "heading": _("Nowa potrzeba"),
        "lead": _("Zapisz jedną potrzebę naraz: do każdej dobierzemy usługi z koszyka."),
        "form": form,
        "submit": _("Zapisz i pokaż usługi"),
        "crumbs": presenters.crumbs(
            actor, case, (_("Potrzeby i dopasowanie"), back), (_("Nowa potrzeba"), "")
        ),
        "cancel_url": back,
    }
    return render(request, "matching/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def edit(request: AppRequest, need_id: UUID) -> HttpResponse:
    """Change what a need says."""
    actor = signed_in(request)
    need = _own(actor, need_id)
    persons = {str(person.pk): person for person in persons_visible(actor, need.case)}
    initial = {
        "category": need.category,
        "text": need.text,
        "person": str(need.person_id or ""),
        "urgency": need.urgency,
        "ground": need.ground,
        "version": need.version,
    }
    form = EditNeedForm(posted(request), persons=list(persons.values()), initial=initial)

    def operation() -> Any:
        data = {**form.cleaned_data, "person": persons.get(form.cleaned_data["person"])}
        return operations.edit_need(actor=actor, need=need, **data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Potrzeba zmieniona."))
        return redirect("matching:need", need.pk)
    context = {
        "heading": _("Zmień potrzebę"),
        "form": form,
        "submit": _("Zapisz zmianę"),
        "crumbs": _steps(actor, need, _("Zmiana")),
        "cancel_url": reverse("matching:need", args=[need.pk]),
    }
    return render(request, "matching/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def unmet(request: AppRequest, need_id: UUID) -> HttpResponse:
    """Confirm why a need finds no service; the cause that the services suggest is chosen already."""
    actor = signed_in(request)
    need = _own(actor, need_id)
    proposed = matches.cause_for(matches.match(actor, need.case, need))
    form = UnmetForm(posted(request), initial={"cause": proposed})
    if request.method == "POST" and run(
        form, lambda: operations.mark_unmet(actor=actor, need=need, **form.cleaned_data)
    ):
        messages.success(request, _("Brak zapisany. Widać go w zestawieniu braków, bez nazwiska rodziny."))
        return redirect("matching:overview", need.case_id)
    lead = _("Z koszyka wynika: %(cause)s. Sprawdź i potwierdź albo wybierz inny powód.")
    context = {
        "heading": _("Potrzeba bez usługi"),
        "lead": lead % {"cause": Cause(proposed).label}
        if proposed
        else _("W koszyku jest usługa w zasięgu. Wybierz powód, dla którego rodzina z niej nie skorzysta."),
        "form": form,
        "submit": _("Potwierdź brak"),
        "crumbs": _steps(actor, need, _("Brak usługi")),
        "cancel_url": reverse("matching:need", args=[need.pk]),
    }
    return render(request, "matching/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def reopen(request: AppRequest, need_id: UUID) -> HttpResponse:
    """Look for a service again."""
    actor = signed_in(request)
    operations.reopen_need(actor=actor, need=queries.need_visible(actor, need_id))
    messages.success(request, _("Znowu szukamy usługi dla tej potrzeby."))
    return redirect("matching:need", need_id)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def drop(request: AppRequest, need_id: UUID) -> HttpResponse:
    """The need no longer exists."""
    actor = signed_in(request)
    need = _own(actor, need_id)
    if request.method == "POST":
        operations.drop_need(actor=actor, need=need)
        messages.success(request, _("Potrzeba oznaczona jako nieaktualna."))
        return redirect("matching:overview", need.case_id)
    context = {
        "question": _("Czy ta potrzeba jest nieaktualna?"),
        "consequence": _("Nie będzie liczona w zestawieniach. Zostaje w sprawie i można do niej wrócić."),
        "action": _("Oznacz jako nieaktualną"),
        "crumbs": _steps(actor, need, _("Nieaktualna")),
        "cancel_url": reverse("matching:need", args=[need.pk]),
    }
    return render(request, "matching/confirm.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def meet(request: AppRequest, need_id: UUID, card_id: UUID) -> HttpResponse:
    """A person says that a service meets the need."""
    actor = signed_in(request)
    need = queries.need_visible(actor, need_id)
    operations.meet_need(actor=actor, need=need, service=card_visible(actor, card_id))
    messages.success(request, _("Zapisano, że potrzeba jest zaspokojona."))
    return redirect("matching:overview", need.case_id)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD"])
def request_service(request: AppRequest, need_id: UUID, card_id: UUID) -> HttpResponse:
    """Where on the path the request belongs: each goal leads to the request's own form, filled in."""
    actor = signed_in(request)
    need = _own(actor, need_id)
    card = card_visible(actor, card_id)
    path = path_of(actor, need.case)
    goals = [goal for goal in path.goals if goal.status == GoalStatus.OPEN] if path else []
    context = {
        "crumbs": _steps(actor, need, _("Wyślij prośbę")),
        "case": need.case,
        "need": need,
        "card": card,
        "goals": goals,
        "has_path": path is not None,
        "cancel_url": reverse("matching:need", args=[need.pk]),
    }
    return render(request, "matching/request.html", context)
