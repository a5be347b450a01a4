"""Numbers of public reports: what is there, entering a period, a spreadsheet with its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.indicators import reports
from core.indicators.operations import context as operations
from core.indicators.permissions import COUNTERS, may_count
from core.indicators.queries import READERS
from core.indicators.queries import context as queries
from core.shared import clock
from core.shared.imports.enums import RowState
from core.shared.spreadsheets import FileKind, written
from web.indicators.words import period_name
from web.reporting import presenters
from web.reporting.forms import ConfirmForm, ContextForm, UploadForm
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.indicators.rules import Period
    from kooperacje.http import AppRequest


def _here() -> Crumb:
    return Crumb(_("Liczby ze sprawozdań"), reverse("reporting:context"))


@page_for(*READERS)
@require_safe
def periods(request: AppRequest) -> HttpResponse:
    """Half-years and years with how much of each is known."""
    actor = signed_in(request)
    wanted = queries.reportable_periods()
    context = {
        "crumbs": presenters.crumbs(Crumb(_("Liczby ze sprawozdań"))),
        "table": presenters.context_table(queries.context_of(actor, wanted), writes=may_count(actor)),
        "writes": may_count(actor),
        "waiting": queries.waiting_imports(actor) if may_count(actor) else [],
    }
    return render(request, "reporting/context.html", context)


@page_for(*COUNTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: AppRequest, code: str) -> HttpResponse:
    """The numbers of one period."""
    actor, period = signed_in(request), _period(code)
    held = queries.context_of(actor, [period])[period]
    form = ContextForm(posted(request), initial=ContextForm.of(held))
    if done := run(
        form,
        lambda: operations.enter(
            actor=actor,
            period=period,
            values=form.values(),
            source=form.cleaned_data["source"],
            seen=form.cleaned_data["seen"] or None,
        ),
    ):
        messages.success(request, _("Zapisano zmiany: %(number)s.") % {"number": done.result})
        return redirect("reporting:context")
    context = {
        "crumbs": presenters.crumbs(_here(), Crumb(period_name(period))),
        "heading": _("Liczby ze sprawozdań: %(period)s") % {"period": period_name(period)},
        "lead": _("Wpisz liczbę, kropkę (brak danych) albo x (nie dotyczy). Pustego pola nie zapisujemy."),
        "form": form,
        "submit": _("Zapisz liczby"),
        "cancel_url": reverse("reporting:context"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*COUNTERS)
@require_safe
def template(request: AppRequest, code: str, kind: str) -> HttpResponse:  # noqa: ARG001  a view takes it
    """An empty spreadsheet of a period."""
    period = _period(code)
    if kind not in list(FileKind):
        raise Http404
    file_kind = FileKind(kind)
    headings = [column.header for column in reports.COLUMNS]
    body = written(file_kind, headings, reports.template_rows(period), reports.SHEET)
    answer = HttpResponse(body, content_type=file_kind.media_type)
    answer["Content-Disposition"] = f'attachment; filename="liczby-{period.code}.{file_kind}"'
    return answer


@page_for(*COUNTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: AppRequest) -> HttpResponse:
    """Hand a filled-in spreadsheet in; it is shown before anything is written."""
    actor = signed_in(request)
    form = UploadForm(posted(request), request.FILES or None)
    if done := run(
        form,
        lambda: operations.lay_out_import(
            actor=actor,
            filename=str(form.cleaned_data["file"].name),
            content=form.cleaned_data["file"].read(reports.MOST_BYTES + 1),
        ),
    ):
        return redirect("reporting:context-preview", run_id=done.result.pk)
    context = {
        "crumbs": presenters.crumbs(_here(), Crumb(_("Arkusz z liczbami"))),
        "heading": _("Wczytaj arkusz z liczbami"),
        "lead": _("Najpierw zobaczysz, co się zmieni. Nic nie zapisujemy bez Twojej zgody."),
        "form": form,
        "submit": _("Wczytaj i obejrzyj"),
        "cancel_url": reverse("reporting:context"),
        "templates": presenters.template_links(queries.reportable_periods()[:4]),
    }
    return render(request, "reporting/upload.html", context)


@page_for(*COUNTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: AppRequest, run_id: UUID) -> HttpResponse:
    """What the spreadsheet would change, and the decision."""
    actor = signed_in(request)
    found = queries.import_visible(actor, run_id)
    form = ConfirmForm(posted(request))
    if request.method == "POST" and (
        done := run(form, lambda: operations.write_import(actor=actor, run=found))
    ):
        messages.success(request, _("Zapisano zmiany: %(number)s.") % {"number": done.result})
        return redirect("reporting:context")
    states = [row["state"] for row in found.rows]
    page = presenters.import_page(found.rows, request.GET.get("strona"))
    context = {
        "crumbs": presenters.crumbs(_here(), Crumb(_("Podgląd arkusza"))),
        "run": found,
        "form": form,
        "table": presenters.import_table(page.items),
        "wrong": states.count(RowState.WRONG),
        "to_write": states.count(RowState.NEW) + states.count(RowState.CHANGED),
        "page": page,
    }
    return render(request, "reporting/preview.html", context)


def _period(code: str) -> Period:
    period = reports.period_of_code(code)
    if period is None or period.end > clock.today():
        raise Http404
    return period
