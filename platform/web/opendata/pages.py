"""Pages of data exchange: files out, files in, and what a file would change before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.basket.permissions import PUBLISHERS, may_publish
from core.opendata.enums import ImportFormat
from core.opendata.operations.exporting import export_basket
from core.opendata.operations.uploading import (
    cancel_import,
    decide_import,
    resume_import,
    start_import,
)
from core.opendata.permissions import may_import
from core.opendata.queries import exports
from core.opendata.queries import runs as imports
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.basket.tabs import sections
from web.opendata import presenters
from web.opendata.forms import UploadForm
from web.shell import imports as shell
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run
from web.shell.imports import DecideForm

if TYPE_CHECKING:
    from core.opendata.models import ImportRun
    from core.shared.actor import Actor

EXCHANGERS = (*PUBLISHERS, Role.DELEGATE)
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "package": "application/zip",
    "json": "application/json",
}


@page_for(*EXCHANGERS)
@require_safe
def exchange(request: AppRequest) -> HttpResponse:
    """What can be taken out, brought in, and what was brought in so far."""
    actor = _importer(request)
    page = page_of(imports.imports(actor), request.GET.get("strona"))
    context = {
        "sections": sections(actor, "exchange"),
        "page": page,
        "table": presenters.imports_table(page.items),
        "forms": [(str(form), form.label) for form in ImportFormat],
        "whole": may_publish(actor),
        "interface": request.build_absolute_uri(reverse("opendata:hsds")),
    }
    return render(request, "opendata/exchange.html", context)


@page_for(*EXCHANGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: AppRequest) -> HttpResponse:
    """Hand a file in; it is read in the background and nothing of it is written yet."""
    actor = _importer(request)
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and (done := run(form, lambda: start_import(actor=actor, **form.content()))):
        return redirect("opendata:import", done.result.pk)
    context = {
        "heading": _("Wczytaj usługi z pliku"),
        "lead": _("Najpierw zobaczysz, co się zmieni i co trzeba poprawić. Nic nie zapisze się samo."),
        "form": form,
        "submit": _("Wczytaj i sprawdź"),
        "crumbs": presenters.crumbs((_("Wczytaj plik"), "")),
        "cancel_url": reverse("opendata:exchange"),
        "whole": may_publish(actor),
    }
    return render(request, "opendata/upload.html", context)


@page_for(*EXCHANGERS)
@require_safe
def preview(request: AppRequest, run_id: UUID) -> HttpResponse:
    """What a file would change, row by row, and the decision."""
    actor = _importer(request)
    found = imports.import_visible(actor, run_id)
    return _preview(request, actor, found, DecideForm(wrong=found.wrong))


def _preview(request: AppRequest, actor: Actor, found: ImportRun, form: BaseForm) -> HttpResponse:
    state = shell.chosen_state(found, request.GET.get("stan"))
    page = page_of(imports.rows_of(found, state), request.GET.get("strona"))
    context = shell.preview_context(
        found,
        state,
        form,
        address=reverse("opendata:import", args=[found.pk]),
        again=imports.same_files(actor, found).exists(),
    )
    context |= {
        "crumbs": presenters.crumbs((found.filename, "")),
        "format": presenters.format_of(found),
        "page": page,
        "table": presenters.rows_table(page.items, state),
        "waits_for_officer": not may_publish(actor),
        "addresses": {
            "upload": reverse("opendata:upload"),
            "resume": reverse("opendata:resume", args=[found.pk]),
            "decide": reverse("opendata:decide", args=[found.pk]),
            "cancel": reverse("opendata:cancel", args=[found.pk]),
        },
    }
    return render(request, "opendata/import.html", context)


@page_for(*EXCHANGERS)
@require_POST
def decide(request: AppRequest, run_id: UUID) -> HttpResponse:
    """Write the file into the basket; one with errors only where the reader ticked it."""
    actor = _importer(request)
    found = imports.import_visible(actor, run_id)
    form = DecideForm(request.POST, wrong=found.wrong)
    if run(form, lambda: decide_import(actor=actor, run=found, **form.cleaned_data)):
        return redirect("opendata:import", found.pk)
    return _preview(request, actor, found, form)


@page_for(*EXCHANGERS)
@require_POST
def cancel(request: AppRequest, run_id: UUID) -> HttpResponse:
    """Give an import up."""
    actor = _importer(request)
    found = imports.import_visible(actor, run_id)
    cancel_import(actor=actor, run=found)
    messages.success(request, _("Import porzucony. W koszyku nic się nie zmieniło."))
    return redirect("opendata:exchange")


@page_for(*EXCHANGERS)
@require_POST
def resume(request: AppRequest, run_id: UUID) -> HttpResponse:
    """Start a lost job again."""
    actor = _importer(request)
    found = imports.import_visible(actor, run_id)
    resume_import(actor=actor, run=found)
    return redirect("opendata:import", found.pk)


@page_for(*EXCHANGERS)
@require_safe
def template(request: AppRequest, form: str) -> HttpResponse:
    """The empty template of cards."""
    _importer(request)
    content = exports.sheet_csv([]) if form == "csv" else exports.sheet_xlsx([])
    return _file(content, f"szablon-kart-uslug.{form}", _MEDIA[form])


@page_for(*EXCHANGERS)
@require_POST
def export(request: AppRequest, form: str) -> HttpResponse:
    """The basket as a file, with drafts and internal cards."""
    document = export_basket(actor=_importer(request), form=ImportFormat(form))
    return _file(document.content, document.filename, _MEDIA[form])


def _file(content: bytes, name: str, media: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _importer(request: AppRequest) -> Actor:
    """Who may exchange data; a delegate without an organisation may not."""
    actor = signed_in(request)
    if not may_import(actor):
        raise Http404
    return actor
