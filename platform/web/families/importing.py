"""Families from a spreadsheet: the template, the file, what it would change, the decision."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.families import errors, operations, permissions, queries
from core.families.enums import SheetFormat
from core.families.rules import sheet
from core.reference.grounds import HouseholdRole, HouseholdType, grounds_in_force
from core.shared import clock
from core.shared.enums import Role
from core.shared.ids import uuid7
from core.shared.imports.enums import ImportStatus, RowState
from core.shared.imports.runs import MOST_BYTES
from core.shared.paging import page_of
from core.shared.spreadsheets import FileKind, written
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.shell import imports as shell
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Crumb, Row, Table
from web.shell.forms import BaseForm, posted, run
from web.shell.imports import DecideForm
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.families.models import FamilyImport, FamilyImportRow
    from core.shared.actor import Actor

_FIELDS: Final = {**sheet.HEADERS, "person": gettext_lazy("Nowa osoba")}


class UploadForm(BaseForm):
    """A spreadsheet of families."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    file = forms.FileField(
        label=gettext_lazy("Plik z rodzinami"),
        help_text=gettext_lazy("Arkusz CSV lub XLSX z kolumnami szablonu, do 10 MB i 10 000 osób."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )

    def content(self) -> dict[str, Any]:
        """What the operation takes; of a file that is too large only as much as shows that."""
        file = self.cleaned_data["file"]
        return {
            "filename": file.name or "",
            "content": file.read(MOST_BYTES + 1),
            "key": self.cleaned_data["key"],
        }


def _trail(*steps: tuple[str, str]) -> list[Crumb]:
    way = crumbs(None, _("Wczytaj z pliku"))
    if not steps:
        return way
    return [*way[:-1], Crumb(_("Wczytaj z pliku"), reverse("families:imports")), *(Crumb(*s) for s in steps)]


def _importer(request: AppRequest) -> Actor:
    actor = signed_in(request)
    if not permissions.may_register(actor):
        raise Http404
    return actor


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: AppRequest) -> HttpResponse:
    """Hand a spreadsheet in; it is read in the background. Below stand the own earlier files."""
    actor = _importer(request)
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and (
        done := run(form, lambda: operations.start_family_import(actor=actor, **form.content()))
    ):
        return redirect("families:import", done.result.pk)
    page = page_of(queries.family_imports(actor), request.GET.get("strona"))
    context = {
        "crumbs": _trail(),
        "heading": _("Wczytaj rodziny z pliku"),
        "lead": _("Najpierw zobaczysz, co się zapisze i co trzeba poprawić. Nic nie zapisze się samo."),
        "form": form,
        "submit": _("Wczytaj i sprawdź"),
        "cancel_url": reverse("families:cases"),
        "page": page,
        "table": _runs(page.items),
        "types": [str(label) for _value, label in HouseholdType.choices],
        "roles": [str(label) for _value, label in HouseholdRole.choices],
        "grounds": [(item.ground.value, str(item.name)) for item in grounds_in_force(clock.today())],
    }
    return render(request, "families/imports.html", context)


def _runs(runs: Iterable[FamilyImport]) -> Table:
    rows = [
        Row(
            [
                Cell(found.filename, url=reverse("families:import", args=[found.pk])),
                Cell(ImportStatus(found.status).label, meaning=shell.STATUS_MEANINGS[found.status]),
                Cell(shell.result_of(found)),
                Cell(day(found.created_at)),
            ]
        )
        for found in runs
    ]
    columns = [Column(_("Plik")), Column(_("Stan")), Column(_("Wynik")), Column(_("Wczytano"))]
    return Table(_("Wczytane pliki"), columns, rows, caption_hidden=True, stacked=True)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def template(request: AppRequest, form: str) -> HttpResponse:
    """The template with an invented family that may stay in it."""
    _importer(request)
    kind = FileKind(form)
    content = written(kind, list(sheet.HEADERS.values()), sheet.template_rows(), sheet.SHEET)
    answer = HttpResponse(content, content_type=kind.media_type)
    answer["Content-Disposition"] = f'attachment; filename="szablon-rodzin.{form}"'
    return answer


@page_for(Role.SOCIAL_WORKER)
@require_safe
def preview(request: AppRequest, run_id: UUID) -> HttpResponse:
    """What a file would write, household by household, and the decision."""
    actor = _importer(request)
    found = queries.family_import_visible(actor, run_id)
    return _preview(request, actor, found, DecideForm(wrong=found.wrong))


