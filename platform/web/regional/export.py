"""What a page shows as a spreadsheet: one panel, or everything printed for a period."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from core.indicators.definitions import Figure, figures
from core.indicators.dimensions import label_of, members_of
from core.indicators.enums import Dimension, Unit
from core.regional.enums import Missing
from core.regional.queries import Printed
from core.shared.imports.cells import neutral
from web.indicators.words import period_name
from web.regional.areas import Area, Territory
from web.regional.panels import Panel
from web.regional.readings import Shown

_HIDDEN = {Missing.NOT_IN_CATALOGUE, Missing.NO_RELEASE, Missing.NOT_PRINTED}
_DIGITS = {Unit.PERCENT: 3, Unit.MEAN: 2, Unit.POINTS: 2}
_WIDEST_SHEET_NAME = 31
Value = str | float | None


def csv_of_panel(panel: Panel) -> bytes:
    """A panel's table: for each value the printed number, its range, and why there is none."""
    return _csv(_heads(panel), (_texts(line) for line in _lines(panel)))


def xlsx_of_panel(panel: Panel, about: Sequence[str]) -> bytes:
    """The same as a workbook, with numbers as numbers and a second sheet that says how to read it."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        sheet = book.add_worksheet(_("Tabela")[:_WIDEST_SHEET_NAME])
        sheet.write_row(0, 0, [neutral(text) for text in _heads(panel)], bold)
        for number, line in enumerate(_lines(panel), start=1):
            for column, value in enumerate(line):
                if isinstance(value, str):
                    sheet.write_string(number, column, neutral(value))
                elif value is not None:
                    sheet.write_number(number, column, value)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(_heads(panel)), 16)
        notes = book.add_worksheet(_("Opis")[:_WIDEST_SHEET_NAME])
        notes.set_column(0, 0, 100, wrap)
        for number, text in enumerate((panel.title, *about)):
            notes.write_string(number, 0, neutral(text))
    return file.getvalue()


def _heads(panel: Panel) -> list[str]:
    heads = [panel.head, *panel.words]
    for column in panel.columns:
        heads += [
            column,
            _("%(column)s: od") % {"column": column},
            _("%(column)s: do") % {"column": column},
            _("%(column)s: dlaczego brak") % {"column": column},
        ]
    return heads


def _lines(panel: Panel) -> Iterator[list[Value]]:
    for row in panel.rows:
        line: list[Value] = [row.name, *row.words]
        for value in row.values:
            line += _values(value)
        yield line


def _values(shown: Shown) -> list[Value]:
    if shown.known is None:
        return [None, None, None, shown.note or shown.text]
    digits = _DIGITS.get(Unit(shown.unit), 1) if shown.unit else 1
    numbers = (shown.known.value, shown.known.low, shown.known.high)
    return [*(None if number is None else round(number, digits) for number in numbers), ""]


def _texts(line: Sequence[Value]) -> list[str]:
    return [_text(value) for value in line]


def _text(value: Value) -> str:
    """A cell of a CSV file: a decimal comma, as spreadsheets in Poland expect."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")


def csv_of(printed: Printed, places: Territory) -> bytes:
    """All figures of one period for all territories in sight."""
    heads = [
        _("okres"),
        _("poziom"),
        _("kod"),
        _("obszar"),
        _("wskaźnik"),
        _("nazwa"),
        _("jednostka"),
        _("podział"),
        _("pozycja"),
        _("wartość"),
        _("od"),
        _("do"),
        _("dlaczego brak"),
    ]
    return _csv(heads, _rows(printed, places))


def _csv(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Semicolons and a byte-order mark, as spreadsheets in Poland expect."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(head) for head in heads])
    for line in lines:
        writer.writerow([neutral(cell) for cell in line])
    return text.getvalue().encode("utf-8-sig")


def _rows(printed: Printed, places: Territory) -> Iterator[list[str]]:
    areas = [*places.everything, *places.clusters(places.whole)]
    for key, (_definition, figure) in figures().items():
        for dimension in ("", *figure.breakdowns):
            for area in areas:
                yield from _cells(printed, key, figure, area, str(dimension))


def _cells(printed: Printed, key: str, figure: Figure, area: Area, dimension: str) -> Iterator[list[str]]:
    unit = Unit.FAMILIES if dimension and (figure.bands or figure.weights) else figure.unit
    for member in members_of(dimension):
        reading = printed.read(figure, area.level, area.code, dimension, member)
        if reading.missing in _HIDDEN:
            continue
        known = reading.known
        numbers = (known.value, known.low, known.high) if known else (None, None, None)
        yield [
            period_name(printed.period),
            str(area.level.label),
            area.code,
            area.name,
            key,
            str(figure.name),
            str(unit.label),
            str(Dimension(dimension).label) if dimension else "",
            label_of(dimension, member) if dimension else "",
            *_numbers(unit, numbers),
            str(reading.missing.label) if reading.missing else "",
        ]


def _numbers(unit: str, numbers: Iterable[float | None]) -> list[str]:
    digits = _DIGITS.get(Unit(unit), 0)
    return ["" if n is None else f"{n:.{digits}f}".replace(".", ",") for n in numbers]
