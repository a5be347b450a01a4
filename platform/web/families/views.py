"""The list of families, a new family, a case on one page, its end."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.families import operations, permissions, queries
from core.paths import queries as paths
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import DomainError
from core.shared.paging import page_of
from core.teams import queries as teams
from kooperacje.http import AppRequest
from web.assessments.presenters import assessment_section, due_tile
from web.families import presenters, sections
from web.families.forms import (
    CaseFilter,
    CloseForm,
    FigureFilter,
    HouseholdForm,
    PersonRows,
    longer,
    person_rows,
)
from web.fidelity.presenters import fidelity_section
from web.notes.presenters import notes_card
from web.paths.presenters import path_section
from web.safety.presenters import safety_card
from web.shell.access import page_for, signed_in
from web.shell.components import Tab
from web.shell.forms import errors_of, run

if TYPE_CHECKING:
    from core.families.models import Case
    from core.shared.actor import Actor

READERS = (Role.SOCIAL_WORKER, Role.DIRECTOR, Role.NETWORK_OFFICER)
SHOWN_TASKS = 6


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
    open_cases = list(queries.own_cases(actor).open())
    progress = teams.progress_of(open_cases)
    found = list(queries.own_cases(actor, search, stage or None))
    if not stage:
        found = [case for case in found if case.closed_on is None]
    shown = progress | teams.progress_of([case for case in found if case.pk not in progress])
    lines = presenters.case_lines(
        found, shown, queries.leading_persons(found), queries.household_sizes(found)
    )
    tasks = list(paths.due_tasks(actor, clock.today() + presenters.SOON))
    context = {
        "form": form,
        "narrowed": bool(search or stage),
        "page": page_of(lines, request.GET.get("strona")),
        "tiles": [*presenters.work_tiles(progress, len(tasks)), due_tile(open_cases)],
        "tasks": presenters.due_task_items(tasks[:SHOWN_TASKS]),
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


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest) -> HttpResponse:
    """Write down a household; "another person" makes the form longer without judging it."""
    actor = signed_in(request)
    form, rows = HouseholdForm(request.POST or None), person_rows(request.POST or None)
    if "dodaj" in request.POST:
        form, rows = HouseholdForm(initial=_typed(request)), longer(request.POST)
    elif request.method == "POST" and (opened := _registered(actor, form, rows)):
        messages.success(request, _("Rodzina zapisana. Teraz porozmawiajcie o zgodzie na udział."))
        return redirect("families:case", opened.pk)
    context = {
        "crumbs": presenters.crumbs(None, _("Nowa rodzina")),
        "form": form,
        "rows": rows,
        "errors": [] if "dodaj" in request.POST else errors_of(form, *rows.forms),
    }
    return render(request, "families/new.html", context)


def _typed(request: AppRequest) -> dict[str, object]:
    """What was typed above the rows, to be shown again; the date as it was typed, also when odd."""
    form = HouseholdForm(request.POST)
    return {name: form[name].value() for name in form.fields}


def _registered(actor: Actor, form: HouseholdForm, rows: PersonRows) -> Case | None:
    filled = rows.filled()
    if not all([form.is_valid(), *(row.is_valid() for row in filled)]):
        return None
    try:
        return operations.register_household(
            actor=actor, persons=[row.person() for row in filled], **form.cleaned_data
        )
    except DomainError as error:
        row = error.data.get("row")
        (form if row is None else filled[row]).refuse(error)
        return None


@page_for(*READERS)
@require_safe
def case(request: AppRequest, case_id: UUID) -> HttpResponse:
    """A case on one page for its leading worker; its figures for directors and network officers."""
    actor = signed_in(request)
    found = queries.case_visible(actor, case_id)
    if not queries.leads(actor, found):
        progress = teams.progress_of([found])[found.pk]
        dates = {step.to_stage: step.on for step in queries.transitions_of(found)}
        context = {
            "crumbs": presenters.crumbs(None, _("Sprawa %(number)s") % {"number": found.number}),
            "case": found,
            "identity": presenters.identity(found, progress, None, 0),
            "stages": presenters.stage_marks(found, dates),
            "step": presenters.next_step(found, progress.due),
            "progress": progress,
        }
        return render(request, "families/case_figures.html", context)
    context = {
        "crumbs": presenters.crumbs(None, _("Sprawa %(number)s") % {"number": found.number}),
        "case": found,
        "page": sections.case_page(actor, found),
        "path": path_section(actor, found),
        "assessment": assessment_section(actor, found),
        "fidelity": fidelity_section(actor, found),
        "safety": safety_card(actor, found),
        "notes": notes_card(actor, found),
    }
    return render(request, "families/case.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: AppRequest, case_id: UUID) -> HttpResponse:
    """End a case with its outcome."""
    actor = signed_in(request)
    found = queries.own_case(actor, case_id)
    form = CloseForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and run(
        form, lambda: operations.close_case(actor=actor, case=found, **form.cleaned_data)
    ):
        messages.success(request, _("Sprawa zakończona."))
        return redirect("families:case", found.pk)
    context = {
        "crumbs": presenters.crumbs(found, _("Zakończenie")),
        "heading": _("Zakończenie sprawy %(number)s") % {"number": found.number},
        "lead": _("Zakończonej sprawy nie można już zmieniać. Gdy rodzina wróci, otworzysz nową."),
        "form": form,
        "submit": _("Zakończ sprawę"),
        "cancel_url": redirect("families:case", found.pk).url,
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Open a new case for a family that returns."""
    actor = signed_in(request)
    found = queries.own_case(actor, case_id)
    if request.method == "POST":
        again = operations.reopen_household(actor=actor, case=found)
        messages.success(request, _("Nowa sprawa otwarta."))
        return redirect("families:case", again.pk)
    context = {
        "crumbs": presenters.crumbs(found, _("Nowa sprawa")),
        "question": _("Otworzyć nową sprawę tej rodziny?"),
        "consequence": _("Sprawa %(number)s zostaje zamknięta. Nowa zaczyna się od rozpoznania.")
        % {"number": found.number},
        "action": _("Otwórz nową sprawę"),
        "cancel_url": redirect("families:case", found.pk).url,
    }
    return render(request, "families/confirm.html", context)
