"""The board of stages: where the partnership stands, what the records show, whose move is next."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.basket.queries.stages import partnership_board
from core.partnership.enums import PartnerStage
from core.partnership.enums.accession import StepCode
from core.partnership.operations.steps import record_step
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries.invitations import accession_rates, partners_by_stage
from core.partnership.queries.resources import sees_resources
from core.partnership.queries.steps import Board, StepLine, step_history
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.enums import STAFF
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.partnership import accession_presenters as shown
from web.partnership import presenters
from web.partnership.accession_forms import StepForm
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb, Tab
from web.shell.forms import posted, run

IN_A_COLUMN = 8


@page_for(*READERS)
@require_safe
def board(request: AppRequest) -> HttpResponse:
    """All stages of a year of work, organisations by how far they have come, the rate of accession."""
    actor = signed_in(request)
    wanted = request.GET.get("rok", "")
    found = partnership_board(actor, int(wanted) if wanted.isdecimal() and len(wanted) < 4 else None)  # noqa: PLR2004  years of work
    rates = accession_rates(actor)
    context = {
        "sections": presenters.sections("steps"),
        "tabs": shown.preparation_tabs(actor, "board"),
        "years": _years(found),
        "board": found,
        "table": shown.steps_table(found, today(), manages=may_manage(actor), insider=sees_resources(actor)),
        "columns": _columns(actor),
        "tiles": [shown.rate_tile(rates)],
        "rates": shown.rates_table(rates),
        "manages": may_manage(actor),
    }
    return render(request, "partnership/board.html", context)


def _years(found: Board) -> list[Tab]:
    """Years of work, where there is more than one."""
    if found.current_edition == 1:
        return []
    address = reverse("partnership:board")
    return [
        Tab(
            _("Rok pracy %(number)s") % {"number": number}, f"{address}?rok={number}", number == found.edition
        )
        for number in range(1, found.current_edition + 1)
    ]


def _columns(actor: Actor) -> list[shown.StageColumn]:
    first = partners_by_stage(actor, most=IN_A_COLUMN)
    opens = None if actor.has(*STAFF) else ({actor.partner_id: True} if actor.partner_id else {})
    return [shown.stage_column(stage, first[stage], today(), opens=opens) for stage in PartnerStage.values]


@page_for(*READERS)
@require_safe
def step(request: AppRequest, edition: int, code: str) -> HttpResponse:
    """One stage: how it stands and everything that was written of it."""
    actor = signed_in(request)
    _found, line = _line(actor, edition, code)
    page = page_of(step_history(actor, edition, code), request.GET.get("strona"))
    context = {
        "crumbs": _crumbs(line),
        "line": line,
        "label": StepCode(code).label,
        "facts": shown.step_facts(line, today(), insider=sees_resources(actor)),
        "history": shown.step_events(page.items),
        "page": page,
        "manages": may_manage(actor),
    }
    return render(request, "partnership/step.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: AppRequest, edition: int, code: str) -> HttpResponse:
    """Write down how a stage stands; the day that the records suggest is filled in already."""
    actor = signed_in(request)
    found, line = _line(actor, edition, code)
    last = step_history(actor, edition, code).first()
    row = line.row
    initial = {
        "planned_on": line.planned_on,
        "reached_on": line.reached_on or line.suggested_on,
        "outcome": row.outcome if row else "",
        "note": row.note if row else "",
        "seen": last.pk if last else None,
    }
    form = StepForm(posted(request), initial=initial, decides=code == StepCode.DECISION)
    if request.method == "POST" and run(
        form, lambda: record_step(actor=actor, step=code, edition=found.edition, **form.cleaned_data)
    ):
        messages.success(request, _("Etap zapisany."))
        return redirect("partnership:board")
    lead = ""
    if line.suggested_on and request.method != "POST":
        lead = _("Zapisy pokazują: %(evidence)s. Sprawdź wpisany dzień i potwierdź go albo popraw.") % {
            "evidence": shown.evidence_cell(line, insider=True).text
        }
    context = {
        "heading": StepCode(code).label,
        "lead": lead,
        "form": form,
        "submit": _("Zapisz etap"),
        "crumbs": _crumbs(line),
        "cancel_url": reverse("partnership:board"),
    }
    return render(request, "shell/form_page.html", context)


def _line(actor: Actor, edition: int, code: str) -> tuple[Board, StepLine]:
    """A stage of a year of work; 404 for one that is not there."""
    found = partnership_board(actor, edition)
    line = next((each for each in found.lines if each.code == code), None)
    if found.edition != edition or line is None:
        raise Http404
    return found, line


def _crumbs(line: StepLine) -> list[Crumb]:
    board_url = reverse("partnership:board")
    return presenters.crumbs((_("Etapy"), board_url), (str(StepCode(line.code).label), ""))
