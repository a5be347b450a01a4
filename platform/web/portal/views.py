"""The family's own page: one person's, never a household's.

Everything here comes from `paths.queries.own_path`, which reads from the database only what is shared
or the person's own. Titles and the tab say nothing of an office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.families import queries as families
from core.paths import operations, queries
from core.paths.enums import ConsentMode
from core.paths.operations import TaskData
from core.paths.queries.papers import document_of
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from web.portal import presenters
from web.portal.forms import MattersForm, ProposalForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.FAMILY_MEMBER)
@require_safe
def own_page(request: AppRequest) -> HttpResponse:
    """My next step and date, my goals, who helps me, and the way to everything else."""
    actor = signed_in(request)
    known = [request.person] if request.person is not None else []
    return render(request, "portal/own.html", presenters.own_page(actor, queries.own_path(actor, known)))


@require_POST
@page_for(Role.FAMILY_MEMBER)
def agree(request: AppRequest) -> HttpResponse:
    """I agree to the path as it stands now."""
    actor = signed_in(request)
    own = queries.own_path(actor)
    if own.overview is None:
        raise NotVisibleError
    operations.agree_plan(
        actor=actor,
        plan=own.overview.plan,
        person=families.own_person(actor),
        mode=ConsentMode.OWN_PAGE.value,
    )
    messages.success(request, _("Dziękujemy. Zapisaliśmy, że się zgadzasz."))
    return redirect("portal:own")


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def propose(request: AppRequest, goal_id: UUID) -> HttpResponse:
    """I want to do something myself."""
    actor = signed_in(request)
    own = queries.own_path(actor)
    goals = own.overview.goals if own.overview else []
    goal = next((goal for goal in goals if goal.pk == goal_id), None)
    if goal is None:
        raise NotVisibleError
    form = ProposalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        person = families.own_person(actor)
        data = dict(form.cleaned_data)
        key = data.pop("key")
        task = TaskData(kind="family", for_person=person, proposed_by="family", **data)
        if run(form, lambda: operations.add_task(actor=actor, goal=goal, task=task, key=key)):
            messages.success(request, _("Dodane. Twój pracownik socjalny to zobaczy."))
            return redirect("portal:own")
    context = {
        "heading": _("Mój pomysł"),
        "lead": goal.title,
        "consequence": _("Dodamy to do Twojej ścieżki. Zobaczysz to Ty i Twój pracownik socjalny."),
        "form": form,
        "submit": _("Dodaj"),
    }
    return render(request, "portal/form.html", context)


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def matters(request: AppRequest) -> HttpResponse:
    """What matters to me, read by me and my worker."""
    actor = signed_in(request)
    own = queries.own_path(actor)
    form = MattersForm(posted(request))
    person = families.own_person(actor)
    if request.method == "POST" and run(
        form,
        lambda: operations.say_what_matters(actor=actor, case=own.case, person=person, **form.cleaned_data),
    ):
        messages.success(request, _("Zapisane. Przeczyta to tylko Twój pracownik socjalny."))
        return redirect("portal:own")
    context = {
        "heading": _("Co jest dla mnie ważne"),
        "consequence": _("Przeczytasz to Ty i Twój pracownik socjalny. Nikt więcej."),
        "form": form,
        "submit": _("Zapisz"),
        "words": own.overview.words if own.overview else [],
    }
    return render(request, "portal/form.html", context)


@require_POST
@page_for(Role.FAMILY_MEMBER)
def print_out(request: AppRequest) -> HttpResponse:
    """My path as a paper in large print."""
    actor = signed_in(request)
    own = queries.own_path(actor)
    if own.overview is None:
        raise NotVisibleError
    paper = operations.print_own_copy(
        actor=actor,
        plan=own.overview.plan,
        person=families.own_person(actor),
        language=get_language() or "pl",
    )
    answer = HttpResponse(document_of(paper).content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="kartka.pdf"'
    return answer
