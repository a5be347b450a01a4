"""The list of families and a case on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.families import permissions, queries
from core.shared.enums import Role
from core.shared.paging import page_of
from core.teams import queries as teams
from core.teams.queries import due
from kooperacje.http import AppRequest
from web.access.presenters import card as access_card
from web.assessments.presenters import assessment_section
from web.families import presenters, sections
from web.families.forms import CaseFilter, FigureFilter
from web.families.reading import read_case
from web.families.reviews import review_section
from web.families.work import today_of
from web.fidelity.presenters import fidelity_section
from web.notes.presenters import notes_card
from web.paths.presenters import path_section
from web.reporting.presenters import esf_card
from web.safety.presenters import safety_card
from web.shell.access import page_for, signed_in
from web.shell.components import Tab

if TYPE_CHECKING:
    from core.shared.actor import Actor

READERS = (Role.SOCIAL_WORKER, Role.DIRECTOR, Role.NETWORK_OFFICER)


@page_for(*READERS)
@require_safe
def cases(request: AppRequest) -> HttpResponse:
    """Own families for a social worker; figures without names for directors and network officers."""
    actor = signed_in(request)
    sees_figures = actor.has(*queries.SEES_FIGURES)
    wants_figures = request.GET.get("widok") == "wszystkie" or not actor.has(Role.SOCIAL_WORKER)
    if sees_figures and wants_figures:
        return _figures(request, actor)
    return _own(request, actor, sees_figures=sees_figures)


def _tabs(actor: Actor, *, figures: bool) -> list[Tab]:
    """Two lists for somebody who both leads cases and directs; otherwise none."""
    if not actor.has(Role.SOCIAL_WORKER):
        return []
    return [
        Tab(_("Moje rodziny"), "?", current=not figures),
        Tab(_("Wszystkie sprawy"), "?widok=wszystkie", current=figures),
    ]


def _own(request: AppRequest, actor: Actor, *, sees_figures: bool) -> HttpResponse:
    form = CaseFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    search, stage = chosen.get("q", ""), chosen.get("etap", "")
    waiting = due.by_due(queries.own_cases(actor).open().select_related(None))
    found = waiting
    if stage:
        found = due.by_due(queries.own_cases(actor, search, stage).select_related(None))
    elif search:
        named = set(queries.own_cases(actor, search).open().values_list("pk", flat=True))
        found = [one for one in waiting if one.case.pk in named]
    page = page_of(found, request.GET.get("strona"))
    listed = [one.case for one in page.items]
    leads = queries.leading_persons([one.case for one in {*waiting, *page.items}])
    lines = presenters.case_lines(page.items, leads, queries.household_sizes(listed))
    work = today_of(actor, waiting, leads)
    context = {
        "form": form,
        "narrowed": bool(search or stage),
        "page": page,
        "lines": lines,
        "tiles": presenters.work_tiles(due.workload(waiting, presenters.SOON), work),
        "groups": work.groups,
        "tabs": _tabs(actor, figures=False) if sees_figures else [],
        "may_register": permissions.may_register(actor),
    }
    return render(request, "families/own.html", context)


def _figures(request: AppRequest, actor: Actor) -> HttpResponse:
    form = FigureFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    search, stage = chosen.get("q", ""), chosen.get("etap", "")
    # A director's search takes numbers only: names would tell whether a family is known here.
    found = queries.cases_by_number(actor, search, stage or None)
    page = page_of(found if stage else found.open(), request.GET.get("strona"))
    context = {
        "form": form,
        "narrowed": bool(search or stage),
        "page": page,
        "table": presenters.figures_table(page.items, teams.progress_of(page.items)),
        "tiles": presenters.stage_tiles(queries.stage_counts(actor)),
        "tabs": _tabs(actor, figures=True),
    }
    return render(request, "families/figures.html", context)


@page_for(*READERS)
@require_safe
def case(request: AppRequest, case_id: UUID) -> HttpResponse:
    """A case on one page for its leading worker; its figures for directors and network officers.

    Of an erased family nobody reads more than the figures.
    """
    actor = signed_in(request)
    found = queries.case_visible(actor, case_id)
    erased_on = queries.erased_on(found) if found.closed_on else None
    leads = queries.leads(actor, found)
    if erased_on or not leads:
        progress = teams.progress_of([found])[found.pk]
        dates = {step.to_stage: step.on for step in queries.transitions_of(found)}
        context = {
            "crumbs": presenters.crumbs(None, _("Sprawa %(number)s") % {"number": found.number}),
            "case": found,
            "identity": presenters.identity(found, progress, None, 0),
            "stages": presenters.stage_marks(found, dates),
            "step": presenters.next_step(found, progress.due),
            "progress": progress,
            "erased_on": erased_on,
            "leads": leads,
        }
        return render(request, "families/case_figures.html", context)
    read = read_case(actor, found)
    context = {
        "crumbs": presenters.crumbs(None, _("Sprawa %(number)s") % {"number": found.number}),
        "case": found,
        "page": sections.case_page(actor, read),
        "path": path_section(found, read.path),
        "assessment": assessment_section(actor, found, read.talks, read.members),
        "fidelity": fidelity_section(actor, read.facts),
        "safety": safety_card(actor, found, read.persons),
        "notes": notes_card(actor, found, read.known),
        "reviews": review_section(actor, found, read.reviews, read.closing_talks),
        "access": access_card(actor, found),
        "esf": esf_card(actor, found),
    }
    return render(request, "families/case.html", context)