def _preview(request: AppRequest, actor: Actor, found: FamilyImport, form: BaseForm) -> HttpResponse:
    state = shell.chosen_state(found, request.GET.get("stan"))
    page = page_of(queries.family_import_rows(found, state), request.GET.get("strona"))
    context = shell.preview_context(
        found,
        state,
        form,
        address=reverse("families:import", args=[found.pk]),
        again=queries.same_family_files(actor, found).exists(),
    )
    context |= {
        "crumbs": _trail((found.filename, "")),
        "format": SheetFormat(found.format).label,
        "page": page,
        "table": _rows(page.items, state),
        "addresses": {
            "upload": reverse("families:imports"),
            "resume": reverse("families:resume-import", args=[found.pk]),
            "decide": reverse("families:decide-import", args=[found.pk]),
            "cancel": reverse("families:cancel-import", args=[found.pk]),
        },
    }
    return render(request, "families/import.html", context)


def _rows(rows: Iterable[FamilyImportRow], state: str) -> Table:
    """Rows of one state: errors by line and column, changes field by field, the rest with its notes."""
    if state == RowState.WRONG:
        return _errors(rows)
    if state == RowState.CHANGED:
        return _changes(rows)
    lines = [Row([Cell(row.title), Cell(_line(row.line)), Cell(_notes(row) or "–")]) for row in rows]
    columns = [Column(_("Rodzina")), Column(_("Miejsce w pliku")), Column(_("Uwagi"))]
    return Table(_("Rodziny z pliku"), columns, lines, caption_hidden=True, stacked=True)


def _line(number: int) -> str:
    return _("wiersz %(line)s") % {"line": number}


def _errors(rows: Iterable[FamilyImportRow]) -> Table:
    lines = []
    for row in rows:
        for problem in row.problems:
            if not problem["note"]:
                said = errors.sentence(problem["code"], problem["data"])
                place = Cell(_line(problem["line"]))
                lines.append(Row([place, Cell(problem["column"] or "–"), Cell(said), Cell(row.title)]))
    columns = [Column(_("Miejsce w pliku")), Column(_("Kolumna")), Column(_("Co poprawić"))]
    columns.append(Column(_("Rodzina")))
    return Table(_("Błędy w pliku"), columns, lines, caption_hidden=True, stacked=True)


def _changes(rows: Iterable[FamilyImportRow]) -> Table:
    lines = []
    for row in rows:
        for change in json.loads(row.values)["changes"]:
            name = change["field"]
            before, after = _shown(name, change["before"]), _shown(name, change["after"])
            if name == "pesel":  # never shown, only that it comes
                before, after = "", _("numer z pliku")
            who = Cell(change["who"] or row.title, note=row.title if change["who"] else "")
            lines.append(Row([who, Cell(str(_FIELDS.get(name, name))), Cell(before or "–"), Cell(after)]))
        if notes := _notes(row):
            lines.append(Row([Cell(row.title), Cell(_("Uwagi")), Cell("–"), Cell(notes)]))
    columns = [Column(_("Rodzina")), Column(_("Pole")), Column(_("Jest")), Column(_("W pliku"))]
    return Table(_("Zmienione rodziny"), columns, lines, caption_hidden=True, stacked=True)


def _shown(name: str, value: str) -> str:
    return str(HouseholdType(value).label) if name == "household_type" else value


def _notes(row: FamilyImportRow) -> str:
    said = [
        f"{_line(problem['line'])}: {errors.sentence(problem['code'], problem['data'])}"
        for problem in row.problems
        if problem["note"]
    ]
    return " ".join(dict.fromkeys(said))


@page_for(Role.SOCIAL_WORKER)
@require_POST
def decide(request: AppRequest, run_id: UUID) -> HttpResponse:
    """Write the families; from a file with errors only where the reader ticked it."""
    actor = _importer(request)
    found = queries.family_import_visible(actor, run_id)
    form = DecideForm(request.POST, wrong=found.wrong)
    if run(form, lambda: operations.decide_family_import(actor=actor, run=found, **form.cleaned_data)):
        return redirect("families:import", found.pk)
    return _preview(request, actor, found, form)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def cancel(request: AppRequest, run_id: UUID) -> HttpResponse:
    """Give the import up."""
    actor = _importer(request)
    found = queries.family_import_visible(actor, run_id)
    operations.cancel_family_import(actor=actor, run=found)
    return redirect("families:imports")


@page_for(Role.SOCIAL_WORKER)
@require_POST
def resume(request: AppRequest, run_id: UUID) -> HttpResponse:
    """Start a lost job again."""
    actor = _importer(request)
    found = queries.family_import_visible(actor, run_id)
    operations.resume_family_import(actor=actor, run=found)
    return redirect("families:import", found.pk)
