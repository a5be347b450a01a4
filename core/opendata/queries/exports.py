"""The basket as files: an HSDS package, nested JSON, and the template filled with cards.

The same basket makes the same bytes: rows stand in the order of their ids, archives bear no day and figures
that change by themselves (free places, observed waiting) stay in the interface.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson
import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.basket.enums import CardStatus
from core.basket.models import CardQuerySet, ServiceCard
from core.basket.permissions import may_publish
from core.basket.queries import visible_cards
from core.opendata.queries.offer import LANGUAGE, changed, offered, tables_of
from core.opendata.rules import sheet
from core.opendata.rules.nesting import Nest, Row, Tables
from core.opendata.rules.tables import TABLES, VERSION, Table
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.imports import cells

# Tables that lie in every package, empty or not, so that no link of another leads nowhere.
PACKED: Final = tuple(table for table in TABLES.values() if table.used or table.name == "programs")
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
_TYPES: Final = {"number": "number", "date": "date", "moment": "datetime"}
_FORMATS: Final = {"uuid": "uuid", "email": "email", "uri": "uri"}
_LEVEL: Final = 9


def exportable(actor: Actor) -> CardQuerySet:
    """Cards that somebody may take along, internal ones and drafts too; a delegate the own ones."""
    found = changed(visible_cards(actor).exclude(status=CardStatus.WITHDRAWN))
    if may_publish(actor) or actor.is_system:
        return found.order_by("pk")
    if actor.has(Role.DELEGATE) and actor.partner_id:
        return found.filter(partner_id=actor.partner_id).order_by("pk")
    raise NotVisibleError


def package(cards: Iterable[ServiceCard] | None = None) -> bytes:
    """A tabular data package (ZIP) of cards, of the public basket unless others are given."""
    with override(LANGUAGE):
        tables = tables_of(offered() if cards is None else cards, live=False)
    files = {"datapackage.json": _description().encode()}
    files |= {f"{table.name}.csv": _csv(table, tables).encode() for table in PACKED}
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _BEGINNING)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, files[name])
    return buffer.getvalue()


def _csv(table: Table, tables: Tables) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.header)
    for row in tables.get(table.name, []):
        writer.writerow([_cell(row.get(name)) for name in table.header])
    return text.getvalue()


def _cell(value: Any) -> str:
    return "" if value is None else cells.neutral(str(value))


def _description() -> str:
    """What lies in the package, with keys and links that hold."""
    whole = {
        "profile": "tabular-data-package",
        "name": "kooperacje-hsds",
        "title": "Lokalny koszyk usług",
        "hsds_version": VERSION,
        "resources": [_resource(table) for table in PACKED],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _resource(table: Table) -> Row:
    fields = []
    for column in table.columns:
        described: Row = {"name": column.name, "type": _TYPES.get(column.kind, "string")}
        if column.kind in _FORMATS:
            described["format"] = _FORMATS[column.kind]
        limits: Row = {"required": True} if column.required and column.kind != "text" else {}
        if column.name == "id":
            limits["unique"] = True
        if column.choices:
            limits["enum"] = list(column.choices)
        if limits:
            described["constraints"] = limits
        fields.append(described)
    links = [
        {
            "fields": column.name,
            "reference": {
                "resource": "" if column.refers_to == table.name else column.refers_to,
                "fields": "id",
            },
        }
        for column in table.columns
        if column.refers_to
    ]
    schema: Row = {"fields": fields, "primaryKey": "id"}
    if links:
        schema["foreignKeys"] = links
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def nested(cards: Iterable[ServiceCard] | None = None) -> bytes:
    """The same as nested JSON: organisations with their places, services with everything of theirs."""
    with override(LANGUAGE):
        tables = tables_of(offered() if cards is None else cards, live=False)
    nest = Nest(tables)
    whole = {
        "version": VERSION,
        "organizations": [nest.organisation(row["id"]) for row in tables.get("organizations", [])],
        "services": [nest.service(row["id"]) for row in tables.get("services", [])],
    }
    return orjson.dumps(whole)


def sheet_csv(cards: Iterable[ServiceCard]) -> bytes:
    """The template as CSV that a spreadsheet in Poland opens: semicolons, UTF-8 with its mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    with override(LANGUAGE):
        writer.writerow(sheet.header())
        writer.writerows(sheet.written(card) for card in cards)
    return text.getvalue().encode("utf-8-sig")


def sheet_xlsx(cards: Iterable[ServiceCard]) -> bytes:
    """The template as a workbook, with the words that each column takes on a sheet of its own."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with override(LANGUAGE), xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        page = book.add_worksheet(sheet.SHEET)
        page.freeze_panes(1, 0)
        for number, column in enumerate(sheet.COLUMNS):
            page.set_column(number, number, column.width, plain)
            page.write_string(0, number, column.header, bold)
        for line, card in enumerate(cards, start=1):
            for number, text in enumerate(sheet.written(card)):
                page.write_string(line, number, text, plain)
        _explain(book, bold, plain)
    return buffer.getvalue()


def _explain(book: Any, bold: Any, plain: Any) -> None:
    """A line a column: what to write there."""
    page = book.add_worksheet("Objaśnienia")
    page.set_column(0, 0, 26, bold)
    page.set_column(1, 1, 100, plain)
    for line, (header, text) in enumerate(explanations()):
        page.write_string(line, 0, header, bold)
        page.write_string(line, 1, text, plain)


def explanations() -> list[tuple[str, str]]:
    """What each column of the template takes."""
    kinds = {
        "number": _("Liczba całkowita albo puste pole."),
        "yes_no": _("tak albo nie"),
        "list": _("Kilka pozycji rozdziel średnikiem."),
    }
    special = {
        "external_id": _(
            "Stały numer usługi w Twoim systemie albo identyfikator z eksportu. Dzięki niemu ponowne "
            "wczytanie zmienia tę samą kartę, także gdy zmieni się nazwa. Może zostać pusty."
        ),
        "organisation": _(
            "Nazwa albo NIP organizacji z partnerstwa. Przedstawiciel partnera może zostawić puste pole."
        ),
        "name": _("Pole obowiązkowe, do 200 znaków."),
        "eligibility_note": _(
            "Warunki własnymi słowami. Warunki do sprawdzania układa się na stronie karty."
        ),
        "teryt": _("Obszar działania: 2, 4 albo 7 cyfr (województwo, powiat, gmina)."),
        "postcode": _("W postaci 00-000."),
        "website": _("Pełny adres, zaczyna się od https://."),
        "contact_role": _("Stanowisko, nie nazwisko."),
    }
    found = []
    for column in sheet.COLUMNS:
        text = special.get(column.field) or kinds.get(column.kind, _("Tekst."))
        if column.choices:
            words = "; ".join(str(item.label) for item in column.choices)
            several = _("Jedna lub kilka z wartości, rozdzielone średnikiem: %(words)s.")
            one = _("Jedna z wartości: %(words)s.")
            text = (several if column.kind == "choices" else one) % {"words": words}
        found.append((column.header, text))
    return found
