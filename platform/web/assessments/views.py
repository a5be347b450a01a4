"""What is due, the history of a case's assessments, and one result with its change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.assessments.enums import AssessmentState
from core.assessments.queries import changes, sight
from core.assessments.queries import due as queries
from core.assessments.queries.own import last_beside
from core.families import queries as families
from core.families.permissions import may_write
from core.shared.enums import Role
from core.shared.paging import page_of
from web.assessments import presenters
from web.families.presenters import crumbs
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb

if TYPE_CHECKING:
    from core.assessments.models import Assessment, OwnReading
    from core.families.models import Case
    from core.shared.actor import Actor
    from kooperacje.http import AppRequest


@page_for(Role.SOCIAL_WORKER)
@require_safe
def due(request: AppRequest) -> HttpResponse:
    """Talks that are due in the own families, and those begun and not finished."""
    actor = signed_in(request)
    context = {
        "crumbs": crumbs(None, _("Oceny do zrobienia")),
        "page": page_of(presenters.due_lines(queries.due_for(actor)), request.GET.get("strona")),
        "drafts": presenters.talk_lines(queries.drafts_of(actor)),
    }
    return render(request, "assessments/due.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def history(request: AppRequest, case_id: UUID) -> HttpResponse:
    """All assessments of a case, the newest first."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    page = page_of(sight.heads_of(actor, case), request.GET.get("strona"))
    context = {
        "crumbs": crumbs(case, _("Mocne strony i potrzeby")),
        "case": case,
        "page": page,
        "lines": presenters.talk_lines(page.items),
        "due": presenters.due_lines(queries.due_of([case])),
        "own": presenters.own_table(last_beside(actor, case), named=True),
        "may_start": may_write(actor, case) and case.agreed_on is not None,
    }
    return render(request, "assessments/history.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def result(request: AppRequest, assessment_id: UUID) -> HttpResponse:
    """One finished assessment: numbers with their change, words that can become needs, corrections."""
    actor = signed_in(request)
    found = sight.led_assessment(actor, assessment_id)
    if found.state == AssessmentState.DRAFT:
        return redirect("assessments:fill", found.pk)
    case = found.case
    among = list(sight.of_case(actor, case).filter(person=found.person_id))
    writes = may_write(actor, case)
    needs = presenters.case_needs(actor, case)
    context = {
        "crumbs": steps(case, _("Wynik")),
        "case": case,
        "assessment": found,
        "result": presenters.result(found, changes.earlier(found, among), needs=needs),
        "revisions": page_of(
            sight.revisions_visible_to(actor).filter(assessment=found), request.GET.get("strona"), size=10
        ),
        "own": presenters.own_table(_beside(actor, found), named=True),
        "writes": writes,
    }
    return render(request, "assessments/result.html", context)


def _beside(actor: Actor, found: Assessment) -> list[OwnReading]:
    """What those whom the talk is about said on their own pages."""
    if found.person is not None:
        return last_beside(actor, found.case, [found.person])
    return last_beside(actor, found.case, [one.person for one in found.took_part.all()])


def steps(case: Case, here: str) -> list[Crumb]:
    """The way back from one assessment."""
    way = crumbs(case, here)
    listed = Crumb(_("Mocne strony i potrzeby"), reverse("assessments:history", args=[case.pk]))
    return [*way[:-1], listed, way[-1]]
