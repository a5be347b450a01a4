"""From imports to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.opendata import errors
from core.opendata.enums import ImportFormat, ImportStatus, RowKind, RowState
from core.opendata.rules import sheet
from core.partnership.enums import OrganisationKind
from core.reference.grounds import Sector
from core.shared.imports.sheets import SheetColumn
from web.basket import presenters as basket
from web.shell.components import Cell, Column, Crumb, Row, Table
from web.shell.imports import STATUS_MEANINGS, result_of
from web.shell.templatetags.shell import day

_ORGANISATION_FIELDS: Final[Mapping[str, Any]] = {
    "name": gettext_lazy("Nazwa"),
    "short_name": gettext_lazy("Skrót"),
    "sector": gettext_lazy("Sektor"),
    "kind": gettext_lazy("Rodzaj"),
    "nip": "NIP",
    "regon": "REGON",
    "teryt": "TERYT",
    "email": "E-mail",
    "phone": gettext_lazy("Telefon"),
    "address": gettext_lazy("Adres"),
    "website": gettext_lazy("Strona internetowa"),
}
_CARD_FIELDS: Final[Mapping[str, SheetColumn]] = {column.field: column for column in sheet.COLUMNS}
_LONGEST: Final = 200


def crumbs(*steps: tuple[str, str]) -> list[Crumb]:
    """The way back to the exchange of data."""
    return basket.crumbs((_("Wymiana danych"), reverse("opendata:exchange") if steps else ""), *steps)


def imports_table(runs: Iterable[Any]) -> Table:
    """Imports: which file, how far, with what result."""
    rows = [
        Row(
            [
                Cell(run.filename, url=reverse("opendata:import", args=[run.pk]), note=_source(run)),
                Cell(ImportStatus(run.status).label, meaning=STATUS_MEANINGS[run.status]),
                Cell(result_of(run)),
                Cell(day(run.created_at)),
            ]
        )
        for run in runs
    ]
    columns = [Column(_("Plik")), Column(_("Stan")), Column(_("Wynik")), Column(_("Wczytano"))]
    return Table(_("Wczytane pliki"), columns, rows, caption_hidden=True, stacked=True)


def _source(run: Any) -> str:
    return f"{format_of(run)} · {run.started_by_name}"


def format_of(run: Any) -> str:
    """What the file was recognised as."""
    return str(ImportFormat(run.format).label)


def rows_table(rows: Iterable[Any], state: str) -> Table:
    """Rows of one state: errors by row and column, changes field by field, the rest by name."""
    if state == RowState.WRONG:
        return _errors(rows)
    if state == RowState.CHANGED:
        return _changes(rows)
    return _others(rows, _("Nowe pozycje") if state == RowState.NEW else _("Pozycje bez zmian"))


def place_of(table: str, line: int) -> str:
    """Where in the file something stands."""
    if table == sheet.SHEET:
        return _("wiersz %(line)s") % {"line": line}
    if not line:
        return table
    return _("%(table)s, wiersz %(line)s") % {"table": table, "line": line}


def _errors(rows: Iterable[Any]) -> Table:
    lines = []
    for row in rows:
        for problem in row.problems:
            if problem["note"]:
                continue
            sentence = errors.sentence(problem["code"], problem["data"])
            where = place_of(problem["table"], problem["line"])
            lines.append(
                Row([Cell(where), Cell(problem["column"] or "–"), Cell(sentence), Cell(row.name or "–")])
            )
    columns = [Column(_("Miejsce w pliku")), Column(_("Kolumna")), Column(_("Co poprawić"))]
    columns.append(Column(_("Pozycja")))
    return Table(_("Błędy w pliku"), columns, lines, caption_hidden=True, stacked=True)


def _changes(rows: Iterable[Any]) -> Table:
    lines = []
    for row in rows:
        for name in row.before:
            label = field_label(row.kind, name)
            before, after = (value_text(row.kind, name, some[name]) for some in (row.before, row.values))
            lines.append(Row([_named(row), Cell(label), Cell(before or "–"), Cell(after or "–")]))
    columns = [Column(_("Pozycja")), Column(_("Pole")), Column(_("Jest")), Column(_("W pliku"))]
    return Table(_("Zmienione pozycje"), columns, lines, caption_hidden=True, stacked=True)


def _others(rows: Iterable[Any], caption: str) -> Table:
    lines = []
    for row in rows:
        notes = " ".join(
            dict.fromkeys(
                errors.sentence(problem["code"], problem["data"])
                for problem in row.problems
                if problem["note"]
            )
        )
        lines.append(Row([_named(row), Cell(place_of(row.table, row.line)), Cell(notes or "–")]))
    columns = [Column(_("Pozycja")), Column(_("Miejsce w pliku")), Column(_("Uwagi"))]
    return Table(caption, columns, lines, caption_hidden=True, stacked=True)


def _named(row: Any) -> Cell:
    """The row by name; once written, or known before, a link to what it is."""
    kind = str(RowKind(row.kind).label)
    known = row.state != RowState.NEW or row.written_at is not None
    if row.target is None or not known:
        return Cell(row.name or "–", note=kind)
    page = "partnership:partner" if row.kind == RowKind.ORGANISATION else "basket:card"
    return Cell(row.name or "–", url=reverse(page, args=[row.target]), note=kind)


def field_label(kind: str, name: str) -> str:
    """A field in words."""
    if kind == RowKind.ORGANISATION:
        return str(_ORGANISATION_FIELDS.get(name, name))
    if name == "eligibility":
        return _("Warunki do sprawdzenia")
    return _CARD_FIELDS[name].header if name in _CARD_FIELDS else name


def value_text(kind: str, name: str, value: Any) -> str:
    """A value as a person reads it, cut where it is long."""
    text = _text(kind, name, value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _text(kind: str, name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("tak") if value else _("nie")
    if kind == RowKind.ORGANISATION:
        choices: Any = {"sector": Sector, "kind": OrganisationKind}.get(name)
    else:
        choices = _CARD_FIELDS[name].choices if name in _CARD_FIELDS else None
    if isinstance(value, list):
        if name == "eligibility":
            return _("liczba warunków: %(number)s") % {"number": len(value)} if value else ""
        return "; ".join(_label(choices, item) for item in value)
    return _label(choices, value)


def _label(choices: Any, value: Any) -> str:
    known = choices is not None and value in choices.values
    return str(choices(value).label) if known else str(value)
