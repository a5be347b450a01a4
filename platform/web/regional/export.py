"""Printed cells as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from core.indicators.definitions import Figure, figures
from core.indicators.dimensions import label_of, members_of
from core.indicators.enums import Dimension, Unit
from core.regional.enums import Missing
from core.regional.queries import Printed
from web.indicators.words import period_name
from web.regional.areas import Area, Territory

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HIDDEN = {Missing.NOT_IN_CATALOGUE, Missing.NO_RELEASE, Missing.NOT_PRINTED}


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_of(printed: Printed, places: Territory) -> bytes:
    """All figures of one period for all territories in sight; semicolons and a byte-order mark, as
    spreadsheets in Poland expect. Numbers have a decimal comma for the same reason.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
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
    )
    for row in _rows(printed, places):
        writer.writerow([neutral(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _rows(printed: Printed, places: Territory) -> Iterator[list[str]]:
    areas = [*places.everything, *places.clusters(places.whole)]
    for key, (_definition, figure) in figures().items():
        for dimension in ("", *figure.breakdowns):
            for area in areas:
                yield from _cells(printed, key, figure, area, str(dimension))


def _cells(printed: Printed, key: str, figure: Figure, area: Area, dimension: str) -> Iterator[list[str]]:
    unit = Unit.FAMILIES if dimension == Dimension.DAYS else figure.unit
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
    digits = {Unit.PERCENT: 3, Unit.MEAN: 2, Unit.POINTS: 2}.get(Unit(unit), 0)
    return ["" if n is None else f"{n:.{digits}f}".replace(".", ",") for n in numbers]
