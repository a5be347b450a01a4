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
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.families import queries as families
from core.paths import operations, queries
from core.paths.enums import ConsentMode
from core.paths.operations import TaskData
from core.privacy import operations as consents
from core.privacy import queries as privacy
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from web.paths.presenters import present
from web.portal.forms import ProposalForm
from web.shell.access import page_for, signed_in
from web.shell.forms import run

if TYPE_CHECKING:
    from kooperacje.http import AppRequest


@page_for(Role.FAMILY_MEMBER)
def own_page(request: AppRequest) -> HttpResponse:
    """My goals, my next step and date, who helps me, what I agreed to."""
    own = queries.own_path(signed_in(request))
    editable = own.case.closed_on is None
    today = clock.today()
    coming = [meeting.next_on for meeting in own.meetings if meeting.next_on and meeting.next_on >= today]
    context = {
        "own": own,
        "path": present(own.overview, editable=editable, own=True) if own.overview else None,
        "goals": own.overview.goals if own.overview else [],
        "agreement": privacy.own_agreement(signed_in(request)),
        "next_meeting_on": min(coming, default=None),
        "editable": editable,
        "worker_email": own.case.social_worker.email,
    }
    return render(request, "portal/own.html", context)


@require_POST
@page_for(Role.FAMILY_MEMBER)
def agree(request: AppRequest) -> HttpResponse:
    """I agree to the path as it stands now."""
    own = queries.own_path(signed_in(request))
    if own.overview is None:
        raise NotVisibleError
    person = families.own_person(signed_in(request))
    operations.agree_plan(
        actor=signed_in(request), plan=own.overview.plan, person=person, mode=ConsentMode.OWN_PAGE.value
    )
    messages.success(request, _("Dziękujemy. Zapisaliśmy, że się zgadzasz."))
    return redirect("portal:own")


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: AppRequest) -> HttpResponse:
    """I no longer take part; asked once more, no reason wanted."""
    agreement = privacy.own_agreement(signed_in(request))
    if agreement is None:
        raise NotVisibleError
    if request.method == "POST":
        consents.withdraw_agreement(actor=signed_in(request), agreement=agreement)
        messages.success(request, _("Zgoda wycofana. Świadczenia zostają bez zmian."))
        return redirect("portal:own")
    context = {
        "question": _("Nie chcesz już brać udziału?"),
        "consequence": _(
            "Od dziś nie należysz do zespołu. Nie tracisz żadnego świadczenia ani innej pomocy. "
            "Zawsze możesz wrócić: powiedz o tym swojemu pracownikowi socjalnemu."
        ),
        "action": _("Wycofuję zgodę"),
        "warning": True,
        "cancel_url": reverse("portal:own"),
    }
    return render(request, "portal/withdraw.html", context)


@page_for(Role.FAMILY_MEMBER)
def propose(request: AppRequest, goal_id: UUID) -> HttpResponse:
    """I want to do something myself."""
    own = queries.own_path(signed_in(request))
    goals = own.overview.goals if own.overview else []
    goal = next((goal for goal in goals if goal.pk == goal_id), None)
    if goal is None:
        raise NotVisibleError
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = families.own_person(signed_in(request))
        task = TaskData(kind="family", for_person=person, proposed_by="family", **form.cleaned_data)
        if run(form, lambda: operations.add_task(actor=signed_in(request), goal=goal, task=task)):
            messages.success(request, _("Dodane. Twój pracownik socjalny to zobaczy."))
            return redirect("portal:own")
    return render(request, "portal/propose.html", {"form": form, "goal": goal})


@require_POST
@page_for(Role.FAMILY_MEMBER)
def complete(request: AppRequest, task_id: UUID) -> HttpResponse:
    """I have done it."""
    task = queries.task_visible(signed_in(request), task_id)
    operations.complete_task(actor=signed_in(request), task=task)
    messages.success(request, _("Świetnie – zrobione."))
    return redirect("portal:own")
