"""What a page shows as a spreadsheet: one panel, or everything printed for a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from core.indicators.definitions import Figure, figures
from core.indicators.dimensions import label_of, members_of
from core.indicators.enums import Dimension, Unit
from core.regional.enums import Missing
from core.regional.queries import Printed
from core.shared.spreadsheets import FileKind, Value, book_of, written
from web.indicators.words import period_name
from web.regional.areas import Area, Territory
from web.regional.panels import Panel
from web.regional.readings import Shown

_HIDDEN = {Missing.NOT_IN_CATALOGUE, Missing.NO_RELEASE, Missing.NOT_PRINTED}
_DIGITS = {Unit.PERCENT: 3, Unit.MEAN: 2, Unit.POINTS: 2}


def csv_of_panel(panel: Panel) -> bytes:
    """A panel's table: for each value the printed number, its range, and why there is none."""
    return written(FileKind.CSV, _heads(panel), _lines(panel), "")


def xlsx_of_panel(panel: Panel, about: Sequence[str]) -> bytes:
    """The same as a workbook, with numbers as numbers and a second sheet that says how to read it."""
    notes = (_("Opis"), [panel.title], ([text] for text in about))
    return book_of((_("Tabela"), _heads(panel), _lines(panel)), notes)


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
    return written(FileKind.CSV, heads, _rows(printed, places), "")


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
